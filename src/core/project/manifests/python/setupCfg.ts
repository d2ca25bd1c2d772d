import { nothing, type DependencyScope, type FileReader } from '../../clue.ts';
import { DependencyReading, type DependencyPlace } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { parseRequirement } from './pep508.ts';
import { addRequirementLine } from './requirements.ts';

/** A line of a value; the first one may stand beside the key. */
interface ValueLine {
  readonly text: string;
  readonly line: number;
}

interface Option {
  readonly section: string;
  readonly key: string;
  readonly lines: ValueLine[];
}

const scopes: Readonly<Record<string, DependencyScope>> = {
  install_requires: 'runtime',
  setup_requires: 'dev',
  tests_require: 'dev',
};

/** Reads the requirements of setuptools in `setup.cfg`. */
export const readSetupCfg: FileReader = (file) => {
  if (!/requires?\b|^\[options\.extras_require\]/m.test(file.text)) return nothing;
  const reading = new DependencyReading(file.path);
  for (const { section, key, lines } of optionsOf(file.text, reading)) {
    const scope = Object.hasOwn(scopes, key) ? scopes[key] : undefined;
    if (section === 'options' && scope !== undefined) addOption(reading, lines, scope);
    if (section === 'options.extras_require')
      addOption(reading, lines, groupScope(key) === 'dev' ? 'dev' : 'optional', key);
  }
  return reading.finish();
};

/** The sections and options, with lines of continued values; what stands before any section is a problem. */
function optionsOf(text: string, reading: DependencyReading): Option[] {
  const options: Option[] = [];
  let section: string | undefined;
  for (const [index, physical] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^\s*(?:[#;]|$)/.test(physical)) continue;
    const line = index + 1;
    const header = /^\[([^\]]+)\]/.exec(physical)?.[1];
    const pair = /^([^\s=:][^=:]*)[=:](.*)$/.exec(physical);
    if (header !== undefined) section = header.trim();
    else if (section === undefined) {
      reading.warn(line, 'This line stands before any section: put it under a header such as [options].');
      return [];
    } else if (/^\s/.test(physical)) options.at(-1)?.lines.push({ text: physical.trim(), line });
    else if (pair)
      options.push({ section, key: pair[1]?.trim() ?? '', lines: [{ text: pair[2]?.trim() ?? '', line }] });
  }
  return options;
}

function addOption(
  reading: DependencyReading,
  lines: readonly ValueLine[],
  scope: DependencyScope,
  group?: string,
): void {
  const place = (line: number): DependencyPlace => ({
    scope,
    line,
    ...(group === undefined ? {} : { group }),
  });
  const written = lines.filter((line) => line.text !== '');
  const only = written.length === 1 ? written[0] : undefined;
  for (const { text, line } of written) {
    const included = /^file:\s*(.*)$/.exec(text)?.[1];
    if (included !== undefined)
      for (const path of included.split(',')) reading.include(path, 'requirements', place(line));
    // On one line, requirements are parted by semicolons; in several, a semicolon begins a marker.
    else for (const part of only ? parts(text) : [text]) addPart(reading, part, place(line));
  }
}

function parts(text: string): string[] {
  return parseRequirement(withoutComment(text)) ? [text] : text.split(';');
}

function addPart(reading: DependencyReading, part: string, place: DependencyPlace): void {
  const text = withoutComment(part);
  if (text !== '') addRequirementLine(reading, text, place);
}

function withoutComment(text: string): string {
  const comment = text.search(/\s#/);
  return (comment < 0 ? text : text.slice(0, comment)).trim();
}
