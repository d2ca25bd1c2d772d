import { parseRequirement } from './pep508.ts';

/** A string in `setup.py` with the 1-based line where it begins. */
export interface SetupText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
  /** Where the literal ends. */
  readonly lastLine: number;
}

/** A file that `setup.py` reads requirements from; the path is relative to it. */
export interface SetupFile {
  readonly kind: 'file';
  readonly path: string;
  readonly line: number;
}

/** A list, tuple, set or other iterable: its strings and files by a key that tells equal ones. Parts may be unknown. */
export interface SetupList {
  readonly kind: 'list';
  readonly items: Map<string, SetupText | SetupFile>;
}

export interface SetupDict {
  readonly kind: 'dict';
  readonly entries: Map<string, SetupValue>;
}

/** What an expression of `setup.py` is known to be. */
export type SetupValue = SetupText | SetupFile | SetupList | SetupDict;

/** Items of one list. No project declares as many; `x = x + x` must stay harmless. */
const maxItems = 1000;

/** A list of all strings and files in the values, without repetitions. */
export function listOf(...values: readonly (SetupValue | undefined)[]): SetupList {
  const list: SetupList = { kind: 'list', items: new Map() };
  for (const value of values) addTo(list, value);
  return list;
}

/** Adds all strings and files of a value to a list; the values of a dict are not its elements. */
export function addTo(list: SetupList, value: SetupValue | undefined): void {
  for (const item of itemsOf(value)) {
    if (list.items.size >= maxItems) return;
    list.items.set(`${item.line}:${item.kind}:${item.kind === 'file' ? item.path : item.text}`, item);
  }
}

export function itemsOf(value: SetupValue | undefined): Iterable<SetupText | SetupFile> {
  if (value === undefined || value.kind === 'dict') return [];
  return value.kind === 'list' ? value.items.values() : [value];
}

/** All strings and files in the values of a dict. */
export function valuesOf(value: SetupValue | undefined): SetupList {
  return value?.kind === 'dict' ? listOf(...value.entries.values()) : listOf(value);
}

/** A new dict with the entries of both; those of the second win. */
export function merged(first: SetupValue | undefined, second: SetupValue | undefined): SetupDict {
  const entries = [first, second].flatMap((value) => (value?.kind === 'dict' ? [...value.entries] : []));
  return { kind: 'dict', entries: new Map(entries.slice(0, maxItems)) };
}

/** A table from package name to requirement, as projects build from one list of all their requirements. */
export function tableOf(list: SetupValue): SetupDict {
  const entries = new Map<string, SetupValue>();
  for (const item of itemsOf(list)) {
    if (item.kind === 'file') continue;
    const requirement = parseRequirement(item.text);
    if (!requirement) continue;
    const written = /^[\w.-]+/.exec(item.text.trim())?.[0] ?? requirement.name;
    entries.set(written, item);
    entries.set(requirement.name, item);
  }
  return { kind: 'dict', entries };
}

/** The lines of a string of several, each with its own line number. */
export function linesOf(value: SetupText): SetupList {
  const lines = value.text.split('\n').map((text, index): SetupText => ({
    ...value,
    text,
    line: Math.min(value.line + index, value.lastLine),
  }));
  return listOf(...lines.filter((line) => line.text.trim() !== ''));
}
