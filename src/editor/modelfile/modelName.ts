/** A comment with the command that creates the model, and the name in it. */
const created =
  /^[ \t]*#.*?\bollama[ \t]+create[ \t]+(?:(?:-f|--file|-q|--quantize)[ =]\S+[ \t]+)*([^\s-]\S*)/m;

/**
 * The name that a Modelfile seems to be for: what a comment creates it as (`ollama create support -f Modelfile`), else
 * what its file is named after (`support.modelfile`, `Modelfile.support`). Undefined where nothing says it.
 */
export function modelName(fileName: string, text: string): string | undefined {
  const named = created.exec(text);
  const name = named?.[1]?.replace(/[.,;:`'")]+$/, '') ?? nameOfFile(fileName);
  return name !== undefined && isModelName(name) ? name : undefined;
}

function nameOfFile(fileName: string): string | undefined {
  const name = /^(.+)\.modelfile$/i.exec(fileName)?.[1] ?? /^modelfile[.-](.+)$/i.exec(fileName)?.[1];
  return name?.toLowerCase();
}

/** What the server takes as a name, as far as people write it. */
function isModelName(name: string): boolean {
  return name.length <= 200 && /^[\w][\w.-]*(?:\/[\w][\w.-]*){0,2}(?::[\w][\w.-]*)?$/.test(name);
}
