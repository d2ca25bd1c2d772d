import type { Span } from '../finding.ts';
import type { Assignment } from './assignment.ts';
import { credentialName, wordsOf, type CredentialName } from './credentialName.ts';
import { isAfterLogin } from './operator.ts';
import { isCode } from './readValue.ts';
import type { SourceText } from './sourceText.ts';

/** Whether this way of giving a value gives a literal in this language. */
export function fitsLanguage(
  source: SourceText,
  name: Span,
  { kind, quote, value }: Assignment,
  { kind: credential }: CredentialName,
): boolean {
  const { text, language } = source;
  if (kind === 'blank') return fitsBlank(text, name, quote, language);
  if (quote !== '') return true;
  // A bare word in code is a name, unless it stands in a string or in a comment that shows how to set it.
  if (isCode(language)) {
    // HCL has blanks around `=`: without them it is a line of a heredoc.
    if (language === 'terraform' && text.charCodeAt(value.start - 1) === 61 && value.start - 1 === name.end)
      return true;
    return (
      source.isInString(value.start) ||
      (source.isInComment(name.start) && /^[A-Z][A-Z\d_]+$/.test(text.slice(name.start, name.end)))
    );
  }
  // A message in a file of translations: more words follow.
  if (
    (language === 'ini' || language === 'properties') &&
    /^[ \t]+[^\s#;\\/]/.test(text.slice(value.end, value.end + 8))
  )
    return false;
  // Prose says "password: the one that…": a bare word in text is a value only at the end of its line.
  if (kind === 'colon' && (language === 'markdown' || language === 'text')) {
    return credential === 'password' && /\s/.test(text.charAt(value.start - 1))
      ? /^[ \t\\]*(?:[\r\n,;)}\]`'"]|$)/.test(text.slice(value.end, value.end + 16))
      : true;
  }
  return true;
}

/** A name and its value with only blanks between: `ENV TOKEN abc`, `--password abc`, `machine x password abc`. */
function fitsBlank(text: string, name: Span, quote: string, language: SourceText['language']): boolean {
  const before = text.slice(Math.max(0, name.start - 12), name.start);
  if (/--?$/.test(before)) return true;
  if (language === 'dockerfile') return /(?:^|\n)[ \t]*(?:ENV|ARG)[ \t]+$/i.test(before);
  if (isAfterLogin(text, name.start)) return true;
  // .netrc again, over lines, and settings of the same manner.
  if (language === 'ini' && /(?:^|\n)[ \t]*$/.test(before)) return true;
  if (/#define[ \t]+$/.test(before)) return quote !== '';
  if (/%(?:define|global)[ \t]+$/.test(before)) return true;
  return /(?:^|[\s;])(?:set|setx|export|setenv|-gx)[ \t]+(?:-\w+[ \t]+)?$/i.test(before);
}

/** Whether the quote after the operator ends the string that the name stands in: `'--password=' + value`. */
export function endsString(source: SourceText, name: Span, { kind, quote, value }: Assignment): boolean {
  if ((kind !== 'assign' && kind !== 'colon') || value.start - quote.length - name.end > 4) return false;
  return source.text.charAt(name.end) !== quote && source.closesString(name.start, quote);
}

/** `checkPassword("password", "…")`: what stands beside is a hash or a salt, or what was typed. */
export function isCheck(text: string, nameStart: number): boolean {
  return /(?:hash|check|verify|compare|validate|match|encode|digest)\w{0,20}\([^()]{0,40}$/i.test(
    text.slice(Math.max(0, nameStart - 70), nameStart),
  );
}

/** `setPassword(`, `.password(`, `with_token(`, `auth(`: calls that take the credential, not ones about it. */
export function isSetter(nameText: string): boolean {
  const last = wordsOf(nameText.slice(nameText.lastIndexOf('.') + 1));
  if (last[0] === 'set' || last[0] === 'with' || last[0] === 'use' || last[0] === 'auth') return true;
  return (
    credentialName(last.join('_')) !== undefined &&
    last.length <= 2 &&
    last[0] !== 'pass' &&
    !/^(?:send|get|is|has|check|verify|validate|hash|compare|test|generate|create|new|make|encrypt|decrypt)$/.test(
      last[0] ?? '',
    )
  );
}
