/**
 * What a reader (one per file format) finds in a file. Readers say only what stands there; which technology or
 * task a clue speaks for is decided in signals.ts, and how much it weighs in roles.ts.
 */

export type ClueKind =
  /** A declared dependency. `name` is normalised (PEP 503 for Python, as written for npm and Go). */
  | 'dependency'
  /** An import in code. `name` is the dotted module with the imported names, such as `transformers.Trainer`. */
  | 'import'
  /** A telling call, or a class used as a base. `name` is qualified through the file's imports: `peft.LoraConfig`. */
  | 'call'
  /** A container image. `name` is the repository without tag or digest (`vllm/vllm-openai`); `version` is the tag. */
  | 'image'
  /** A program that a container, a compose service or a script starts: `uvicorn`, `vllm serve`, `ollama`. */
  | 'command'
  /** A cloud resource: `google_cloud_run_v2_service`, `serving.knative.dev/Service`, `gcloud run deploy`. */
  | 'resource'
  /** The name (never the value) of an environment variable that is set or read. */
  | 'variable'
  /** A host and port, or a URL's host, in code or configuration: `:11434`, `generativelanguage.googleapis.com`. */
  | 'endpoint'
  /** A model file. `name` is one of `config`, `adapter`, `gguf`, `safetensors`, `tokenizer`, `checkpoint`. */
  | 'asset'
  /** A file whose presence says something: `Dockerfile`, `langgraph.json`, `root_agent.yaml`, `Modelfile`. */
  | 'file'
  /** A literal credential in code. `name` is the provider; the value is nowhere. */
  | 'key'
  /** A word in a README. */
  | 'word';

export type Ecosystem = 'pypi' | 'npm' | 'go';

/** How a dependency is declared. `locked` comes from a lock file alone and proves nothing by itself. */
export type DependencyScope = 'runtime' | 'optional' | 'dev' | 'locked';

export interface Clue {
  readonly kind: ClueKind;
  readonly name: string;
  /** For dependencies and imports. */
  readonly ecosystem?: Ecosystem;
  /** For dependencies: the version or range as written (`>=4.40,<5`), or the exact version of a lock file. */
  readonly version?: string;
  readonly scope?: DependencyScope;
  /** More that was said, as plain strings: keyword arguments of a call (literals only), `model_type`, `extras`. */
  readonly details?: Readonly<Record<string, string>>;
  /** 1-based line in the file; 1 when the whole file is meant. */
  readonly line: number;
  /** In a notebook: 0-based index of the cell, and 1-based line within the cell's source. */
  readonly cell?: number;
  readonly cellLine?: number;
  /** What to show as evidence when the line itself would not do (a value must stay out, JSON escapes). */
  readonly text?: string;
}

/** Something wrong with a file that its owner can mend. Positions are 1-based. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** One sentence that says what is wrong and what to do. */
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
}

/** Another file that must be read because this one names it (`-r base.txt`). */
export interface Inclusion {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  readonly format: 'requirements' | 'constraints' | 'environment';
  readonly scope: DependencyScope;
  readonly line: number;
}

/** All that was read in one file. */
export interface FileReading {
  readonly clues: readonly Clue[];
  readonly problems: readonly Problem[];
  readonly includes?: readonly Inclusion[];
}

/** A file as a reader gets it: decoded text with the BOM removed and line ends as they stand. */
export interface SourceFile {
  /** Relative to the workspace folder, `/` between segments. */
  readonly path: string;
  readonly text: string;
  /** Size of the whole file in bytes. */
  readonly size: number;
  /** True when `text` is only the beginning of a large file. */
  readonly sampled: boolean;
}

/**
 * Reads one format. Never throws on any input: what cannot be read becomes a problem with file and line, and
 * garbage yields no clues.
 */
export type FileReader = (file: SourceFile) => FileReading;

export const nothing: FileReading = { clues: [], problems: [] };
