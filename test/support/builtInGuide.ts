import { readFileSync } from 'node:fs';
import type { Guide } from '../../src/core/guide/guide.ts';
import { parseGuide } from '../../src/core/guide/file/parseGuide.ts';

export const guideText = readFileSync(new URL('../../media/guide/guide.yaml', import.meta.url), 'utf8');

/** The guide that the extension ships. */
export function builtInGuide(): Guide {
  const { guide, problems } = parseGuide(guideText);
  if (!guide) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return guide;
}
