import { skipBlanks } from '../engine/characters.ts';
import type { Span } from '../finding.ts';
import type { SourceText } from './sourceText.ts';
import { readOperator } from './operator.ts';
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

/** Calls and constructors that a value may be wrapped in; the callee is group 1. */
const wrapper =
  /(?:(?:new|await|return|typeof)[ \t]{1,4})?&?([A-Za-z_$][\w$.:!]{0,60}?)(?:<[\w, ?]{0,30}>)?\([ \t]*/y;

/** Callees whose first argument is the name of a setting and whose second is what holds without it. */
const settingLookup =
  /env|getor|property|setting|config|lookup|fetch|flag|option|default|param|^get$|\.get$|\.string$/i;

/** Callees that make something else of a text than a credential: look-ups, hashes, messages, prompts. */
const giveOther =
  /strip|trim|lookup|starts|ends|remove|decode$|require|import|hash|hmac|sha\d|md5|encode|translate|format|printf|print|prompt|input|ask|form|arg|open|file|path|log|error|expect|assert|match|test|replace|split|find|select|query|parse|get_|load|read|_login|^_$|^t$|\.t$|regex|compile|len$|range|join|concat|append|warn|info|debug|throw|panic|describe|^it$/i;

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

/** YAML: a block scalar's mark with the break after it, a tag, an anchor. */
const yamlMark = /(?:[|>][+-]?\d?[ \t]*\r?\n[ \t]+|!!?[\w:/.-]{0,40}[ \t]+|&[\w-]{1,40}[ \t]+)/y;

/** Blanks, and one line break with what indents the next line, where a quoted value or an element may follow it. */
function skipGap(text: string, from: number, kind: AssignmentKind): number {
  const at = skipBlanks(text, from);
  if (kind === 'blank' || kind === 'compare') return at;
  if (kind === 'colon') {
    yamlMark.lastIndex = at;
    if (yamlMark.test(text)) return yamlMark.lastIndex;
  }
  let next = at;
  if (text.charCodeAt(next) === 92) next = skipBlanks(text, next + 1);
  if (text.charCodeAt(next) === 13) next++;
  if (text.charCodeAt(next) !== 10) return at;
  next = skipBlanks(text, next + 1);
  return kind === 'element' || '"\'`'.includes(text.charAt(next)) ? next : at;
}
