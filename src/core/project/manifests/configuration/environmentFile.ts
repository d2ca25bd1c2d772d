import type { Clue, FileReader } from '../../clue.ts';
import { variableClue } from '../commands/scriptClues.ts';

/** .env, .env.local, prod.env, env.example and .envrc, but no code that happens to be called so. */
export function isEnvironmentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^\.env(?:rc|[.-].+)?$|^[\w.-]+\.env$|^(?:dot)?env[.-](?:example|sample|template|dist)$/.test(name) &&
    !/\.(?:[cm]?[jt]sx?|py|md|json|ya?ml|toml|txt|enc|gpg|age)$/.test(name)
  );
}

/** Reads the names of variables, never their values; a line that is commented out sets nothing. */
export const readEnvironmentFile: FileReader = (file) => {
  const clues: Clue[] = [];
  let quote: string | undefined;
  for (const [index, line] of file.text.split(/\r\n|\n|\r/).entries()) {
    if (quote !== undefined) {
      // Inside a value over several lines, such as a private key.
      if (line.includes(quote)) quote = undefined;
      continue;
    }
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]{0,200})\s*=\s*(.*)$/.exec(line);
    const name = match?.[1];
    if (name === undefined) continue;
    clues.push(variableClue(name, index + 1));
    const value = match?.[2] ?? '';
    const first = value.charAt(0);
    if ((first === '"' || first === "'" || first === '`') && !value.slice(1).includes(first)) quote = first;
  }
  return { clues, problems: [] };
};
