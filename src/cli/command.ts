import type { Cli } from './cli.ts';

export interface OptionSpec {
  /** What follows the option, for the help: `FORMAT`. Absent for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given several times; the values are in `Call.lists`. */
  readonly many?: true;
  readonly summary: string;
}

/** What was given to a command, checked against its description. */
export interface Call {
  /** Values by name; a switch that was given is `true`. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  /** All values of options that may be given several times, by name. */
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  /** At least one; the command's `defaultPath` where none was given. */
  readonly paths: readonly [string, ...string[]];
  /** The same as they were given, perhaps none. */
  readonly words: readonly string[];
}

export interface Command {
  /** One word or two: `guide check`. */
  readonly name: string;
  /** What the paths are called in the help: `DIR`, or `ID DIR` where each of several means something else. */
  readonly path: string;
  readonly manyPaths?: boolean;
  /** What is meant where no path is given; without it, one must be. */
  readonly defaultPath?: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Loads the command's code only now, and resolves to the exit code. */
  readonly run: (call: Call, cli: Cli) => Promise<number>;
}
