import type { Clue } from '../../clue.ts';

const reference = /^[a-z0-9][\w./-]*(?::\d+\/[\w./-]+)?(?::[\w][\w.-]*)?(?:@[\w+:.-]+)?$/i;

/**
 * An `image` clue from a reference such as `docker.io/library/redis:7` (name `redis`, version `7`). Undefined
 * when the text is no image reference, or when its name still holds a variable. A tag that holds one is dropped.
 */
export function imageClue(image: string, line: number): Clue | undefined {
  const trimmed = image.trim();
  const variable = trimmed.search(/[$%{]/);
  const tagAt = trimmed.indexOf(':', trimmed.lastIndexOf('/') + 1);
  const text = variable >= 0 && tagAt > 0 && tagAt < variable ? trimmed.slice(0, tagAt) : trimmed;
  if (text.length > 300 || !reference.test(text)) return undefined;
  const withoutDigest = text.split('@', 1)[0] ?? '';
  const colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
  const repository = colon < 0 ? withoutDigest : withoutDigest.slice(0, colon);
  const tag = colon < 0 ? '' : withoutDigest.slice(colon + 1);
  const name = repository.replace(/^(?:index\.|registry-1\.)?docker\.io\//, '').replace(/^library\//, '');
  if (name === '' || name === 'scratch') return undefined;
  return { kind: 'image', name, line, ...(tag === '' ? {} : { version: tag }) };
}
