import type { SyntaxNode } from '@lezer/common';
import type { LineIndex } from '../../text/lines.ts';
import { beforePlaceholder, pythonString } from './pythonString.ts';
import { argumentsOf, expressionsIn } from './syntaxNodes.ts';
import {
  addTo,
  itemsOf,
  linesOf,
  listOf,
  merged,
  tableOf,
  valuesOf,
  type SetupDict,
  type SetupFile,
  type SetupText,
  type SetupValue,
} from './setupValue.ts';

/** How deep expressions may nest before they are left unknown. */
const maxDepth = 60;

/** Methods that hand on what is in their object: those of files, strings and lists. */
const passing = new Set([
  'read',
  'readlines',
  'read_text',
  'split',
  'splitlines',
  'strip',
  'rstrip',
  'lstrip',
  'copy',
  'open',
  'decode',
  'format',
  'replace',
  'union',
]);

/** Tells what expressions of `setup.py` are, as far as literals, variables and files by name go. Runs nothing. */
export class SetupEvaluator {
  readonly variables = new Map<string, SetupValue>();
  /** Functions that the module defines, by name. */
  readonly functions = new Map<string, SyntaxNode>();
  readonly #functionFiles = new Map<string, SetupFile | undefined>();
  readonly #source: string;
  readonly #lines: LineIndex;

  constructor(source: string, lines: LineIndex) {
    this.#source = source;
    this.#lines = lines;
  }

  text(node: SyntaxNode): string {
    return this.#source.slice(node.from, node.to);
  }

  lineOf(node: SyntaxNode): number {
    return this.#lines.lineAt(node.from);
  }

  evaluate(node: SyntaxNode | null | undefined, depth = 0): SetupValue | undefined {
    if (!node || depth > maxDepth) return undefined;
    const inner = (child: SyntaxNode | null | undefined): SetupValue | undefined =>
      this.evaluate(child, depth + 1);
    switch (node.name) {
      case 'String':
      case 'ContinuedString':
      case 'FormatString':
        return this.#string(node);
      case 'VariableName':
        return this.variables.get(this.text(node));
      case 'ParenthesizedExpression':
        return inner(expressionsIn(node)[0]);
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'SetExpression':
        return this.#sequence(node, depth + 1);
      case 'ConditionalExpression':
        return listOf(inner(node.firstChild), inner(node.lastChild));
      case 'DictionaryExpression':
        return this.#dict(node, depth + 1);
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        return this.#comprehension(node, depth + 1);
      case 'BinaryExpression':
        return this.#binary(node, depth + 1);
      case 'MemberExpression':
        return this.#subscript(node, depth + 1);
      case 'CallExpression':
        return this.#call(node, depth + 1);
      default:
        return undefined;
    }
  }

  #string(node: SyntaxNode): SetupValue | undefined {
    const text = pythonString(node, this.#source);
    return text === undefined
      ? undefined
      : { kind: 'text', text, line: this.lineOf(node), lastLine: this.#lines.lineAt(node.to) };
  }

  #sequence(node: SyntaxNode, depth: number): SetupValue {
    return listOf(...expressionsIn(node).map((child) => this.evaluate(child, depth)));
  }

