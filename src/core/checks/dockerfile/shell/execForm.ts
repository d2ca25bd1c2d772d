import type { Dockerfile, Instruction, Word } from '../dockerfile.ts';
import { commandsOf, execScript, type Command } from './commands.ts';

/** Commands that a shell runs itself, so that `exec` has nothing to run. */
const builtins =
  /^(?:cd|source|\.|exit|set|export|true|false|wait|trap|ulimit|umask|eval|read|test|\[|:|unset|exec|return|shift|local)$/;
/** Words that begin what is more than a list of commands. */
const compound = /(?:^|[\s;&|(])(?:if|for|while|until|case|function|select)\s|[(){}`]|<</;

/** The exec form of words. */
export function execForm(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

/**
 * The exec form that does what a shell form does, with signals reaching the program: its words where no shell is needed,
 * else the shell with `exec` before the last command. `shell` is what SHELL says, or `sh -c`.
 */
export function toExecForm(file: Dockerfile, instruction: Instruction, shell: readonly string[]): string {
  const commands = commandsOf(file, instruction);
  const text = file.masked.slice(instruction.args.start, instruction.args.end);
  const [only] = commands;
  const isBuiltin = builtins.test(only?.words[0]?.value ?? '');
  if (only && commands.length === 1 && !isBuiltin && !needsShell(text))
    return execForm(only.words.map(({ value }) => value));
  return execForm([...shell, withExec(file, instruction, commands)]);
}

/** Variables, patterns, redirections, operators and assignments are a shell's work. */
function needsShell(text: string): boolean {
  return /[$`*?[\]{}<>;&|()~#!]|^\s*\w+=|\\/.test(text);
}

/** The script in one line, with `exec` before its last command where that may be. */
export function withExec(file: Dockerfile, instruction: Instruction, commands: readonly Command[]): string {
  const at = execPlace(file, instruction, commands);
  const words = commands.flatMap((command) => command.words);
  let result = '';
  let from = instruction.args.start;
  for (const word of [...words, { start: instruction.args.end, end: instruction.args.end }]) {
    result += file.masked.slice(from, word.start).replace(/\s+/g, ' ');
    if (word.start === at?.start) result += at.text;
    result += file.masked.slice(word.start, word.end);
    from = word.end;
  }
  return result.trim();
}

/** Where `exec ` goes; undefined where the shell must stay. */
export function execPlace(
  file: Dockerfile,
  instruction: Instruction,
  commands: readonly Command[],
): { readonly start: number; readonly text: string } | undefined {
  const script = instruction.json && execScript(instruction.json);
  const text = script ? script.value : file.masked.slice(instruction.args.start, instruction.args.end);
  const last = commands.at(-1);
  const first = last?.words[0];
  if (!last || !first || compound.test(withoutWords(text))) return undefined;
  if (!['', '&&', ';', '&'].includes(last.joint) || /[&|]\s*$/.test(text)) return undefined;
  const program = last.words.find(({ value }) => !/^\w+=/.test(value));
  if (!program || builtins.test(program.value) || program.value.startsWith('$')) return undefined;
  return { start: first.start, text: program === first ? 'exec ' : 'exec env ' };
}

/** The operators of a script: what stands in quotes, variables and substitutions falls away. */
function withoutWords(text: string): string {
  return text.replace(/\\.|"(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|\$\{[^}]*\}|\$\([^()]*\)/gs, '');
}

/** Whether the last command is run by `exec` already, or a shell must stay because of what it does. */
export function endsInExec(commands: readonly Command[]): boolean {
  return commands.at(-1)?.words.some(({ value }: Word) => value === 'exec') === true;
}
