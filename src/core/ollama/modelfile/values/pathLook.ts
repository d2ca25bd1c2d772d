/**
 * Whether a value of FROM is written like a path rather than like a model's name: `./x`, `/x`, `~/x`, `C:\x`, a
 * backslash, or the ending of a file of weights. What exists on disk is a path however it looks.
 */
export function looksLikePath(value: string): boolean {
  return (
    /^(?:\.{0,2}[\\/]|~|\.{1,2}$|[a-z]:[\\/])/i.test(value) ||
    value.includes('\\') ||
    /\.(?:gguf|ggml|safetensors|bin|pth?)$/i.test(value)
  );
}

/**
 * Whether the server finds weights in a folder, by the names of its files. It looks at the content of some, too.
 * Source: `filesForModel` in `parser/parser.go`.
 */
export function hasWeights(fileNames: Iterable<string>): boolean {
  for (const name of fileNames) {
    if (/^(?:(?:model|consolidated).*\.safetensors|consolidated.*\.pth|.*\.(?:gguf|bin))$/s.test(name))
      return true;
  }
  return false;
}
