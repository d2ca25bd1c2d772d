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

/** Gathers names with a text once; a name that stands for two different texts in other files is left out there. */
export function constantsOf(sources: readonly PythonSource[]): Constants {
  const own = new Map<string, Map<string, Resolved>>();
  const shared = new Map<string, Resolved | undefined>();
  for (const { path, text } of sources) {
    const names = new Map<string, Resolved>();
    const isSettings = /\bBaseSettings\b/.test(text);
    for (const [, name = '', double, single] of text.matchAll(plain)) {
      const value = double ?? single ?? '';
      if (!names.has(name)) names.set(name, { value, ...(isSettings && { variable: name.toUpperCase() }) });
    }
    for (const [, name = '', variable = '', double, single] of text.matchAll(fromEnvironment))
      names.set(name, { value: double ?? single ?? '', variable });
    own.set(path, names);
    for (const [name, found] of names) {
      const before = shared.get(name);
      const differs = shared.has(name) && before?.value !== found.value;
      shared.set(name, differs ? undefined : found);
    }
  }
  return { resolve: (node, source) => resolve(node, source, own.get(source.path) ?? new Map(), shared) };
}

function resolve(
  node: SyntaxNode,
  { text }: PythonSource,
  own: ReadonlyMap<string, Resolved>,
  shared: ReadonlyMap<string, Resolved | undefined>,
): Resolved | undefined {
  const value = stringValue(node, text);
  if (value !== undefined) return { value };
  if (node.name === 'VariableName' || node.name === 'MemberExpression') {
    const written = text.slice(node.from, Math.min(node.to, node.from + 200));
    const name = /(\w+)$/.exec(written)?.[1] ?? '';
    return own.get(name) ?? shared.get(name);
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
