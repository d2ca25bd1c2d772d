/**
 * An Ollama Modelfile as the server reads it, and what the editor and the command line say of it. All offsets are
 * UTF-16 offsets into the text, which has no byte order mark (both shells decode and drop it).
 *
 * The functions stand in files of their own names: `parseModelfile`, `validateModelfile`, `modelfilePaths`,
 * `completeModelfile`, `hoverModelfile`, `formatModelfile`, `foldModelfile`, `modelfileSymbols`, `modelfileToCreate`.
 */

/** A part of a text: from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Part of a text, with what stands there. */
export interface Token extends Span {
  readonly text: string;
}

/** The words that a line may begin with, in lower case; the server takes them in any case. */
export type InstructionName =
  | 'from'
  | 'parameter'
  | 'template'
  | 'system'
  | 'adapter'
  | 'license'
  | 'message'
  | 'draft'
  | 'renderer'
  | 'parser'
  | 'requires';

/** One instruction; its span goes from its keyword to the end of its value, quotes included. */
export interface ModelfileInstruction extends Span {
  readonly name: InstructionName;
  /** The keyword as written. */
  readonly keyword: Token;
  /** The name after `PARAMETER` or the role after `MESSAGE`, as written; empty where two spaces came first. */
  readonly argument?: Token;
  /**
   * What the server makes of it: `model` for FROM, the parameter's name for PARAMETER, else the instruction's name.
   * So `PARAMETER system x` is the same to it as `SYSTEM x`.
   */
  readonly command: string;
  /** What the server reads: without quotes and without the characters that it drops. */
  readonly value: string;
  /** Where the value stands, quotes included. */
  readonly valueSpan: Span;
  readonly quote?: '"' | '"""';
}

export type ModelfileErrorKind =
  /** The line begins with no instruction. */
  | 'unknown-instruction'
  /** An instruction without a value: the line ends after its name. */
  | 'missing-value'
  /** PARAMETER or MESSAGE whose name or role is followed by something else than a space. */
  | 'bad-argument'
  | 'bad-role'
  /** The text ends inside a quoted value. */
  | 'unclosed-quote'
  | 'missing-from';

/** What the server's parser refuses. */
export interface ModelfileError {
  readonly kind: ModelfileErrorKind;
  /** One sentence that says what is wrong. */
  readonly message: string;
  /** Line in the text, from 1. */
  readonly line: number;
  /** The line that the server names, where it names one: it counts `\r\n` as two and a line's end as the next line. */
  readonly serverLine?: number;
  readonly span: Span;
}

/** What a text says. The server stops at the first error; here reading goes on at the next line. */
export interface Modelfile {
  readonly instructions: readonly ModelfileInstruction[];
  /** What the server's parser says of the text: the first of `errors`. */
  readonly error?: ModelfileError;
  readonly errors: readonly ModelfileError[];
  /** Lines of comment, from `#` to the end of the line. */
  readonly comments: readonly Span[];
}

/**
 * `hasWeights` tells the two kinds of folder apart. A file is without weights when its name does not end in
 * `.safetensors` and its first four bytes are not `GGUF`; whoever did not look says `file`.
 */
export type PathKind = 'file' | 'file-without-weights' | 'folder' | 'folder-without-weights' | 'missing';

/** What is known beside the text. What is absent is not judged. */
export interface ModelfileContext {
  /** By the path as the Modelfile writes it; see `modelfilePaths`. */
  readonly paths?: ReadonlyMap<string, PathKind>;
  /** Names of installed models, with their tags. */
  readonly installed?: readonly string[];
  /** The longest context of installed models in tokens, by name. */
  readonly contextLengths?: ReadonlyMap<string, number>;
  /** As in `/api/version`. */
  readonly serverVersion?: string;
}

export type ModelfileSeverity = 'error' | 'warning' | 'information' | 'hint';

export interface ModelfileEdit extends Span {
  readonly text: string;
}

export interface ModelfileFix {
  readonly id: string;
  /** Begins with a verb: `Move the comment to its own line`. */
  readonly title: string;
  /** In the order of the text; they do not overlap. */
  readonly edits: readonly ModelfileEdit[];
  readonly preferred?: boolean;
}

/** An error is what `ollama create` would refuse; everything else it takes. */
export interface ModelfileDiagnostic extends Span {
  readonly code: `modelfile/${string}`;
  readonly severity: ModelfileSeverity;
  readonly message: string;
  readonly fixes: readonly ModelfileFix[];
  readonly tag?: 'deprecated' | 'unnecessary';
}

/** A value that may name a file or folder: relative to the Modelfile's folder, absolute, or under `~`. */
export interface ModelfilePath {
  readonly path: string;
  readonly span: Span;
  readonly instruction: 'from' | 'adapter' | 'draft';
}

export type ModelfileCompletionKind = 'instruction' | 'parameter' | 'role' | 'model' | 'value' | 'template';

export interface ModelfileCompletion extends Span {
  readonly label: string;
  readonly kind: ModelfileCompletionKind;
  readonly insertText: string;
  /** `insertText` has VS Code's snippet placeholders. */
  readonly snippet?: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly sortText?: string;
}

export interface ModelfileHover extends Span {
  readonly markdown: string;
}

/** Lines from 0; `endLine` is the last line that folds away. */
export interface ModelfileFold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment';
}

/** A row of the outline. */
export interface ModelfileSymbol extends Span {
  readonly name: string;
  /** The beginning of the value on one line. */
  readonly detail: string;
  readonly kind: InstructionName;
  /** What is marked when the row is chosen. */
  readonly selection: Span;
}
