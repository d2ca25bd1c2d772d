import type { Span } from '../check.ts';

/** Only the place of something that has one. */
export function placeOf({ start, end }: Span): Span {
  return { start, end };
}
