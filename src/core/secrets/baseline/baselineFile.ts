import type { Baseline, BaselineEntry } from './baseline.ts';
import { JsonFile, type JsonValue } from './jsonFile.ts';

/** The text of a baseline file: one entry to a line, so that changes to it read well. */
export function writeBaseline({ version, salt, entries }: Baseline): string {
  const lines = entries.map(
    ({ rule, path, line, hash }) => `    ${JSON.stringify({ path, line, rule, hash })}`,
  );
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${version},\n  "salt": ${JSON.stringify(salt)},\n  "entries": ${list}\n}\n`;
}

/**
 * Reads a baseline file. `file` is what messages call it. Throws a UserError that names file, line and remedy for
 * anything that is no baseline of ours: an entry that is half read would hide the wrong thing.
 */
export function readBaseline(text: string, file: string): Baseline {
  const json = new JsonFile(text, file, remedy);
  const root = json.object(json.root, 'a baseline is an object with "version", "salt" and "entries"');
  const version = json.member(root, 'version');
  if (version.value !== 1) {
    throw json.error(version, typeof version.value === 'number' ? newer : '"version" must be 1');
  }
  const salt = json.member(root, 'salt');
  if (typeof salt.value !== 'string' || !/^[0-9a-f]{32,128}$/.test(salt.value))
    throw json.error(salt, '"salt" must be 32 to 128 digits of hex');
  const entries = json.array(json.member(root, 'entries'), '"entries" must be a list');
  return { version: 1, salt: salt.value, entries: entries.map((entry) => readEntry(json, entry)) };
}

const remedy =
  'Restore the file from version control, or write it anew with "ai-stack scan --write-baseline".';
const newer = 'it was written by a newer version of AI Stack Guide';

function readEntry(json: JsonFile, node: JsonValue): BaselineEntry {
  const entry = json.object(node, 'each entry must be an object');
  const text = (name: string, pattern: RegExp, what: string): string => {
    const member = json.member(entry, name);
    if (typeof member.value !== 'string' || !pattern.test(member.value))
      throw json.error(member, `"${name}" must be ${what}`);
    return member.value;
  };
  const line = json.member(entry, 'line');
  if (typeof line.value !== 'number' || !Number.isInteger(line.value) || line.value < 1)
    throw json.error(line, '"line" must be a line number');
  return {
    path: text('path', /^[^\\\0]+$/, 'a path with "/" between its segments'),
    line: line.value,
    rule: text('rule', /^[A-Za-z0-9][\w.:-]{0,99}$/, 'the id of a rule'),
    hash: text('hash', /^[0-9a-f]{64}$/, '64 digits of hex'),
  };
}
