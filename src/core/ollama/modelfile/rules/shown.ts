/** A value fit for a sentence, in quotes. */
export function shown(value: string): string {
  const line = value.slice(0, 200).replace(/\s+/g, ' ');
  return line.length > 60 ? `"${line.slice(0, 60)}…"` : `"${line}"`;
}
