import { isBlank, skipBlanks } from '../engine/characters.ts';
import type { AssignmentKind } from './assignment.ts';

/** Characters that may close a name before its operator: quotes, escapes, brackets. */
const closers = '"\'`\\])';

/** `: str =`, `: &'static str =`, ` string =`: a type between a name and its operator. */
const typeAnnotation =
  /:?[ \t]{0,4}(?:&(?:'[a-z]{1,12} )?|\*)?[A-Za-z_][\w.]{0,40}(?:<[\w<>, ?]{0,40}>)?(?:\[\]|\?|!)?(?:[ \t]?\|[ \t]?[A-Za-z_][\w.]{0,40}){0,2}[ \t]{0,8}=(?![=>~])/y;

export interface Operator {
  readonly kind: AssignmentKind;
  /** After the operator. */
  readonly at: number;
}

/** The operator after the name at [nameStart, end), or undefined where nothing is given to it. */
export function readOperator(text: string, nameStart: number, end: number): Operator | undefined {
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
    case 43: // +=
    case 46: // .=
      return text.charCodeAt(operator + 1) === 61 ? { kind: 'assign', at: operator + 2 } : undefined;
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
    case 123: // {
      return closed ? readVariableDefault(text, nameStart, at) : undefined;
    default:
      if (operator === at || closed) return undefined;
      return (
        readTyped(text, at) ??
        (isIntroduced(text, nameStart) || beginsLongWord(text, operator)
          ? { kind: 'blank', at: operator }
          : undefined)
      );
  }
}

/** Before a name that is itself the value of a key: `key="`, `"name": "`, `- name: `. */
const nameKey = /(?:key|name|id|field|parameter|variable)["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?$/i;

/** Between such a name and its value: `" value="`, `", "value": `, a line break and `value: `. */
const valueKey = /,?\s{0,60}\\?["']?(?:[a-z]{1,12})?value["'\\]{0,2}[ \t]{0,4}[:=][ \t]{0,4}/iy;

/** Terraform: `variable "db_password" { default = "…" }`. */
const variableDefault = /[ \t]{0,4}\{[^{}]{0,400}?\bdefault[ \t]{0,8}=[ \t]{0,8}/y;

function readVariableDefault(text: string, nameStart: number, at: number): Operator | undefined {
  if (!/variable[ \t]{1,4}"$/.test(text.slice(Math.max(0, nameStart - 16), nameStart))) return undefined;
  variableDefault.lastIndex = at;
  return variableDefault.test(text) ? { kind: 'pair', at: variableDefault.lastIndex } : undefined;
}

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
  let end = at + 1;
  while (text.charCodeAt(end) === 58 && end < at + 3) end++;
  if (text.charCodeAt(end) === 61) return { kind: 'assign', at: end + 1 };
  if (end > at + 1) return undefined;
  return readTyped(text, at) ?? { kind: 'colon', at: at + 1 };
}

function readQuestion(text: string, at: number): Operator | undefined {
  const next = text.charCodeAt(at + 1);
  if (next === 61) return { kind: 'assign', at: at + 2 };
  if (next === 63) return { kind: 'default', at: at + (text.charCodeAt(at + 2) === 61 ? 3 : 2) };
  return next === 58 ? readTyped(text, at + 1) : undefined;
}

/** Words after which a name and its value stand with only blanks between; `--name value` is another such way. */
const introduction =
  /(?:^|[\s;&|(])(?:env|arg|set|setx|export|setenv|-gx|-x|#define|%define|%global)[ \t]+(?:-\w+[ \t]+)?$/i;

/** Whether what stands before a name says that its value follows without an operator. */
function isIntroduced(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  if (before === 45 || before === 10 || nameStart === 0) return true;
  if (before !== 32 && before !== 9) return false;
  return (
    introduction.test(text.slice(Math.max(0, nameStart - 16), nameStart)) || isAfterLogin(text, nameStart)
  );
}

/** `.netrc`: `machine example.org login me password …`. */
export function isAfterLogin(text: string, nameStart: number): boolean {
  return /\blogin[ \t]+\S{1,60}[ \t]+$/.test(text.slice(Math.max(0, nameStart - 72), nameStart));
}

/** A word as long as keys are: what a service's rule may know by its form although no operator stands there. */
const longWord = /[A-Za-z0-9][\w.+/=-]{15}/y;

function beginsLongWord(text: string, at: number): boolean {
  longWord.lastIndex = at;
  return longWord.test(text);
}

/** An operator follows a type within its length, or none does. */
const typeReach = 100;

function readTyped(text: string, at: number): Operator | undefined {
  if (!text.slice(at, at + typeReach).includes('=')) return undefined;
  typeAnnotation.lastIndex = skipBlanks(text, at, 8);
  const match = typeAnnotation.exec(text);
  return match ? { kind: 'assign', at: typeAnnotation.lastIndex } : undefined;
}
