import type { Span } from '../check.ts';
import type { YamlPlace } from './yamlPlace.ts';

/** Where the text of a script stands in a file, and whether YAML folds its lines. Undefined where it is no text. */
export function scriptIn(text: string, place: YamlPlace): { span: Span; folded: boolean } | undefined {
  if (place.text === undefined || place.shared) return undefined;
  const { start, end } = place.span;
  if (place.isBlock) {
    const body = text.indexOf('\n', start);
    if (body < 0 || body >= end) return undefined;
    return { span: { start: body + 1, end }, folded: text.charAt(start) === '>' };
  }
  if (place.quoted) return { span: { start: start + 1, end: end - 1 }, folded: true };
  return { span: { start, end }, folded: true };
}