  #dict(node: SyntaxNode, depth: number): SetupDict {
    const entries = new Map<string, SetupValue>();
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === '**') {
        const spread = this.evaluate(child.nextSibling, depth);
        if (spread?.kind === 'dict') for (const [key, value] of spread.entries) entries.set(key, value);
      } else if (child.name === ':') {
        const key = child.prevSibling ? this.evaluate(child.prevSibling, depth) : undefined;
        const value = this.evaluate(child.nextSibling, depth);
        if (key?.kind === 'text' && value) entries.set(key.text, value);
      }
    }
    return { kind: 'dict', entries };
  }

  /** `[deps[x] for x in names]` looks up; else a comprehension is as good as what it goes over. */
  #comprehension(node: SyntaxNode, depth: number): SetupValue | undefined {
    let over: SetupValue | undefined;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'in') over ??= this.evaluate(child.nextSibling, depth);
    }
    if (!over) return undefined;
    if (node.name === 'DictionaryComprehensionExpression') return tableOf(over);
    const element = expressionsIn(node)[0];
    const table = element?.name === 'MemberExpression' ? this.#tableIn(element) : undefined;
    return table ? lookedUp(table, over) : listOf(over);
  }

  #binary(node: SyntaxNode, depth: number): SetupValue | undefined {
    const [left, right] = expressionsIn(node);
    const operator = node.getChild('ArithOp') ?? node.getChild('BitOp');
    const first = this.evaluate(left, depth);
    const sign = operator ? this.text(operator) : '';
    if (sign === '/') return this.#fileIn(node);
    if (sign === '%' && first?.kind === 'text') return cut(first, first.text.indexOf('%'));
    if (sign !== '+' && sign !== '|') return undefined;
    const second = this.evaluate(right, depth);
    if (first?.kind === 'dict' || second?.kind === 'dict') return merged(first, second);
    if (!first && second?.kind === 'text') return undefined;
    if (first?.kind !== 'text') return listOf(first, second);
    // Text is joined with text; with anything else it is the name before a version.
    return second?.kind === 'text'
      ? { ...first, text: first.text + second.text }
      : cut(first, first.text.length);
  }

  #subscript(node: SyntaxNode, depth: number): SetupValue | undefined {
    const table = this.evaluate(node.firstChild, depth);
    const key = node.getChild('[') ? this.evaluate(node.getChild('[')?.nextSibling, depth) : undefined;
    return table?.kind === 'dict' && key?.kind === 'text' ? table.entries.get(key.text) : undefined;
  }

  #call(node: SyntaxNode, depth: number): SetupValue | undefined {
    const callee = node.firstChild;
    const args = node.getChild('ArgList');
    if (!callee || !args) return undefined;
    const method = callee.name === 'MemberExpression' ? callee.getChild('PropertyName') : null;
    const object = method ? this.evaluate(callee.firstChild, depth) : undefined;
    if (method && object) return this.#method(object, this.text(method), args, depth);
    const name = this.text(callee);
    const values = argumentsOf(args).map((argument) => this.evaluate(argument.value, depth));
    if (name === 'dict') return this.#keywordDict(args, depth);
    if (
      /^(?:list|tuple|set|sorted|frozenset|filter|map|str|sum|(?:itertools\.)?chain(?:\.from_iterable)?)$/.test(
        name,
      )
    ) {
      return listOf(...values.map((value) => (value?.kind === 'dict' ? valuesOf(value) : value)));
    }
    const table = this.#tableIn(this.functions.get(name));
    if (table) return lookedUp(table, listOf(...values));
    const handedOn = values.find((value) => value?.kind === 'file' || value?.kind === 'list');
    return this.#fileIn(args) ?? this.#fileOfFunction(name) ?? handedOn;
  }

  #method(object: SetupValue, name: string, args: SyntaxNode, depth: number): SetupValue | undefined {
    if (name === 'values' || name === 'items') return valuesOf(object);
    if (name === 'get' && object.kind === 'dict') {
      const key = this.evaluate(argumentsOf(args)[0]?.value, depth);
      return key?.kind === 'text' ? object.entries.get(key.text) : undefined;
    }
    if (!passing.has(name) || (name === 'replace' && object.kind === 'text')) return undefined;
    if (name === 'format' && object.kind === 'text') return cut(object, object.text.indexOf('{'));
    if (/^split/.test(name) && object.kind === 'text') return linesOf(object);
    return name === 'union'
      ? listOf(object, ...argumentsOf(args).map((argument) => this.evaluate(argument.value, depth)))
      : object;
  }

  #keywordDict(args: SyntaxNode, depth: number): SetupDict {
    const entries = new Map<string, SetupValue>();
    for (const { name, value } of argumentsOf(args)) {
      const known = this.evaluate(value, depth);
      if (name !== undefined && known) entries.set(this.text(name), known);
    }
    return { kind: 'dict', entries };
  }

  /** The dict that a function or an expression takes elements of: `deps` in `[deps[p] for p in names]`. */
  #tableIn(node: SyntaxNode | undefined): SetupDict | undefined {
    if (!node) return undefined;
    for (const [, name] of this.text(node)
      .slice(0, 2000)
      .matchAll(/\b([A-Za-z_]\w*)\[/g)) {
      const value = name === undefined ? undefined : this.variables.get(name);
      if (value?.kind === 'dict') return value;
    }
    return undefined;
  }

  /** The requirements file that a function of the module reads. */
  #fileOfFunction(name: string): SetupFile | undefined {
    const definition = this.functions.get(name);
    if (!definition) return undefined;
    if (!this.#functionFiles.has(name)) this.#functionFiles.set(name, this.#fileIn(definition));
    return this.#functionFiles.get(name);
  }

  /** The path made of the string literals in an expression, up to the first that ends as a requirements file does. */
  #fileIn(node: SyntaxNode): SetupFile | undefined {
    const folders: string[] = [];
    const cursor = node.cursor();
    while (cursor.next() && cursor.from < node.to) {
      if (cursor.name !== 'String' && cursor.name !== 'FormatString') continue;
      const part = this.text(cursor.node)
        .replace(/^[A-Za-z]*["']+|["']+$/g, '')
        .replace(/^.*\}/s, '');
      if (/^[\w./-]*\.(?:txt|in|pip)$/.test(part)) {
        const path = [...folders, part].join('/').replace(/^\/+/, '');
        return /readme|licen[cs]e|version|manifest/i.test(part)
          ? undefined
          : { kind: 'file', path, line: this.#lines.lineAt(cursor.from) };
      }
      if (/^[\w.-]+\/?$/.test(part)) folders.push(part.replace(/\/$/, ''));
    }
    return undefined;
  }
}

function cut(value: SetupText, index: number): SetupValue | undefined {
  const text = beforePlaceholder(value.text, index);
  return text === undefined ? undefined : { ...value, text };
}

function lookedUp(table: SetupDict, names: SetupValue): SetupValue {
  const list = listOf();
  for (const item of itemsOf(names)) if (item.kind === 'text') addTo(list, table.entries.get(item.text));
  return list;
}
