import type { SyntaxNode } from '@lezer/common';

/** One argument of a call. */
export interface SyntaxArgument {
  /** The name of a keyword argument. */
  readonly name?: SyntaxNode;
  /** Whether it is `**value`. */
  readonly spread: boolean;
  readonly value: SyntaxNode;
}

/** The arguments in an `ArgList`. */
export function argumentsOf(list: SyntaxNode): SyntaxArgument[] {
  const found: SyntaxArgument[] = [];
  let name: SyntaxNode | undefined;
  let spread = false;
  for (let child = list.firstChild; child; child = child.nextSibling) {
    if (child.name === '**') spread = true;
    else if (child.name === 'VariableName' && child.nextSibling?.name === 'AssignOp') name = child;
    else if (isExpression(child)) {
      found.push({ ...(name ? { name } : {}), spread, value: child });
      name = undefined;
      spread = false;
    }
  }
  return found;
}

/** The expressions directly inside a node, without punctuation, operators and comments. */
export function expressionsIn(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(isExpression);
}

/** All nodes directly inside a node. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function isExpression(node: SyntaxNode): boolean {
  return /^[A-Z]/.test(node.name) && !/Op$|^Comment$|^TypeDef$/.test(node.name);
}
