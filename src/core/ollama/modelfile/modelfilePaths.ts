import type { ModelfilePath } from './modelfile.ts';
import { parseModelfile } from './parseModelfile.ts';

/** The values of FROM, ADAPTER and DRAFT: each may name something on disk, however it looks. */
export function modelfilePaths(text: string): ModelfilePath[] {
  return parseModelfile(text).instructions.flatMap(({ command, value, valueSpan, quote }) => {
    const instruction = command === 'model' ? 'from' : command;
    if (instruction !== 'from' && instruction !== 'adapter' && instruction !== 'draft') return [];
    const inside = quote?.length ?? 0;
    return [
      { path: value, span: { start: valueSpan.start + inside, end: valueSpan.end - inside }, instruction },
    ];
  });
}
