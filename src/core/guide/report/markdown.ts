import type { Evidence } from '../../project/facts.ts';
import { placeOf } from '../place.ts';

/** Text from a project, safe on one line of Markdown: no links, HTML or formatting come from it. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]#|<>~]/g, (mark) => `\\${mark}`);
}

/** Text as inline code, also safe in a table. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '' : `${fence}${pad}${line.replace(/\|/g, '\\|')}${pad}${fence}`;
}

/** The place, as a relative link that editors open at the line, and the text that stands there. */
export function evidenceLink(evidence: Evidence): string {
  const { file, line, text } = evidence;
  const target = file.split('/').map(encodeSegment).join('/');
  const link = `[${escaped(placeOf(evidence))}](${target}#L${line})`;
  return text.trim() === '' ? link : `${link}: ${code(text)}`;
}

export function bullets(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];
}

/** A heading with a list under it, or nothing when the list is empty. */
export function listBlock(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...bullets(lines)];
}

/** Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function document(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** encodeURIComponent throws on half a surrogate pair, which a file name may hold. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replace(/[()]/g, (mark) =>
    mark === '(' ? '%28' : '%29',
  );
}
