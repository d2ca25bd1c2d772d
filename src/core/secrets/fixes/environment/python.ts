import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import { ancestor, nodeAround } from '../syntax/treeSearch.ts';
import type { PythonCode } from '../syntax/pythonCode.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';
import { readInShell } from './shell.ts';

const strings = new Set(['String', 'FormatString', 'Comment']);

/** Python reads `os.environ["NAME"]`, which fails loudly where the variable is not set. */
export function readInPython(site: FixSite): EnvironmentAnswer {
  const magic = /^[ \t]*([%!])[^\n]*$/.exec(site.line);
  if (magic) return magic[1] === '%' ? dropMagic(site) : readInShell(site, 'notebook');
  const code = site.python;
  const literal = nodeAround(code.tree, site.finding, strings);
  if (!literal) return undefined;
  if (literal.name === 'Comment') return inComment;
  if (isDocstring(literal) || ancestor(literal, new Set(['MatchClause', 'CapturePattern']))) return undefined;
  return setsVariable(site, literal) ?? replacesDefault(site, literal) ?? replacesLiteral(site, literal);
}

/** `%env NAME=…`: the line goes, and the variable is set where Jupyter is started. */
function dropMagic(site: FixSite): EnvironmentAnswer {
  const name = /^[ \t]*%(?:set_)?env\s+(\w+)/.exec(site.line)?.[1];
  if (name === undefined) return undefined;
  const text = `# ${name} comes from the environment that Jupyter was started in.`;
  return { variable: name, edits: [{ start: site.lineStart, end: site.lineEnd, text }] };
}

function isDocstring(literal: SyntaxNode): boolean {
  return literal.parent?.name === 'ExpressionStatement';
}

