import { parseArgs } from 'node:util';
import { UserError } from '../core/errors.ts';
import { suggestion } from '../core/guide/file/suggestion.ts';
import type { Call, Command, OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { usageLine } from './usage.ts';

export type Request =
  | { readonly kind: 'run'; readonly command: Command; readonly call: Call }
  /** Without a command: help on the program. */
  | { readonly kind: 'help'; readonly command?: Command }
  | { readonly kind: 'version' };

/** What the words of a command line ask for. Throws a UserError for anything that is not understood. */
export function parseArguments(args: readonly string[]): Request {
  const [first, ...rest] = args;
  if (first === undefined)
    throw new UserError('No command was given.', 'Run "ai-stack --help" to see the commands.');
  if (first === '--version' || first === '-V') return { kind: 'version' };
  if (first === '--help' || first === '-h') return { kind: 'help' };
  if (first === 'help')
    return rest.length === 0 ? { kind: 'help' } : { kind: 'help', command: findCommand(rest).command };
  const { command, words } = findCommand(args);
  return parseCall(command, args.slice(words));
}

function findCommand(args: readonly string[]): { command: Command; words: number } {
  const [first = '', second = ''] = args;
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const command = commands.find((each) => each.name === name);
    if (command) return { command, words };
  }
  const group = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (first !== '' && group.length > 0) {
    const what =
      second === '' || second.startsWith('-')
        ? `"${first}" needs a second word.`
        : `There is no command "${first} ${second}".`;
    throw new UserError(what, `The commands are: ${group.join(', ')}.`);
  }
  if (first.startsWith('-')) {
    throw new UserError(
      `The command must come before options such as ${first}.`,
      'Run "ai-stack --help" to see the commands.',
    );
  }
  const hint = suggestion(
    first,
    commands.map(({ name }) => name),
  ).trim();
  throw new UserError(
    `There is no command "${first}".`,
    [hint, 'Run "ai-stack --help" to see the commands.'].filter(Boolean).join(' '),
  );
}

function parseCall(command: Command, args: readonly string[]): Request {
  const types = Object.entries(command.options).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  });
  const options: Record<string, string | true> = {};
  const lists: Record<string, string[]> = {};
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') return { kind: 'help', command };
    const value = checkOption(command, token);
    options[token.name] = value;
    if (command.options[token.name]?.many && value !== true) (lists[token.name] ??= []).push(value);
  }
  const call = { options, lists, paths: checkPaths(command, paths), words: paths };
  return { kind: 'run', command, call };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkOption(command: Command, { name, rawName, value, inlineValue }: OptionToken): string | true {
  const usage = `Usage: ${usageLine(command)}`;
  const spec = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (!spec) {
    const hint = suggestion(name, [...Object.keys(command.options), 'help']).replace(/"(.+)"/, '"--$1"');
    throw new UserError(
      `"ai-stack ${command.name}" has no option ${rawName}.`,
      `${hint.trim()} ${usage}`.trim(),
    );
  }
  if (spec.value === undefined) {
    if (value !== undefined) throw new UserError(`${rawName} takes no value.`, usage);
    return true;
  }
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) {
    throw new UserError(`${rawName} needs a value.`, usage);
  }
  return checkChoice(rawName, value, spec);
}

function checkChoice(rawName: string, value: string, { choices }: OptionSpec): string {
  if (!choices || choices.includes(value)) return value;
  throw new UserError(
    `${rawName} cannot be "${value}".${suggestion(value, choices)}`,
    `Choose one of: ${choices.join(', ')}.`,
  );
}

function checkPaths(command: Command, [given, ...others]: readonly string[]): [string, ...string[]] {
  const first = given ?? command.defaultPath;
  const usage = `Usage: ${usageLine(command)}`;
  if (!first) throw new UserError(`"ai-stack ${command.name}" needs a ${command.path}.`, usage);
  if (others.length > 0 && !command.manyPaths) {
    throw new UserError(
      `"ai-stack ${command.name}" takes one ${command.path}, but got ${others.length + 1}.`,
      usage,
    );
  }
  return [first, ...others];
}
