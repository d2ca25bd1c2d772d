/** One JSON document, as `--json` prints it. */
export function jsonDocument(value: object): string {
  return `${JSON.stringify({ schema: 1, ...value }, null, 2)}\n`;
}
