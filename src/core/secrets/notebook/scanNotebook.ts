import type { SecretFinding } from '../finding.ts';
import { locateAll, type TextPlace } from '../locate.ts';
import type { SecretScanner } from '../scanner.ts';
import { notebookLayout, type JsonRange, type NotebookSegment } from './notebookLayout.ts';
import { SegmentPlaces, segmentText } from './segmentText.ts';

/** Where in a notebook a finding stands. */
export interface NotebookPlace {
  readonly where: 'source' | 'output' | 'metadata';
  /** Index of the cell, from 0, counting cells of every type; absent for the notebook's own metadata. */
  readonly cell?: number;
  /** In the cell's source; absent for what a cell printed, and for metadata. */
  readonly place?: TextPlace;
}

export interface NotebookFinding extends SecretFinding {
  readonly notebook?: NotebookPlace;
}

/** Lines of a Python cell that are no Python: `!export KEY=…`, `%env KEY=…`. */
const commandLine = /^[ \t]*(?:!|%(?:env|set_env|sx|system)\b).*$/gm;

/**
 * Secrets in a Jupyter notebook: in each cell's source by its own language, in what cells printed, and in the rest of
 * the JSON, such as metadata. Payloads of pictures are passed over. Offsets count in the JSON; findings are in its
 * order and do not overlap. A notebook whose JSON is broken is scanned as text.
 */
export function scanNotebook(scanner: SecretScanner, json: string, path: string): readonly NotebookFinding[] {
  const layout = notebookLayout(json);
  if (!layout) return scanner.scanText(json, `${path}.json`);
  const found = layout.segments.flatMap((segment) => scanSegment(scanner, json, path, segment));
  const rest = scanner.scanText(segmentText(json, layout.rest, true), `${path}.json`);
  for (const finding of inJson(json, layout.rest, rest, true))
    found.push({ ...finding, notebook: { where: 'metadata' } });
  return found.sort((a, b) => a.start - b.start);
}

/** Secrets in a code cell's source. The suffix, put behind the notebook's path, says its language (`cellPath`). */
export function scanCell(
  scanner: SecretScanner,
  source: string,
  path: string,
  suffix: string,
): readonly SecretFinding[] {
  const found = scanner.scanText(source, path + suffix);
  return suffix === '.py' ? merged(found, scanCommands(scanner, source, path)) : found;
}

function scanSegment(
  scanner: SecretScanner,
  json: string,
  path: string,
  { suffix, isCode, where, cell, strings }: NotebookSegment,
): NotebookFinding[] {
  const text = segmentText(json, strings);
  const found = isCode ? scanCell(scanner, text, path, suffix) : scanner.scanText(text, path + suffix);
  if (found.length === 0) return [];
  const places = where === 'source' ? locateAll(text, found) : [];
  return inJson(json, strings, found, false).map((finding, at) => {
    const place = places[at];
    return { ...finding, notebook: { where, cell, ...(place && { place }) } };
  });
}

/** What a cell gives to the shell or the environment is written as in a shell. */
function scanCommands(scanner: SecretScanner, text: string, path: string): SecretFinding[] {
  if (!text.includes('!') && !text.includes('%')) return [];
  const found: SecretFinding[] = [];
  for (const match of text.matchAll(commandLine)) {
    const command = /^[ \t]*(?:!|%\w+)[ \t]*/.exec(match[0])?.[0].length ?? 0;
    const offset = match.index + command;
    for (const finding of scanner.scanText(match[0].slice(command), `${path}.sh`))
      found.push({ ...finding, start: finding.start + offset, end: finding.end + offset });
  }
  return found;
}

/** Both in order, the first kind where they overlap. */
function merged(first: readonly SecretFinding[], second: readonly SecretFinding[]): readonly SecretFinding[] {
  const added = second.filter(
    (each) => !first.some(({ start, end }) => start < each.end && each.start < end),
  );
  return added.length === 0 ? first : [...first, ...added].sort((a, b) => a.start - b.start);
}

/** Findings of a segment's text with the places they have in the JSON. */
function inJson(
  json: string,
  strings: readonly JsonRange[],
  findings: readonly SecretFinding[],
  verbatim: boolean,
): SecretFinding[] {
  const places = new SegmentPlaces(json, strings, verbatim);
  return findings.map((finding) => ({ ...finding, ...places.rangeOf(finding.start, finding.end) }));
}
