import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, stringValue } from '../../../project/sources/python/pythonTree.ts';
import type { PythonSource } from './pythonSources.ts';

/** What an expression comes to, and the environment variable that may say otherwise. */
export interface Resolved {
  readonly value: string;
  readonly variable?: string;
}

/** The texts that names of the project stand for. */
export interface Constants {
  /** The text that an expression comes to, as far as literals say. */
  readonly resolve: (node: SyntaxNode, source: PythonSource) => Resolved | undefined;
}

const literal = String.raw`(?:[rbuRBU]{0,2})(?:"([^"\n\\]{1,200})"|'([^'\n\\]{1,200})')`;
/** `NAME = "…"`, `name: str = "…"`, `name = Field(default="…")`. */
const plain = new RegExp(
  String.raw`^[ \t]*(?:self\.)?(\w+)[ \t]*(?::[^=\n]{1,80})?=[ \t]*(?:\w*Field\([ \t]*(?:default[ \t]*=[ \t]*)?)?${literal}`,
  'gm',
);
/** `NAME = os.getenv("VARIABLE", "…")`, `os.environ.get(…)`. */
const fromEnvironment = new RegExp(
  String.raw`^[ \t]*(?:self\.)?(\w+)[ \t]*(?::[^=\n]{1,80})?=[ \t]*(?:os\.)?(?:getenv|environ\.get|environ\.setdefault)\(\s*["'](\w+)["']\s*,\s*${literal}`,
  'gm',
);

/**
 * Names that stand for a text: of the file itself, else of any other; a name that stands for two different texts in other
 * files is left out there. Files are looked through when they are first asked for.
 */
export function constantsOf(sources: readonly PythonSource[]): Constants {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const own = new Map<string, ReadonlyMap<string, Resolved>>();
  const ownOf = (path: string): ReadonlyMap<string, Resolved> => {
    const known = own.get(path) ?? namesIn(texts.get(path) ?? '');
    own.set(path, known);
    return known;
  };
  let shared: ReadonlyMap<string, Resolved | undefined> | undefined;
  const lookUp = (name: string, path: string): Resolved | undefined =>
    ownOf(path).get(name) ?? (shared ??= sharedNames(sources.map((source) => ownOf(source.path)))).get(name);
  return { resolve: (node, source) => resolve(node, source, (name) => lookUp(name, source.path)) };
}

function namesIn(text: string): Map<string, Resolved> {
  const names = new Map<string, Resolved>();
  const isSettings = /\bBaseSettings\b/.test(text);
  for (const [, name = '', double, single] of text.matchAll(plain)) {
    const value = double ?? single ?? '';
    if (!names.has(name)) names.set(name, { value, ...(isSettings && { variable: name.toUpperCase() }) });
  }
  for (const [, name = '', variable = '', double, single] of text.matchAll(fromEnvironment))
    names.set(name, { value: double ?? single ?? '', variable });
  return names;
}

function sharedNames(files: readonly ReadonlyMap<string, Resolved>[]): Map<string, Resolved | undefined> {
  const shared = new Map<string, Resolved | undefined>();
  for (const names of files) {
    for (const [name, found] of names) {
      const differs = shared.has(name) && shared.get(name)?.value !== found.value;
      shared.set(name, differs ? undefined : found);
    }
  }
  return shared;
}

function resolve(
  node: SyntaxNode,
  { text }: PythonSource,
  lookUp: (name: string) => Resolved | undefined,
): Resolved | undefined {
  const value = stringValue(node, text);
  if (value !== undefined) return { value };
  if (node.name === 'VariableName' || node.name === 'MemberExpression') {
    const written = text.slice(node.from, Math.min(node.to, node.from + 200));
    const name = /(\w+)$/.exec(written)?.[1] ?? '';
    return lookUp(name);
  }
  return environmentDefault(node, text);
}

/** `os.getenv("MODEL_ID", "Qwen/Qwen3-0.6B")` in place. */
function environmentDefault(node: SyntaxNode, text: string): Resolved | undefined {
  const list = node.lastChild;
  if (node.name !== 'CallExpression' || list?.name !== 'ArgList' || !node.firstChild) return undefined;
  if (!/(?:getenv|environ\.get)$/.test(text.slice(node.firstChild.from, node.firstChild.to)))
    return undefined;
  const [first, second] = argumentsOf(list, text);
  const variable = stringValue(first?.value ?? null, text);
  const value = stringValue(second?.value ?? null, text);
  return variable === undefined || value === undefined ? undefined : { value, variable };
}