/** `os.environ["NAME"] = "…"`: the libraries read the variable themselves, so the statement goes. */
function setsVariable(site: FixSite, literal: SyntaxNode): EnvironmentAnswer {
  const code = site.python;
  const statement = literal.parent;
  if (statement?.name === 'AssignStatement') {
    const target = statement.firstChild;
    const [, owner = '', name] = /^(.+)\[\s*["'](\w+)["']\s*\]$/.exec(target ? code.slice(target) : '') ?? [];
    if (name === undefined || code.qualified(owner) !== 'os.environ' || !sameSpan(site, literal))
      return undefined;
    return { variable: name, edits: [code.removeStatement(statement)], title: leaveTitle(name) };
  }
  const call = literal.parent?.parent;
  if (call?.name !== 'CallExpression' || call.parent?.name !== 'ExpressionStatement') return undefined;
  if (!/^os\.(?:environ\.setdefault|putenv)$/.test(code.callee(call))) return undefined;
  const name = stringValue(code, code.args(call)[0]?.value);
  if (name === undefined) return undefined;
  return { variable: name, edits: [code.removeStatement(call.parent)], title: leaveTitle(name) };
}

const leaveTitle = (name: string): string => `Leave ${name} to the environment`;

/** `os.getenv("NAME", "…")` and `os.getenv("NAME") or "…"`: the default goes. */
function replacesDefault(site: FixSite, literal: SyntaxNode): EnvironmentAnswer {
  const code = site.python;
  if (!sameSpan(site, literal)) return undefined;
  const parent = literal.parent;
  const left = parent?.name === 'BinaryExpression' ? parent.firstChild : undefined;
  const isOr = left?.nextSibling?.name === 'or';
  const call = isOr ? left : parent?.name === 'ArgList' ? parent.parent : undefined;
  if (call?.name !== 'CallExpression' && call?.name !== 'MemberExpression') return undefined;
  const whole = isOr && parent ? parent : call;
  if (call.name === 'MemberExpression') {
    const name = /^.*\[\s*["'](\w+)["']\s*\]$/.exec(code.slice(call))?.[1];
    return name === undefined ? undefined : readWhole(site, whole, name);
  }
  const args = code.args(call);
  const name = stringValue(code, args[0]?.value);
  if (name === undefined || !/^\w+$/.test(name) || args[0]?.value.from === literal.from) return undefined;
  if (/^os\.(?:getenv|environ\.get)$/.test(code.callee(call))) return readWhole(site, whole, name);
  // decouple, environs and the like fail by themselves where there is no default.
  const used = args.find(({ value }) => value.from === literal.from);
  if (used?.name !== 'default' || !/(?:^|\.)(?:config|env|getenv|str)$/.test(code.callee(call)))
    return undefined;
  const end = args[args.indexOf(used) - 1]?.end ?? used.start;
  return {
    variable: name,
    edits: [{ start: end, end: used.end, text: '' }],
    title: `Read ${name} without a default`,
  };
}

function readWhole(site: FixSite, node: SyntaxNode, name: string): EnvironmentAnswer {
  const { expression, imports } = readExpression(site.python, name, '"', node.from);
  return { variable: name, edits: [...imports, { start: node.from, end: node.to, text: expression }] };
}

function replacesLiteral(site: FixSite, literal: SyntaxNode): EnvironmentAnswer {
  const code = site.python;
  const source = code.slice(literal);
  const [, prefix = '', quote = '"'] = /^([a-z]*)("""|'''|"|')/i.exec(source) ?? [];
  const isBytes = /b/i.test(prefix);
  const isJoined = literal.parent?.name === 'ContinuedString';
  if (sameSpan(site, literal) && !isJoined && literal.name === 'String') {
    // Its own quote, since the string may stand in another that is formatted.
    const { expression, imports } = readExpression(
      code,
      site.variable,
      quote.startsWith("'") ? "'" : '"',
      literal.from,
    );
    const text = isBytes ? `${expression}.encode()` : expression;
    return { edits: [...imports, { start: literal.from, end: literal.to, text }] };
  }
  // Bytes cannot be formatted, and a part of several bytes would be text between bytes.
  if (isBytes && isJoined) return undefined;
  // Strings within strings may not share quotes before Python 3.12.
  if (ancestor(literal, new Set(['FormatReplacement']))) return undefined;
  return formatsPart(site, literal, prefix, quote);
}

/** `"…secret…"` becomes an f-string that reads the variable in the secret's place. */
function formatsPart(site: FixSite, literal: SyntaxNode, prefix: string, quote: string): EnvironmentAnswer {
  const code = site.python;
  const { start, end } = site.finding;
  const inner = quote.startsWith('"') ? "'" : '"';
  const { expression, imports } = readExpression(code, site.variable, inner, literal.from);
  const added = [...imports];
  let value = expression;
  if (site.inUrl) {
    added.splice(
      0,
      added.length,
      ...mergedImports(code, literal.from, imports, 'from urllib.parse import quote'),
    );
    value = `${code.localName('urllib.parse.quote', literal.from) ?? 'quote'}(${expression}, safe=${inner}${inner})`;
  }
  const open = literal.from + prefix.length + quote.length;
  const close = literal.to - quote.length;
  const isFormat = literal.name === 'FormatString';
  const rest = (from: number, to: number): string => (isFormat ? code.text.slice(from, to) : code.text.slice(from, to).replace(/[{}]/g, '$&$&')); // prettier-ignore
  const kept = prefix.replace(/[bu]/gi, '');
  const text = `${isFormat ? kept : `f${kept}`}${quote}${rest(open, start)}{${value}}${rest(end, close)}${quote}`;
  const encoded = /b/i.test(prefix) ? `${text}.encode()` : text;
  return { edits: [...added, { start: literal.from, end: literal.to, text: encoded }] };
}

function mergedImports(
  code: PythonCode,
  before: number,
  imports: readonly TextEdit[],
  line: string,
): TextEdit[] {
  const lines = [...(imports.length > 0 ? ['import os'] : [])];
  if (code.localName('urllib.parse.quote', before) === undefined) lines.push(line);
  return code.addImports(lines, before);
}

/** How this file says `os.environ["NAME"]`, and the import that it lacks for that. */
export function readExpression(
  code: PythonCode,
  name: string,
  quote: '"' | "'",
  before: number,
): { expression: string; imports: TextEdit[] } {
  const environ = code.localName('os.environ', before);
  const os = code.localName('os', before);
  const owner = os === undefined ? (environ ?? 'os.environ') : `${os}.environ`;
  const isMissing = os === undefined && environ === undefined;
  return {
    expression: `${owner}[${quote}${name}${quote}]`,
    imports: isMissing ? code.addImports(['import os'], before) : [],
  };
}

/** True where the string is the secret and nothing else, blanks and ends of lines aside. */
function sameSpan(site: FixSite, literal: SyntaxNode): boolean {
  const [opening = ''] = /^[a-z]*("""|'''|"|')/i.exec(site.python.slice(literal)) ?? [];
  const quote = opening.replace(/^[a-z]*/i, '');
  const content = site.text.slice(literal.from + opening.length, literal.to - quote.length);
  return content.trim().replace(/^\\\r?\n/, '') === site.written.trim();
}

export function stringValue(code: PythonCode, node: SyntaxNode | undefined): string | undefined {
  if (node?.name !== 'String') return undefined;
  return /^[ru]?(["'])(.*)\1$/i.exec(code.slice(node))?.[2];
}
