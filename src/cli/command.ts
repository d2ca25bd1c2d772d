import type { Cli } from './cli.ts';

export interface OptionSpec {
  /** What follows the option, for the help: `FORMAT`. Absent for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** What was given to a command, checked against its description. */
export interface Call {
  /** Values by name; a switch that was given is `true`. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  /** At least one. */
  readonly paths: readonly [string, ...string[]];
}

export interface Command {
  /** One word or two: `guide check`. */
  readonly name: string;
  /** What the paths are called in the help: `DIR`. */
  readonly path: string;
  readonly manyPaths?: boolean;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Loads the command's code only now, and resolves to the exit code. */
  readonly run: (call: Call, cli: Cli) => Promise<number>;
}
