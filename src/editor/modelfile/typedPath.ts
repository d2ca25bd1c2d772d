/** A path that is being typed after FROM, ADAPTER or DRAFT. */
export interface TypedPath {
  readonly instruction: 'from' | 'adapter' | 'draft';
  /** Where the value begins in the line, behind a quote. */
  readonly start: number;
  /** What stands between there and the cursor. */
  readonly typed: string;
  /** The part of it that names the folder, with the separator at its end; empty for the Modelfile's own folder. */
  readonly folder: string;
  /** Whether what was typed can only be a path. */
  readonly isPath: boolean;
}

/** Undefined where no path or model is expected. `before` is the line up to the cursor. */
export function typedPath(before: string): TypedPath | undefined {
  const match = /^([ \t]*(from|adapter|draft)[ \t]+"{0,3})([^"]*)$/i.exec(before);
  const [, head = '', keyword = '', typed = ''] = match ?? [];
  const instruction = keyword.toLowerCase();
  if (instruction !== 'from' && instruction !== 'adapter' && instruction !== 'draft') return undefined;
  const isPath = /^(?:\.{1,2}$|\.{0,2}[\\/]|~[\\/]|[a-z]:[\\/])/i.test(typed);
  const separator = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'));
  return {
    instruction,
    start: head.length,
    typed,
    folder: isPath ? typed.slice(0, separator + 1) : '',
    isPath,
  };
}

/** Whether an instruction takes a file of this name. */
export function isWeightsFile(name: string, instruction: TypedPath['instruction']): boolean {
  return instruction === 'adapter' ? /\.(?:gguf|safetensors)$/i.test(name) : /\.gguf$/i.test(name);
}

/** Whether a folder with these files in it is a model or an adapter that Ollama can take. */
export function isWeightsFolder(names: readonly string[]): boolean {
  return names.some((name) =>
    /^(?:(?:model|adapter|adapters|adapter_model|consolidated).*\.safetensors|pytorch_model.*\.bin|.*\.gguf)$/i.test(
      name,
    ),
  );
}
