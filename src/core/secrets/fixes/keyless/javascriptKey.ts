import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import { environmentRead, type JavascriptCode, type JavascriptProperty } from '../syntax/javascriptCode.ts';
import { nodeAround } from '../syntax/treeSearch.ts';
import type { TextEdit } from '../secretFix.ts';

/** How a JavaScript or TypeScript text holds a key, and so which calls are given it. */
export interface JavascriptKey {
  readonly expression: SyntaxNode;
  /** `const NAME = '…'`: the variable and its statement. */
  readonly variable?: string;
  readonly statement?: SyntaxNode;
  /** `process.env.NAME = '…'`. */
  readonly environment?: string;
}

export function javascriptKey(site: FixSite): JavascriptKey | undefined {
  const code = site.javascript;
  const literal = nodeAround(code.tree, site.finding, new Set(['String', 'TemplateString']));
  if (!literal) return undefined;
  const expression = keyExpression(literal);
  const statement = expression.parent;
  if (statement?.name === 'VariableDeclaration') {
    const definitions = statement.getChildren('VariableDefinition');
    const [target] = definitions;
    // What is exported may be used in other files.
    if (!target || definitions.length !== 1 || statement.parent?.name === 'ExportDeclaration')
      return { expression };
    return { expression, statement, variable: code.slice(target) };
  }
  if (statement?.name === 'AssignmentExpression' && statement.parent?.name === 'ExpressionStatement') {
    const environment = environmentRead(
      code.slice({ from: statement.from, to: expression.from }).replace(/\s*=\s*$/, ''),
    );
    if (environment !== undefined) return { expression, statement: statement.parent, environment };
  }
  return { expression };
}

function keyExpression(literal: SyntaxNode): SyntaxNode {
  let node = literal;
  for (;;) {
    const parent = node.parent;
    if (parent?.name === 'ParenthesizedExpression') node = parent;
    else if (parent?.name === 'BinaryExpression' && parent.getChild('LogicOp')) node = parent;
    else return node;
  }
}

/** True where the value is this key: written there, or by its variable, or by its environment variable. */
export function isJavascriptKey(code: JavascriptCode, key: JavascriptKey, value: SyntaxNode): boolean {
  if (value.from === key.expression.from && value.to === key.expression.to) return true;
  const text = code.slice(value);
  if (key.variable !== undefined) return text === key.variable;
  return key.environment !== undefined && environmentRead(text) === key.environment;
}

/** The property of an options object that gives it the key; `{ apiKey }` included. */
export function keyProperty(
  code: JavascriptCode,
  key: JavascriptKey,
  options: SyntaxNode | undefined,
  name: string,
): JavascriptProperty | undefined {
  if (options?.name !== 'ObjectExpression') return undefined;
  return code.properties(options).find((property) => {
    if (property.name !== name) return false;
    return property.value ? isJavascriptKey(code, key, property.value) : key.variable === name;
  });
}

/** The edits that take the key's own statement out; undefined where something else still uses the key. */
export function removeJavascriptKey(
  code: JavascriptCode,
  key: JavascriptKey,
  gone: readonly { readonly from: number; readonly to: number }[],
): TextEdit[] | undefined {
  const isGone = (node: SyntaxNode): boolean => gone.some(({ from, to }) => node.from >= from && node.to <= to);
  if (!key.statement) return isGone(key.expression) ? [] : undefined;
  const { from, to } = key.statement;
  const isOwn = (node: SyntaxNode): boolean => node.from >= from && node.to <= to;
  if (key.variable !== undefined && code.uses(key.variable).some((node) => !isGone(node) && !isOwn(node))) return undefined;
  return [code.removeStatement(key.statement)];
} // prettier-ignore

/** Properties in the place of one, on lines of their own where that one is. */
export function swapProperty(
  code: JavascriptCode,
  property: JavascriptProperty,
  lines: readonly string[],
): TextEdit {
  const lineStart = code.text.lastIndexOf('\n', property.node.from - 1) + 1;
  const indent = code.text.slice(lineStart, property.node.from);
  const separator = indent.trim() === '' && lineStart > 0 ? `,${code.eol}${indent}` : ', ';
  return { start: property.node.from, end: property.node.to, text: lines.join(separator) };
}

/** Where a function goes that the code calls: after the last import, else at the import's place. */
export function helperPlace(code: JavascriptCode): number {
  const last = code.imports.at(-1)?.statement;
  if (!last) return code.importPlace();
  const next = code.text.indexOf('\n', last.to - 1);
  return next < 0 ? code.text.length : next + 1;
}
