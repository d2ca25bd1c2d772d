import type { SourceFile } from '../../src/core/project/clue.ts';

/** A file as readers get it, whole unless said otherwise. */
export function sourceFile(path: string, text: string, sampled = false): SourceFile {
  return { path, text, size: text.length, sampled };
}
