import type { SyntaxNode } from '@lezer/common';

/**
 * The text of a Python string literal of any kind, adjacent literals joined. Of an f-string, and of text that is
 * made by a placeholder, what stands before the first replacement and the operator that leads to it.
 */
export function pythonString(node: SyntaxNode, source: string): string | undefined {
  if (node.name === 'ContinuedString') {
    let joined = '';
    for (let part = node.firstChild; part; part = part.nextSibling)
      joined += pythonString(part, source) ?? '';
    return joined;
  }
  if (node.name !== 'String' && node.name !== 'FormatString') return undefined;
  const match = /^([A-Za-z]*)("""|'''|"|')/.exec(source.slice(node.from, node.from + 8));
  const quote = match?.[2];
  if (!match || quote === undefined || /b/i.test(match[1] ?? '')) return undefined;
  const literal = source.slice(node.from, node.to);
  const text = literal.slice(match[0].length, literal.endsWith(quote) ? -quote.length : undefined);
  if (node.name === 'FormatString') return beforePlaceholder(text, text.indexOf('{'));
  return /r/i.test(match[1] ?? '') ? text : unescaped(text);
}

/** The requirement before a placeholder that stands for its version; undefined when it stands for something else. */
export function beforePlaceholder(text: string, index: number): string | undefined {
  if (index < 0) return text;
  const before = /^([^<>=!~]*)[<>=!~]+\s*$/.exec(text.slice(0, index))?.[1];
  return before?.trim();
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(\r?\n|[\\'"nt])/g, (_, char: string) => {
    if (char === 'n') return '\n';
    if (char === 't') return '\t';
    return char.endsWith('\n') ? '' : char;
  });
}
