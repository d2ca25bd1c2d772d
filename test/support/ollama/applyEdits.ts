import type { ModelfileEdit } from '../../../src/core/ollama/modelfile/modelfile.ts';

/** The text after edits that are in its order and do not overlap; throws when they are not so. */
export function applyEdits(text: string, edits: readonly ModelfileEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: inserted } of edits) {
    if (start < at || end < start || end > text.length) throw new Error('Edits out of order.');
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}
