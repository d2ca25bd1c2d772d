import type { SyntaxNode } from '@lezer/common';

/** The value of a string literal or of a template without substitutions; undefined for other nodes. */
export function stringValue(node: SyntaxNode | null, text: string): string | undefined {
  if (!node || node.to - node.from > 2000 || node.to - node.from < 2) return undefined;
  const isTemplate = node.name === 'TemplateString' && node.getChild('Interpolation') === null;
  if (node.name !== 'String' && !isTemplate) return undefined;
  return text.slice(node.from + 1, node.to - 1).replace(/\\(['"`\\])/g, '$1');
}

/** A string, number, boolean or null as text, or undefined for anything that must be computed. */
export function literalValue(node: SyntaxNode, text: string): string | undefined {
  switch (node.name) {
    case 'Number':
    case 'BooleanLiteral':
    case 'null':
      return text.slice(node.from, node.to);
    case 'UnaryExpression':
      return node.lastChild?.name === 'Number'
        ? text.slice(node.from, node.to).replace(/\s/g, '')
        : undefined;
    default:
      return stringValue(node, text);
  }
}

/** The first argument of an `ArgList`. */
export function firstArgument(list: SyntaxNode | null): SyntaxNode | null {
  const first = list?.firstChild?.nextSibling ?? null;
  return first && !/^[(),]$/.test(first.name) ? first : null;
}

/** The `name: value` pairs of an object literal; computed names and shorthand are left out. */
export function* propertiesOf(
  object: SyntaxNode,
  text: string,
): Generator<{ name: string; value: SyntaxNode }> {
  let count = 0;
  for (let node = object.firstChild; node && count < 64; node = node.nextSibling) {
    if (node.name !== 'Property') continue;
    count++;
    const key = node.firstChild;
    const value = node.lastChild;
    if (!key || !value || key.nextSibling?.name !== ':' || value.from <= key.to) continue;
    const name = key.name === 'PropertyDefinition' ? text.slice(key.from, key.to) : stringValue(key, text);
    if (name !== undefined) yield { name, value };
  }
}
