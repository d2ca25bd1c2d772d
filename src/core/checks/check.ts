import type { ServingCatalogue } from '../serving/catalogue/servingCatalogue.ts';

/** A part of a text in UTF-16 offsets: from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface CheckEdit extends Span {
  readonly text: string;
}

/** A quick fix. Its edits are of the file that the diagnostic is in, do not overlap, and leave it valid. */
export interface CheckFix {
  /** Permanent, lower case with hyphens: `use-copy-chown`. */
  readonly id: string;
  /** Begins with a verb: `Use COPY --chown instead`. */
  readonly title: string;
  readonly edits: readonly CheckEdit[];
  /** Files that it makes where they are missing, relative to the folder: `.dockerignore`. */
  readonly creates?: readonly { readonly path: string; readonly text: string }[];
  readonly preferred?: boolean;
}

export type CheckSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface CheckDiagnostic extends Span {
  /** The area and the rule: `docker/root-user`, `cloudrun/probe-too-long`, `identity/public-access`. Permanent. */
  readonly code: `${'docker' | 'cloudrun' | 'identity'}/${string}`;
  /** `error`: it will not build, deploy or start. `warning`: it is dangerous or will hurt. */
  readonly severity: CheckSeverity;
  /** One sentence on what is wrong and what to do; never a secret's value. */
  readonly message: string;
  readonly fixes: readonly CheckFix[];
}

/** A file that is checked. Paths are relative to the folder, `/` between segments. */
export interface CheckedFile {
  readonly path: string;
  /** Decoded, without a byte order mark, line ends as they stand. */
  readonly text: string;
}

/** What a check sees beside the file itself. */
export interface CheckContext {
  /** All files of the folder that are not ignored, sorted. */
  readonly paths: readonly string[];
  /** The text of a companion (see `isCompanion`); undefined where there is no such file, or it was not read. */
  readonly text: (path: string) => string | undefined;
  readonly catalogue: ServingCatalogue;
}

/** One rule: what it finds in a file of its kind. Never throws, in linear time. */
export type Check<Parsed> = (parsed: Parsed, context: CheckContext) => readonly CheckDiagnostic[];

export type CheckedKind =
  'dockerfile' | 'cloud-run-service' | 'cloud-build' | 'terraform' | 'workflow' | 'shell';
