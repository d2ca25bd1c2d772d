import type { Clock, Exec, HostInfo, Http, ResourceReader } from '../core/ports.ts';

/** What the commands have of the outside, so that tests can run them in the same process. */
export interface Cli {
  /** Writes to standard output; only what was asked for goes there. */
  out(text: string): void;
  /** Writes to standard error: diagnostics, and why something could not be done. */
  err(text: string): void;
  readonly colour: boolean;
  /** Characters that fit on a line. */
  readonly width: number;
  /** Absolute; what paths on the command line are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: () => Promise<string>;
  readonly clock: Clock;
  readonly resources: ResourceReader;
  readonly http: Http;
  readonly exec: Exec;
  readonly host: () => HostInfo;
}

/** What a command ends with; part of the contract with CI and other callers. */
export const exitCodes = { fine: 0, findings: 1, failed: 2 } as const;
