import type { ModelfileEdit, ModelfileFix } from '../../core/ollama/modelfile/modelfile.ts';

/**
 * The edits of as many fixes as can be made together, in the order of the text. A fix is taken whole or not at all; where
 * two clash, the first is taken, and the other may be made afterwards.
 */
export function compatibleEdits(fixes: readonly ModelfileFix[]): ModelfileEdit[] {
  const taken: ModelfileEdit[] = [];
  for (const { edits } of fixes) {
    if (!edits.some((edit) => taken.some((other) => clash(edit, other)))) taken.push(...edits);
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether both change the same characters, or both insert at the same place. */
function clash(a: ModelfileEdit, b: ModelfileEdit): boolean {
  const insertions = a.start === a.end && b.start === b.end && a.start === b.start;
  return insertions || (a.start < b.end && b.start < a.end);
}
