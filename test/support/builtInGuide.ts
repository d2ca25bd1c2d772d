import { readFileSync } from 'node:fs';
import type { Guide } from '../../src/core/guide/guide.ts';
import { parseGuide } from '../../src/core/guide/file/parseGuide.ts';

export const guideText = readFileSync(new URL('../../media/guide/guide.yaml', import.meta.url), 'utf8');

let parsed: Guide | undefined;

/** The guide that the extension ships, parsed once for all tests. */
export function builtInGuide(): Guide {
  parsed ??= parse();
  return parsed;
}

function parse(): Guide {
  const { guide, problems } = parseGuide(guideText);
  if (!guide) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return guide;
}
