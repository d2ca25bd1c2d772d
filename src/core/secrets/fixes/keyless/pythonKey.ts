import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { PythonArgument, PythonCode } from '../syntax/pythonCode.ts';
import { nodeAround } from '../syntax/treeSearch.ts';
import { stringValue } from '../environment/python.ts';
import type { TextEdit } from '../secretFix.ts';

/** How a Python text holds a key, and so which calls are given it. */
export interface PythonKey {
  /** The expression that is the key: the literal, or `os.getenv("NAME", "…")` around it. */
  readonly expression: SyntaxNode;
  /** `NAME = "…"`: the variable and its statement. */
  readonly variable?: string;
  readonly statement?: SyntaxNode;
  /** `os.environ["NAME"] = "…"`. */
  readonly environment?: string;
}

export function pythonKey(site: FixSite): PythonKey | undefined {
  const code = site.python;
  const literal = nodeAround(code.tree, site.finding, new Set(['String']));
  if (!literal) return undefined;
  const expression = keyExpression(code, literal);
  const statement = expression.parent;
  if (statement?.name !== 'AssignStatement') return { expression };
  const target = statement.firstChild;
  const ops = statement.getChildren('AssignOp').length;
  if (!target || ops !== 1) return { expression };
  const environment = /^os\.environ\[\s*["'](\w+)["']\s*\]$/.exec(code.qualified(target))?.[1];
  if (environment !== undefined) return { expression, statement, environment };
  return target.name === 'VariableName'
    ? { expression, statement, variable: code.slice(target) }
    : { expression };
}

/** Climbs from the literal over what merely passes it on: a default, `SecretStr(…)`, parentheses. */
function keyExpression(code: PythonCode, literal: SyntaxNode): SyntaxNode {
  let node = literal;
  for (;;) {
    const parent = node.parent;
    if (parent?.name === 'ParenthesizedExpression') node = parent;
    else if (parent?.name === 'BinaryExpression' && parent.getChild('or')) node = parent;
    else if (parent?.name === 'ArgList' && parent.parent && passesOn(code, parent.parent))
      node = parent.parent;
    else return node;
  }
}

function passesOn(code: PythonCode, call: SyntaxNode): boolean {
  return /^os\.(?:getenv|environ\.get)$|(?:^|\.)SecretStr$/.test(code.callee(call));
}

/** True where the argument gives the call this key: written there, by its variable, or by its environment variable. */
export function isKey(code: PythonCode, key: PythonKey, value: SyntaxNode): boolean {
  if (value.from === key.expression.from && value.to === key.expression.to) return true;
  const bare = value.name === 'CallExpression' && passesOn(code, value) ? code.args(value)[0]?.value : value;
  if (!bare) return false;
  if (key.variable !== undefined && bare.name === 'VariableName' && code.slice(bare) === key.variable)
    return true;
  if (key.environment === undefined) return false;
  const read = /^os\.environ\[\s*["'](\w+)["']\s*\]$/.exec(code.qualified(value))?.[1];
  const got = value.name === 'CallExpression' ? stringValue(code, code.args(value)[0]?.value) : undefined;
  return read === key.environment || got === key.environment;
}

/**
 * The edits that take the key's own statement out. Undefined where something else still uses the key; `gone` are the
 * spans that other edits take out.
 */
export function removeKey(
  code: PythonCode,
  key: PythonKey,
  gone: readonly { readonly start: number; readonly end: number }[],
): TextEdit[] | undefined {
  const isGone = (node: SyntaxNode): boolean =>
    gone.some(({ start, end }) => node.from >= start && node.to <= end);
  if (!key.statement) return isGone(key.expression) ? [] : undefined;
  const statement = key.statement;
  if (key.variable !== undefined) {
    const inStatement = (node: SyntaxNode): boolean => node.from >= statement.from && node.to <= statement.to;
    const left = code.uses(key.variable).filter((node) => !isGone(node) && !inStatement(node));
    // A keyword of the same name (`f(api_key=api_key)`) is no use of the variable.
    if (left.some((node) => node.nextSibling?.name !== 'AssignOp' || node.parent?.name !== 'ArgList'))
      return undefined;
  }
  return [code.removeStatement(statement)];
}

/**
 * The edits that put further arguments in the place of the first of `dropped`, and take the others out. Arguments that
 * the call has already are not given twice.
 */
export function swapArguments(
  code: PythonCode,
  call: SyntaxNode,
  dropped: readonly PythonArgument[],
  added: readonly (readonly [name: string, value: string])[],
): TextEdit[] {
  const goes = new Set(dropped.map(({ start }) => start));
  const args = code.args(call);
  const kept = args.filter(({ start }) => !goes.has(start));
  const missing = added.filter(([name]) => !kept.some((argument) => argument.name === name));
  const texts = missing.map(([name, value]) => `${name}=${value}`);
  const first = dropped[0];
  if (!first) return [];
  if (texts.length === 0) return removals(code, args, goes);
  goes.delete(first.start);
  const lineStart = code.text.lastIndexOf('\n', first.start - 1) + 1;
  const indent = code.text.slice(lineStart, first.start);
  const separator = indent.trim() === '' && lineStart > 0 ? `,${code.eol}${indent}` : ', ';
  return [{ start: first.start, end: first.end, text: texts.join(separator) }, ...removals(code, args, goes)];
}

/** The arguments that begin at the given places go, with the comma after them, or before the last of all. */
function removals(code: PythonCode, args: readonly PythonArgument[], goes: ReadonlySet<number>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < args.length; at++) {
    const first = args[at];
    if (!first || !goes.has(first.start)) continue;
    const before = args[at - 1];
    while (goes.has(args[at + 1]?.start ?? -1)) at++;
    const last = args[at] ?? first;
    const next = args[at + 1];
    if (next) edits.push({ start: first.start, end: next.start, text: '' });
    else if (before) edits.push({ start: before.end, end: last.end, text: '' });
    else {
      const comma = /^\s*,/.exec(code.text.slice(last.end, last.end + 200))?.[0].length ?? 0;
      edits.push({ start: first.start, end: last.end + comma, text: '' });
    }
  }
  return edits;
}
