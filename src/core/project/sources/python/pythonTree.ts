import type { SyntaxNode } from '@lezer/common';

/** The children of a node, in order. */
export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child; child = child.nextSibling) yield child;
}

/** One argument of a call: with a name when it was given by keyword, without when by position. */
export interface Argument {
  readonly name?: string;
  readonly value: SyntaxNode;
}

/** Arguments past this many are left out: nobody writes them by hand. */
const mostArguments = 64;

/** The plain arguments of an `ArgList`; unpacked ones (`*a`, `**k`) are left out. */
export function argumentsOf(list: SyntaxNode, text: string): Argument[] {
  const found: Argument[] = [];
  let starred = false;
  for (let node = list.firstChild; node && found.length < mostArguments; node = node.nextSibling) {
    if (node.name === '*' || node.name === '**') starred = true;
    else if (/^[(),]$/.test(node.name)) starred = false;
    else if (node.name === 'VariableName' && node.nextSibling?.name === 'AssignOp') {
      const value = node.nextSibling.nextSibling;
      if (!value || /^[(),]$/.test(value.name)) continue;
      found.push({ name: text.slice(node.from, node.to), value });
      node = value;
    } else if (!starred) found.push({ value: node });
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The value of a string literal, or undefined for other nodes and for formatted strings. */
export function stringValue(node: SyntaxNode | null, text: string): string | undefined {
  if (node?.name === 'ContinuedString') {
    const parts = [...childrenOf(node)].slice(0, 40).map((part) => stringValue(part, text));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node?.name !== 'String' || node.to - node.from > 4000) return undefined;
  const match = /^([A-Za-z]{0,2})("""|'''|"|')([\s\S]*)\2$/.exec(text.slice(node.from, node.to));
  if (!match) return undefined;
  const body = match[3] ?? '';
  if (/r/i.test(match[1] ?? '')) return body;
  return body.replace(
    /\\(\r\n|[\s\S])/g,
    (_, escaped: string) => escapes[escaped] ?? (/\s/.test(escaped) ? '' : escaped),
  );
}

/** A string, number, boolean or None as text, or undefined for anything that must be computed. */
export function literalValue(node: SyntaxNode, text: string): string | undefined {
  switch (node.name) {
    case 'Number':
    case 'Boolean':
    case 'None':
      return text.slice(node.from, node.to);
    case 'UnaryExpression':
      return node.lastChild?.name === 'Number'
        ? text.slice(node.from, node.to).replace(/\s/g, '')
        : undefined;
    default:
      return stringValue(node, text);
  }
}
