import { parseAllDocuments } from 'yaml';
import { applyEdits } from './applyFix.ts';
import type { TextEdit } from './secretFix.ts';

/** Larger files are taken on trust. */
const longestText = 300_000;

/**
 * Says whether edits leave what a YAML text means as it is: scalars may run over several lines, and a comment within
 * one is none. A text that cannot be read (a template of Helm) is taken on trust.
 */
export function yamlKeeper(text: string): (edits: readonly TextEdit[]) => boolean {
  if (text.length > longestText) return () => true;
  const before = meaning(text);
  return (edits) => before === undefined || meaning(applyEdits(text, edits)) === before;
}

function meaning(text: string): string | undefined {
  try {
    // Pretty errors look for each error's line from the beginning: seconds where there are many.
    const documents = parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    return JSON.stringify(documents.map((document) => document.toJS() as unknown));
  } catch {
    // More aliases than the parser follows.
    return undefined;
  }
}
