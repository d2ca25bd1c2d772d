import { basename } from 'path/posix';
import type { Guide } from '../guide.ts';
import type { GuideProblem } from './guideReader.ts';
import { applyOverride } from './override.ts';
import { parseGuide } from './parseGuide.ts';

/** A finding as `ai-stack check` and `ai-stack guide check` print it. Positions are 1-based, the end exclusive. */
export interface GuideFinding extends GuideProblem {
  readonly file: string;
  readonly severity: 'error';
}

/**
 * What is wrong with a guide file. A file named `guide.yaml` or `guide.yml` is taken as a whole guide, any other
 * as an override of `builtIn`. `file` has `/` between its segments; `secretRules` are the ids of the built-in rules.
 */
export function checkGuideFile(
  file: string,
  text: string,
  builtIn: Guide,
  secretRules?: readonly string[],
): GuideFinding[] {
  const isWhole = /^guide\.ya?ml$/.test(basename(file));
  const { problems } = isWhole ? parseGuide(text) : applyOverride(builtIn, text, secretRules);
  return problems.map((problem) => ({ file, severity: 'error', ...problem }));
}
