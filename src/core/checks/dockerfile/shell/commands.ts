import type { Span } from '../../check.ts';
import type { Dockerfile, Instruction, Word } from '../dockerfile.ts';
import { splitCommands } from './splitCommands.ts';

/** What stands before a command: nothing at the beginning, an operator, or `\n` in a heredoc. */
export type Joint = '' | '&&' | '||' | ';' | '|' | '&' | '\n' | '(' | 'word';

/** A simple command of a shell, without its redirections taken apart. */
export interface Command extends Span {
  readonly words: readonly Word[];
  readonly joint: Joint;
  /** Where the operator before it begins. */
  readonly jointStart: number;
}

/** A command by what it runs: wrappers such as `sudo`, `env` and `python -m` are passed over. */
export interface Invocation {
  readonly command: Command;
  /** Without its folder: `pip`, `uvicorn`. */
  readonly program: string;
  /** The word that names the program. */
  readonly at: Word;
  readonly args: readonly Word[];
}

/** The commands that RUN, CMD, ENTRYPOINT or HEALTHCHECK give to a shell; none for the exec form without one. */
export function commandsOf(file: Dockerfile, instruction: Instruction): readonly Command[] {
  const { heredocs, args, json } = instruction;
  if (json) return shellOfExec(file, json);
  const isScript =
    instruction.keyword === 'RUN' && heredocs.length > 0 && /^<<-?["']?\w+["']?$/.test(textOf(file, args));
  const spans = isScript ? heredocs.map(({ content }) => content) : [shellPart(instruction)];
  return spans.flatMap((span) => splitCommands(file.masked, span.start, span.end));
}

/** What an instruction runs, each command by its program. */
export function invocationsOf(file: Dockerfile, instruction: Instruction): readonly Invocation[] {
  const commands = instruction.json ? [execCommand(instruction.json)] : [];
  return [...commands, ...commandsOf(file, instruction)].flatMap((command) => invocation(command) ?? []);
}

/** The exec form as a command. */
export function execCommand(words: readonly Word[]): Command {
  const [first, last] = [words[0], words.at(-1)];
  return { words, joint: '', jointStart: first?.start ?? 0, start: first?.start ?? 0, end: last?.end ?? 0 };
}

/** HEALTHCHECK has CMD before its command. */
function shellPart({ keyword, words, args }: Instruction): Span {
  return keyword === 'HEALTHCHECK' ? { start: words[0]?.end ?? args.start, end: args.end } : args;
}

/** `["sh", "-c", "…"]`: the script, with the places of the string in the text. */
function shellOfExec(file: Dockerfile, json: readonly Word[]): readonly Command[] {
  const script = execScript(json);
  if (!script) return [];
  const raw = file.text.slice(script.start + 1, script.end - 1);
  // With escapes in the string, offsets within it are not those of the file, and all of it is the place.
  if (raw === script.value) return splitCommands(file.masked, script.start + 1, script.end - 1);
  return splitCommands(script.value, 0, script.value.length).map((command) => ({
    ...command,
    ...span(script),
    jointStart: script.start,
    words: command.words.map(({ value }) => ({ ...span(script), value })),
  }));
}

/** The script of `["sh", "-c", script]`. */
export function execScript(json: readonly Word[]): Word | undefined {
  const [shell, option, script] = json;
  if (!shell || !/^(?:.*\/)?(?:ba|da|a|z)?sh$/.test(shell.value)) return undefined;
  return option && /^-[a-z]*c$/.test(option.value) ? script : undefined;
}

const wrappers = new Set([
  'sudo',
  'exec',
  'env',
  'time',
  'nice',
  'nohup',
  'command',
  'xvfb-run',
  'tini',
  'dumb-init',
]);
const runners: Readonly<Record<string, readonly string[]>> = {
  uv: ['run'], poetry: ['run'], pdm: ['run'], pipenv: ['run'], hatch: ['run'], rye: ['run'], pixi: ['run'], npx: [],
}; // prettier-ignore

export function invocation(command: Command): Invocation | undefined {
  const { words } = command;
  let at = 0;
  for (; at < words.length; at++) {
    const value = words[at]?.value ?? '';
    if (/^\w+=/.test(value)) continue;
    const name = programName(value);
    if (wrappers.has(name)) {
      while (words[at + 1]?.value.startsWith('-') === true) at++;
      continue;
    }
    const runner = runners[name];
    if (runner && runner.every((word, index) => words[at + 1 + index]?.value === word)) {
      at = afterOptions(words, at + runner.length);
      continue;
    }
    if (/^python[\d.]*$/.test(name) && words[at + 1]?.value === '-m') {
      at++;
      continue;
    }
    const word = words[at];
    return word && { command, program: name, at: word, args: words.slice(at + 1) };
  }
  return undefined;
}

/** Options of `uv run` that take a value as a word of their own. */
const valued = /^(?:--(?:with|extra|group|package|python|project|directory|env-file|index|from)|-p)$/;

function afterOptions(words: readonly Word[], at: number): number {
  let last = at;
  for (;;) {
    const next = words[last + 1]?.value;
    if (next?.startsWith('-') !== true) return last;
    last += valued.test(next) ? 2 : 1;
  }
}

function programName(value: string): string {
  return value.slice(value.lastIndexOf('/') + 1);
}

function span({ start, end }: Span): Span {
  return { start, end };
}

function textOf(file: Dockerfile, { start, end }: Span): string {
  return file.masked.slice(start, end);
}
