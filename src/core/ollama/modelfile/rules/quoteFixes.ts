import type { ModelfileError, ModelfileFix, Span } from '../modelfile.ts';
import { lineEnd } from '../parse/printable.ts';
import { insert, moveComment, preferred, replace, textBlockEnd } from './fixes.ts';
import type { RuleInput } from './rule.ts';

/** Text behind a closing quote on the line that the quote begins on: from the first character that is no blank. */
export function textBehindQuote(text: string, quoteStart: number): Span | undefined {
  const line = text.slice(quoteStart, lineEnd(text, quoteStart));
  const quote = line.startsWith('"""') ? '"""' : '"';
  const close = line.indexOf(quote, quote.length);
  if (close < 0) return undefined;
  const rest = line.slice(close + quote.length);
  const trimmed = rest.trim();
  if (trimmed === '' || trimmed.startsWith('"')) return undefined;
  const start = quoteStart + close + quote.length + rest.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}

/** What to do with text behind a quote: a comment gets a line of its own, anything else goes. */
export function behindQuoteFix(text: string, quoteStart: number, behind: Span): ModelfileFix {
  if (text[behind.start] === '#')
    return moveComment(text, { start: quoteStart, end: behind.end }, behind.start);
  let { start } = behind;
  while (/[ \t]/.test(text.charAt(start - 1))) start--;
  return replace('remove-behind-quote', 'Remove the text behind the quote', { start, end: behind.end }, '');
}

/** A quoted value that the text ends in. */
export function unclosedQuoteFixes({ span }: ModelfileError, { text }: RuleInput): ModelfileFix[] {
  const quote = text.startsWith('"""', span.start) ? '"""' : '"';
  const behind = textBehindQuote(text, span.start);
  if (!behind) {
    const end = textBlockEnd(text, span.start);
    return [preferred(insert('close-quote', 'Close the quote', end, quote))];
  }
  const fix = preferred(behindQuoteFix(text, span.start, behind));
  return quote === '"' ? [fix, tripleQuotes(text, span)] : [fix];
}

function tripleQuotes(text: string, { start }: Span): ModelfileFix {
  const end = textBlockEnd(text, start);
  return {
    id: 'triple-quotes',
    title: 'Put the value into triple quotes',
    edits: [
      { start, end: start + 1, text: '"""' },
      { start: end, end, text: '"""' },
    ],
  };
}
