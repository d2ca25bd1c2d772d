import type { Memento } from 'vscode';
import type { FolderResult } from '../tree/model/folderResult.ts';

const key = 'aiStack.lastResults';
const schema = 1;
const mostEvidence = 5;
const mostCharacters = 300_000;

interface Stored {
  readonly schema: number;
  readonly results: readonly FolderResult[];
}

/** What the panel showed last in this workspace, so that it is drawn at once after a reload. */
export function loadLastResults(state: Memento): readonly FolderResult[] {
  const stored = state.get<Stored>(key);
  return stored?.schema === schema ? stored.results : [];
}

/** Keeps the results without long lists of evidence; results too large to keep are forgotten instead. */
export async function storeLastResults(state: Memento, results: readonly FolderResult[]): Promise<void> {
  const good = results.filter((result) => result.failure === undefined);
  const text = JSON.stringify({ schema, results: good } satisfies Stored, shortenEvidence);
  await state.update(key, text.length > mostCharacters ? undefined : (JSON.parse(text) as Stored));
}

function shortenEvidence(name: string, value: unknown): unknown {
  return name === 'evidence' && Array.isArray(value) ? value.slice(0, mostEvidence) : value;
}
