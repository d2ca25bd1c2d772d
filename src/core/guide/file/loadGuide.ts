import type { ResourceReader } from '../../ports.ts';
import type { Guide } from '../guide.ts';
import { parseGuide } from './parseGuide.ts';

/** Under `media/`. */
export const guidePath = 'guide/guide.yaml';

/** The guide that comes with the extension. Rejects when it cannot be read or is broken, which is a bug of ours. */
export async function loadGuide(resources: ResourceReader): Promise<Guide> {
  const { guide, problems } = parseGuide(await resources.readText(guidePath));
  if (guide) return guide;
  const [first] = problems;
  throw new Error(
    `${guidePath}:${first?.line ?? 1}:${first?.column ?? 1}: ${first?.message ?? 'the guide is empty'}`,
  );
}
