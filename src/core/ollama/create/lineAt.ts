/** The line of an offset, from 1, as editors count: `\n`, `\r` and `\r\n` each end one. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}
