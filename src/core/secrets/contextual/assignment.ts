import { charKind, isBlank, kindAt, skipBlanks } from '../engine/characters.ts';
import type { Span } from '../finding.ts';
import type { SourceText } from './sourceText.ts';
import { readQuoted, readUnquoted, type ReadValue } from './readValue.ts';

/** How a value is given to a name. */
export type AssignmentKind =
  'assign' | 'pair' | 'colon' | 'compare' | 'comma' | 'call' | 'element' | 'default' | 'blank';

export interface Assignment {
  readonly kind: AssignmentKind;
  /** The value without its quotes. */
  readonly value: Span;
  /** The quote as it stands in the text (`"`, `\"`, `"""`), or '' for a bare word. */
  readonly quote: string;
  /** True when the value is the first argument of a call, as in `Buffer.from("…", "hex")`. */
  readonly wrapped: boolean;
}

/** Characters that may close a name before its operator: quotes, escapes, brackets. */
const closers = '"\'`\\])';

/** `: str =`, `: &'static str =`, ` string =`: a type between a name and its operator. */
const typeAnnotation =
  /:?[ \t]{0,4}(?:&(?:'[a-z]{1,12} )?|\*)?[A-Za-z_][\w.]{0,40}(?:<[\w<>, ?]{0,40}>)?(?:\[\]|\?|!)?(?:[ \t]?\|[ \t]?[A-Za-z_][\w.]{0,40}){0,2}[ \t]{0,8}=(?![=>~])/y;

/** Calls and constructors that a value may be wrapped in; the callee is group 1. */
const wrapper =
  /(?:(?:new|await|return|typeof)[ \t]{1,4})?&?([A-Za-z_$][\w$.:!]{0,60}?)(?:<[\w, ?]{0,30}>)?\([ \t]*/y;

/** Callees whose first argument is the name of a setting and whose second is what holds without it. */
const settingLookup =
  /env|getor|property|setting|config|lookup|fetch|flag|option|default|param|^get$|\.get$|\.string$/i;

/** Callees that make something else of a text than a credential: look-ups, hashes, messages, prompts. */
const giveOther =
  /strip|trim|lookup|starts|ends|remove|decode$|require|import|hash|hmac|sha\d|md5|encode|translate|format|printf|print|prompt|input|ask|form|arg|open|file|path|log|error|expect|assert|match|test|replace|split|find|select|query|get_|load|read|_login|^_$|^t$|\.t$|regex|compile|len$|range|join|concat|append|warn|info|debug|throw|panic|describe|^it$/i;

/** What stands between a setting's name and its fallback: `"NAME", `. */
const firstArgument = /["'][\w.:-]{0,80}["'][ \t]*,[ \t]*(?:default[ \t]*=[ \t]*)?/y;

/** `process.env.NAME || `, `os.environ.get("X") or `, `ENV["X"] ?? `: what holds without it follows. */
const fallback =
  /[A-Za-z_$][\w$.]{0,60}(?:\[["'][\w.-]{1,60}["']\]|\(["'][\w.-]{1,60}["']\))?[ \t]{0,4}(?:\|\||\?\?|or\b)[ \t]{0,4}/y;

/**
 * What is given to the name that ends at `at`, or undefined. Looks at most some hundred characters ahead.
 */
export function readAssignment(source: SourceText, nameStart: number, at: number): Assignment | undefined {
  const operator = readOperator(source.text, nameStart, at);
  return operator && readGiven(source, operator.at, operator.kind);
}

interface Operator {
  readonly kind: AssignmentKind;
  /** After the operator. */
  readonly at: number;
}

function readOperator(text: string, nameStart: number, end: number): Operator | undefined {
  let at = end;
  while (at < end + 6 && closers.includes(text.charAt(at)) && at < text.length) at++;
  const closed = at > end;
  if (!closed && text.charCodeAt(at) === 40) return { kind: 'call', at: at + 1 };
  const element = readElement(text, nameStart, at);
  if (element) return element;
  const paired = readPaired(text, nameStart, at);
  if (paired) return paired;
  const operator = skipBlanks(text, at);
  switch (text.charCodeAt(operator)) {
    case 61: // =
      return readEquals(text, operator);
    case 58: // :
      return readColon(text, operator);
    case 33: // !
      if (text.charCodeAt(operator + 1) !== 61) return undefined;
      return { kind: 'compare', at: operator + (text.charCodeAt(operator + 2) === 61 ? 3 : 2) };
    case 63: // ?
      return readQuestion(text, operator);
    case 124: // |
      if (text.charCodeAt(operator + 1) !== 124) return undefined;
      return { kind: 'default', at: operator + (text.charCodeAt(operator + 2) === 61 ? 3 : 2) };
    case 44: // ,
      // `put("password", "…")`: the name is all that stands in the quotes.
      return closed && /["'`]/.test(text.charAt(nameStart - 1))
        ? { kind: 'comma', at: operator + 1 }
        : undefined;
    default:
      if (operator === at || closed) return undefined;
      return readTyped(text, at) ?? { kind: 'blank', at: operator };
  }
}

/** Before a name that is itself the value of a key: `key="`, `"name": "`, `- name: `. */
const nameKey = /(?:key|name|id|field|parameter|variable)["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?$/i;

/** Between such a name and its value: `" value="`, `", "value": `, a line break and `value: `. */
const valueKey = /,?\s{0,60}\\?["']?(?:[a-z]{1,12})?value["'\\]{0,2}[ \t]{0,4}[:=][ \t]{0,4}/iy;

/** Name and value as two entries, as Kubernetes, .NET and CloudFormation have them. */
function readPaired(text: string, nameStart: number, at: number): Operator | undefined {
  valueKey.lastIndex = at;
  if (!valueKey.test(text)) return undefined;
  const from = Math.max(0, nameStart - 24);
  return nameKey.test(text.slice(from, nameStart)) ? { kind: 'pair', at: valueKey.lastIndex } : undefined;
}

/** `<password type="text">`: attributes up to the end of the tag. */
const attributes =
  /[ \t]+[\w:-]{1,40}=["'][^"'<>\r\n]{0,80}["'](?:[ \t]+[\w:-]{1,40}=["'][^"'<>\r\n]{0,80}["']){0,4}[ \t]{0,4}>/y;

/** The place after the tag that a name opens, where it is an element with text. */
function readElement(text: string, nameStart: number, at: number): Operator | undefined {
  if (!/[<:]/.test(text.charAt(nameStart - 1))) return undefined;
  let start = at + 1;
  if (text.charCodeAt(at) !== 62) {
    attributes.lastIndex = at;
    if (!isBlank(text, at) || !attributes.test(text)) return undefined;
    start = attributes.lastIndex;
  }
  return closesElement(text, start) ? { kind: 'element', at: start } : undefined;
}

/** Whether the text up to the next tag is closed, as that of an element is. */
function closesElement(text: string, at: number): boolean {
  const next = text.slice(at, at + 512).indexOf('<');
  return next >= 0 && text.charCodeAt(at + next + 1) === 47;
}

function readEquals(text: string, at: number): Operator | undefined {
  const next = text.charCodeAt(at + 1);
  if (next === 62) return { kind: 'assign', at: at + 2 };
  if (next === 126) return undefined;
  if (next !== 61) return { kind: 'assign', at: at + 1 };
  return { kind: 'compare', at: at + (text.charCodeAt(at + 2) === 61 ? 3 : 2) };
}

function readColon(text: string, at: number): Operator | undefined {
  const next = text.charCodeAt(at + 1);
  if (next === 61) return { kind: 'assign', at: at + 2 };
  if (next === 58) return text.charCodeAt(at + 2) === 61 ? { kind: 'assign', at: at + 3 } : undefined;
  return readTyped(text, at) ?? { kind: 'colon', at: at + 1 };
}

function readQuestion(text: string, at: number): Operator | undefined {
  const next = text.charCodeAt(at + 1);
  if (next === 61) return { kind: 'assign', at: at + 2 };
  if (next === 63) return { kind: 'default', at: at + (text.charCodeAt(at + 2) === 61 ? 3 : 2) };
  return next === 58 ? readTyped(text, at + 1) : undefined;
}

function readTyped(text: string, at: number): Operator | undefined {
  typeAnnotation.lastIndex = skipBlanks(text, at, 8);
  const match = typeAnnotation.exec(text);
  return match ? { kind: 'assign', at: typeAnnotation.lastIndex } : undefined;
}

function readGiven(source: SourceText, from: number, kind: AssignmentKind): Assignment | undefined {
  const { text } = source;
  let at = skipGap(text, from, kind);
  let wrapped = false;
  fallback.lastIndex = at;
  if (fallback.test(text)) at = fallback.lastIndex;
  for (let depth = 0; depth < 3; depth++) {
    const opening = text.charCodeAt(at);
    // A list or a group: its first member.
    if (opening === 91 || opening === 40) {
      at = skipBlanks(text, at + 1);
      continue;
    }
    const quoted = readQuoted(text, at);
    if (quoted) return toAssignment(kind, quoted, wrapped);
    wrapper.lastIndex = at;
    const call = wrapper.exec(text);
    if (!call) break;
    at = wrapper.lastIndex;
    wrapped = true;
    if (giveOther.test(call[1] ?? '')) return undefined;
    if (settingLookup.test(call[1] ?? '')) {
      firstArgument.lastIndex = at;
      if (!firstArgument.test(text)) return undefined;
      at = firstArgument.lastIndex;
    }
  }
  if (wrapped || kind === 'compare' || kind === 'comma' || kind === 'call' || kind === 'default')
    return undefined;
  const bare = readUnquoted(source, at, kind);
  return bare && toAssignment(kind, bare, false);
}

function toAssignment(kind: AssignmentKind, { start, end, quote }: ReadValue, wrapped: boolean): Assignment {
  return { kind, value: { start, end }, quote, wrapped };
}

/** Blanks, and one line break with what indents the next line, where a quoted value or an element may follow it. */
function skipGap(text: string, from: number, kind: AssignmentKind): number {
  const at = skipBlanks(text, from);
  if (kind === 'blank' || kind === 'compare') return at;
  let next = at;
  if (text.charCodeAt(next) === 92) next = skipBlanks(text, next + 1);
  if (text.charCodeAt(next) === 13) next++;
  if (text.charCodeAt(next) !== 10) return at;
  next = skipBlanks(text, next + 1);
  return kind === 'element' || '"\'`'.includes(text.charAt(next)) ? next : at;
}

/** The name around a keyword at [start, end): letters, digits, `_`, `-`, `.`, without marks at its ends. */
export function nameAround(text: string, start: number, end: number): Span | undefined {
  const most = 80;
  let from = start;
  while (from > start - most && isNameCharacter(text, from - 1)) from--;
  let to = end;
  while (to < end + most && isNameCharacter(text, to)) to++;
  if (to - from > most) return undefined;
  while (from < start && isMark(text, from)) from++;
  // The letter of an escape belongs to what is before: `\npassword`.
  if (text.charCodeAt(from - 1) === 92 && from < start && /[nrt]/.test(text.charAt(from))) from++;
  while (to > end && isMark(text, to - 1)) to--;
  return { start: from, end: to };
}

function isMark(text: string, at: number): boolean {
  return '-.'.includes(text.charAt(at));
}

const nameBits = charKind.letter | charKind.digit | charKind.underscore | charKind.hyphen;

function isNameCharacter(text: string, at: number): boolean {
  return (kindAt(text, at) & nameBits) !== 0 || text.charCodeAt(at) === 46;
}

/** The call whose argument a name is: `MistralClient(api_key=`, `wandb.login(key=`. */
const callee = /([A-Za-z_][\w.]{2,60})\((?:[^()\n]{0,60}[,\s])?$/;

/** What is called with the name at `start` as the first of its arguments, or one after them; '' where nothing is. */
export function calleeBefore(text: string, start: number): string {
  return callee.exec(text.slice(Math.max(0, start - 100), start))?.[1] ?? '';
}

/** Up to two words before a name, as in `Algolia API key`, with the name. Lower case. */
export function nameWithWordsBefore(text: string, { start, end }: Span): string {
  let from = start;
  for (let words = 0; words < 2; words++) {
    let next = from - 1;
    if (!isBlank(text, next) || isBlank(text, next - 1)) break;
    while (from - next < 24 && isNameCharacter(text, next - 1)) next--;
    if (next === from - 1) break;
    from = next;
  }
  return text.slice(from, end).toLowerCase();
}
