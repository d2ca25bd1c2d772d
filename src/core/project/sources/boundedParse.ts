import type { Parser, PartialParse, Tree } from '@lezer/common';

/**
 * How many steps a parser may spend recovering from syntax errors in one text. A slip takes it about ten; text that
 * is no code at all takes one for every token, and these steps are slow (up to 0.2 ms each).
 */
const mostRecovery = 1000;

/**
 * How deep code may nest, in numbers on the parser's stack (three a level). Each fork of the parser copies the stack;
 * at 8400 the parser would begin to close levels by itself and go on slowly.
 */
const deepestStack = 6000;

/** What the parser knows of its own state. Not in its public type, so tests hold it. */
interface ParseState {
  /** Steps until the parser trusts its state again. */
  readonly recovering?: number;
  readonly stacks?: readonly { readonly stack: readonly number[] }[];
}

/** Parses a text, and stops where it turns out to be garbage: the tree then covers the beginning. */
export function parseBounded(parser: Parser, text: string): Tree {
  const parse: PartialParse & ParseState = parser.startParse(text);
  let spent = 0;
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    if ((parse.recovering ?? 0) > 0) spent++;
    const isDeep = (parse.stacks?.[0]?.stack.length ?? 0) > deepestStack;
    if (parse.stoppedAt === null && (isDeep || spent > mostRecovery)) parse.stopAt(parse.parsedPos);
  }
}
