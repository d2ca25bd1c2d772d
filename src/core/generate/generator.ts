import type { ProjectFacts } from '../project/facts.ts';
import type { WorkspaceReader } from '../ports.ts';
import type { Decision } from './decision.ts';

/** What a generator can be told. Every option has a default, so that it works without any. */
export interface GeneratorOption {
  /** Lower case with hyphens: `--set hook=git`. */
  readonly id: string;
  readonly kind: 'choice' | 'flag' | 'text';
  /** `true` or `false` for flags. */
  readonly default: string;
  /** What it changes, as a sentence. */
  readonly meaning: string;
  /** For choices: each value with what it stands for, as part of a sentence. */
  readonly choices?: readonly { readonly value: string; readonly meaning: string }[];
  /** For texts: what the value must look like, and how that is said. */
  readonly form?: { readonly pattern: RegExp; readonly words: string };
}

/** Options by id: `true` or `false` for flags. */
export type OptionValues = Readonly<Record<string, string>>;

export interface GeneratedFile {
  /** Relative to the folder, `/` between segments. */
  readonly path: string;
  readonly content: string;
  readonly executable?: true;
  /** True where the content is what is there with lines added: nothing of it is lost. */
  readonly extends?: true;
}

/** What a generator made, before anything is written. */
export interface Generated {
  readonly files: readonly GeneratedFile[];
  /** What is left to the user, as sentences; commands in backticks. */
  readonly next: readonly string[];
  /** What was decided from the project, for generators that decide. */
  readonly decisions?: readonly Decision[];
  /** What the user should know before using the files, as sentences. */
  readonly warnings?: readonly string[];
}

/** What a generator sees of the outside. */
export interface GenerateContext {
  /** A file of `media/templates/<id>/`. */
  readonly template: (name: string) => Promise<string>;
  /** The text of a file that is in the folder already; undefined where there is none. */
  readonly existing: (path: string) => Promise<string | undefined>;
  /** Any file of `media/` by its path there: `catalog/serving.yaml`, `templates/dockerfile/Dockerfile`. */
  readonly resource: (path: string) => Promise<string>;
  /** The folder that is written to. */
  readonly workspace: WorkspaceReader;
  /** All files of that folder that are not ignored. Absent: whoever needs them lists them. */
  readonly paths?: () => Promise<readonly string[]>;
  /** What is known of that folder; found out when first asked. */
  readonly facts: () => Promise<ProjectFacts>;
  /** Of AI Stack Guide. */
  readonly version: string;
}

export interface Generator {
  /** Permanent; the name on the command line. */
  readonly id: string;
  readonly title: string;
  /** What it writes, as a sentence. */
  readonly summary: string;
  readonly options: readonly GeneratorOption[];
  /** Generators of one family share what they were told: `serving`. What was given to one is remembered for the others. */
  readonly family?: string;
  /** Writes nothing. Rejects with a UserError where a file of the folder cannot be extended. */
  readonly generate: (values: OptionValues, context: GenerateContext) => Promise<Generated>;
}
