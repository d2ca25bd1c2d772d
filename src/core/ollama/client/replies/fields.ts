/** Checked reading of parsed JSON: a value of another kind is taken for absent. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}

/** The object in a text of JSON. */
export function parseRecord(text: string): JsonRecord | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A list's records, at most `most` of them; empty for null, which Go writes for an empty list. */
export function recordsOf(value: unknown, most: number): JsonRecord[] | undefined {
  if (value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const items: unknown[] = value.slice(0, most);
  return items.map(recordOf).filter((item) => item !== undefined);
}

export function textOf(value: unknown, longest = 1_000_000): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
}

/** A short text that is shown in one line: without control characters. */
export function labelOf(value: unknown): string | undefined {
  return textOf(value, 300)
    ?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

/** A size or length: a whole number that is not negative. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Like `countOf`, where zero means that the server does not know. */
export function positiveOf(value: unknown): number | undefined {
  const count = countOf(value);
  return count === 0 ? undefined : count;
}

/** Go's zero moment and others before 1970 mean that there is none; so do those after 2200: for ever. */
const lastMoment = Date.UTC(2200, 0);

/** A moment of Go's `time.Time`, with up to nine digits of a second, in milliseconds since 1970. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const moment = Date.parse(value.replace(/(\.\d{3})\d+/, '$1'));
  return moment > 0 && moment < lastMoment ? moment : undefined;
}

/** A model's name as servers write it: printable ASCII without blanks, within the bounds of its parts. */
export function modelNameOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[!-~]{1,600}$/.test(value) ? value : undefined;
}

export function digestOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w:-]{1,100}$/.test(value) ? value : undefined;
}
