/** Text from a project or a guide, made safe to stand in Markdown on one line: no links, HTML or formatting. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+!|<>~&$]/g, (mark) => `\\${mark}`);
}

/** Text as inline code, with a fence longer than any run of backticks in it. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '' : fence + pad + line + pad + fence;
}

/** Shortens a line for a row or a table; the whole of it belongs in the tooltip. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
