import type { SyntaxNode, Tree } from '@lezer/common';
import type { Span } from '../../finding.ts';

/** The innermost node of one of the kinds around the span. */
export function nodeAround(tree: Tree, span: Span, kinds: ReadonlySet<string>): SyntaxNode | undefined {
  let node: SyntaxNode | null = tree.resolveInner(span.start, 1);
  while (node && !(kinds.has(node.name) && node.from <= span.start && node.to >= span.end))
    node = node.parent;
  return node ?? undefined;
}

export function ancestor(node: SyntaxNode, kinds: ReadonlySet<string>): SyntaxNode | undefined {
  let parent = node.parent;
  while (parent && !kinds.has(parent.name)) parent = parent.parent;
  return parent ?? undefined;
}

export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

/** Every node of the kind, in the order of the text. */
export function nodesOf(tree: Tree, kind: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.name === kind) found.push(node.node);
    },
  });
  return found;
}

/** Every place where the name is used or defined as a plain identifier. */
export function usesOf(tree: Tree, text: string, name: string): SyntaxNode[] {
  const kinds = new Set(['VariableName', 'VariableDefinition']);
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: (node) => {
      if (kinds.has(node.name) && text.slice(node.from, node.to) === name) found.push(node.node);
      // `{ apiKey }` uses the variable, though the tree calls it a definition of a property.
      if (node.name === 'Property' && text.slice(node.from, node.to) === name) found.push(node.node);
    },
  });
  return found;
}

export function sameNode(a: SyntaxNode | null | undefined, b: SyntaxNode | null | undefined): boolean {
  return a?.name === b?.name && a?.from === b?.from && a?.to === b?.to;
}

/** Rid of one item of a list `a, b, c`, with the comma and the line that go with it. */
export function withoutItem(text: string, item: Span): { start: number; end: number; text: string } {
  const after = /^\s*,/.exec(text.slice(item.end, item.end + 2000));
  const lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
  const isFirstOnLine = text.slice(lineStart, item.start).trim() === '';
  if (after) {
    const comma = item.end + after[0].length;
    const blank = /^[ \t]*(?:\r?\n)?/.exec(text.slice(comma, comma + 2000))?.[0] ?? '';
    if (blank.includes('\n')) return { start: isFirstOnLine ? lineStart : item.start, end: isFirstOnLine ? comma + blank.length : comma, text: '' }; // prettier-ignore
    return { start: item.start, end: comma + blank.length, text: '' };
  }
  const head = text.slice(Math.max(0, item.start - 2000), item.start).trimEnd();
  const bare = head.endsWith(',') ? head.slice(0, -1).trimEnd() : undefined;
  const comma = bare === undefined ? undefined : Math.max(0, item.start - 2000) + bare.length;
  const from = comma ?? (isFirstOnLine ? lineStart : item.start);
  return { start: from, end: item.end, text: '' };
}

/** The statement with its whole line, where nothing else stands on it. */
export function wholeLines(text: string, statement: Span): Span {
  const start = text.lastIndexOf('\n', statement.start - 1) + 1;
  const rest = /^[ \t]*;?[ \t]*(\r?\n|$)/.exec(text.slice(statement.end, statement.end + 2000));
  if (text.slice(start, statement.start).trim() !== '' || !rest) return statement;
  return { start, end: statement.end + rest[0].length };
}
