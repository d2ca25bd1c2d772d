import type { CheckEdit, Span } from '../check.ts';
import type { Setting } from '../cloudRun/serviceSettings.ts';
import type { Command, CommandWord } from './commandWords.ts';

/** Where commands stand, and how a flag is added to one. */
export interface CommandHost {
  readonly text: string;
  /** Edits that add flags behind the last word of a command. */
  readonly addFlags: (command: Command, flags: readonly string[]) => readonly CheckEdit[] | undefined;
  /** Edits that put another word in place of one. */
  readonly replaceWord: (word: CommandWord, text: string) => readonly CheckEdit[] | undefined;
}

/** A call of gcloud, taken apart. */
export interface GcloudCommand extends Span {
  readonly words: Command;
  /** Groups, command and arguments without flags: `run`, `deploy`, `api`; `alpha` and `beta` are left out. */
  readonly path: readonly string[];
  /** What is marked where something is missing: from `gcloud` to the command. */
  readonly head: Span;
  readonly flags: readonly GcloudFlag[];
  /** True where arguments come from a variable, so that any flag may be among them. */
  readonly open: boolean;
}

export interface GcloudFlag extends Span {
  /** With its dashes: `--image`. */
  readonly name: string;
  readonly word: CommandWord;
  /** Absent for flags without a value. */
  readonly value?: FlagValue;
}

export interface FlagValue extends Span {
  readonly text: string;
  readonly literal: boolean;
  readonly word: CommandWord;
  /** True where each character of the text stands in the file as it is, from `start` on. */
  readonly verbatim: boolean;
}

/** Words that may stand before the program. */
const before =
  /^(?:if|then|else|elif|do|while|until|!|\{|time|exec|sudo|env|command|[@+-]+|[A-Za-z_]\w*\+?=.*)$/s;
const switches =
  /^--(?:no-[\w-]+|quiet|async|allow-unauthenticated|cpu-boost|cpu-throttling|session-affinity|use-http2|gpu-zonal-redundancy|invoker-iam-check|default-url|clear-[\w-]+|wait|execute-now|iap|dry-run|help)$/;

/** The call of gcloud that a command is, or undefined. */
export function gcloudCommand(text: string, command: Command): GcloudCommand | undefined {
  const at = command.findIndex(({ text: word }) => !before.test(word));
  const program = command[at];
  if (!program || !/^(?:[@+-]{1,3})?(?:\S*\/)?gcloud$/.test(program.text)) return undefined;
  const words = command.slice(at);
  const path: string[] = [];
  const flags: GcloudFlag[] = [];
  let open = false;
  let last = program;
  for (let index = 1; index < words.length; index++) {
    const word = words[index];
    if (!word) continue;
    if (word.text.startsWith('-') && word.text.length > 1) {
      const next = words[index + 1];
      const flag = flagOf(text, word, next);
      if (flag.value && flag.value.word !== word) index++;
      flags.push(flag);
    } else if (!word.literal && /^\$/.test(word.text) && path.length > 2) open = true;
    else if (!/^(?:alpha|beta)$/.test(word.text) || path.length > 0) {
      if (!word.literal && /[@*]\]?\}$|^\$\{?\w*(?:FLAGS|ARGS|OPTIONS|OPTS)/i.test(word.text)) open = true;
      path.push(word.text);
      if (path.length <= 2) last = word;
    }
  }
  const end = words.at(-1)?.end ?? program.end;
  return {
    words,
    path,
    head: headOf(text, program, last),
    flags,
    open,
    start: program.start,
    end,
  };
}

/** From the program to the command; only the command where the program stands on another line. */
function headOf(text: string, program: CommandWord, last: CommandWord): Span {
  const apart = text.slice(program.start, last.end).includes('\n');
  return { start: apart ? last.start : program.start, end: last.end };
}

function flagOf(text: string, word: CommandWord, next: CommandWord | undefined): GcloudFlag {
  const sign = word.text.indexOf('=');
  const name = sign < 0 ? word.text : word.text.slice(0, sign);
  const flag = { name, word, start: word.start, end: word.end };
  if (sign >= 0) return { ...flag, value: valueOf(text, word, word.text.slice(sign + 1)) };
  if (switches.test(name) || !next || next.text.startsWith('--')) return flag;
  return { ...flag, value: valueOf(text, next, next.text) };
}

function valueOf(file: string, word: CommandWord, text: string): FlagValue {
  const raw = file.slice(word.start, word.end);
  const at = raw.lastIndexOf(text);
  const verbatim = text !== '' && at >= 0 && /^["']?$/.test(raw.slice(at + text.length));
  const start = verbatim ? word.start + at : word.start;
  const end = verbatim ? start + text.length : word.end;
  return { text, literal: word.literal, word, verbatim, start, end };
}

export function flagNamed(command: GcloudCommand, ...names: readonly string[]): GcloudFlag | undefined {
  return command.flags.findLast(({ name }) => names.includes(name));
}

/** The value of a flag as a setting. */
export function settingOf(value: FlagValue): Setting {
  const { start, end } = value;
  return {
    start,
    end,
    value: value.literal ? value.text : undefined,
    ...(value.verbatim ? { write: (next) => [{ start, end, text: next }] } : {}),
  };
}

/** Whether a command begins with these groups and words. */
export function isCommand(command: GcloudCommand, ...path: readonly string[]): boolean {
  return path.every((word, index) => command.path[index] === word);
}
