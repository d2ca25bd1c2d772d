import fc from 'fast-check';

/** Values of each kind that a YAML file can have. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('text', '', 8, 0.5, true, null),
  fc.constantFrom<unknown>([], ['a'], [1], [{}], {}, { a: 'b' }, { a: 1 }, { name: 'x', value: 'y' }),
);

/** A copy in which one value, that the numbers lead to, is another, or has another key beside it. */
export function mutate(
  value: unknown,
  path: readonly number[],
  put: unknown,
  keys: readonly string[],
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return put;
  if (Array.isArray(value) && value.length > 0) {
    const at = step % value.length;
    return value.map((item: unknown, index) => (index === at ? mutate(item, rest, put, keys) : item));
  }
  if (typeof value !== 'object' || value === null) return put;
  const names = Object.keys(value);
  const entries = value as Record<string, unknown>;
  if (step % 5 === 0) {
    const key = keys[step % keys.length] ?? 'other';
    return { ...entries, [step % 2 === 0 ? key : 'other']: put };
  }
  const name = names[step % Math.max(1, names.length)];
  return name === undefined ? put : { ...entries, [name]: mutate(entries[name], rest, put, keys) };
}
