import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import { environmentRead, type JavascriptCode } from '../syntax/javascriptCode.ts';
import { ancestor, nodeAround } from '../syntax/treeSearch.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';

const strings = new Set(['String', 'TemplateString', 'JSXAttributeValue', 'LineComment', 'BlockComment']);

/** Where only a constant may stand, or where the text is a name rather than a value. */
const constantPlaces = new Set([
  'EnumBody',
  'LiteralType',
  'ImportDeclaration',
  'ExportDeclaration',
  'TypeAnnotation',
]);

/**
 * JavaScript reads `process.env.NAME`. TypeScript calls a small function that throws where the variable is not set,
 * since `process.env.NAME` may be undefined and `?? ''` would fail far from the cause.
 */
export function readInJavascript(site: FixSite): EnvironmentAnswer {
  const code = site.javascript;
  const literal = nodeAround(code.tree, site.finding, strings);
  if (literal?.name.endsWith('Comment')) return inComment;
  const browser = browserObstacle(site.path, site.text);
  if (browser !== undefined) return { disabled: browser };
  if (!literal) return undefined;
  if (!isExpression(code, literal)) return undefined;
  const set = setsVariable(site, literal);
  if (set) return set;
  const edit = literalEdit(site, literal);
  return edit && { ...edit, edits: [...edit.edits, ...requireEnvEdits(code, edit.edits)] };
}

/** Why a key cannot be kept from those who read this file: it runs in the browser. */
export function browserObstacle(path: string, text: string): string | undefined {
  const inBrowser =
    /\.(?:vue|svelte)$|(?:^|\/)(?:public|static|www)\//.test(path) ||
    /^[ \t]*['"]use client['"]|\bimport\.meta\.env\b|from\s+['"]react-dom(?:\/client)?['"]/m.test(text) ||
    /\bdangerouslyAllowBrowser\b|\b(?:document|window)\.\w/.test(text) ||
    (/\.[jt]sx$/.test(path) && /\buse(?:State|Effect|Ref|Reducer)\b/.test(text));
  return inBrowser
    ? 'This code runs in the browser, where everybody can read a key: call the service from a server.'
    : undefined;
}

function isExpression(code: JavascriptCode, literal: SyntaxNode): boolean {
  const parent = literal.parent;
  if (!parent || ancestor(literal, constantPlaces)?.name.match(/Type|Import|Enum/)) return false;
  if (parent.name === 'ExportDeclaration') return false;
  if (parent.name === 'Property' && parent.firstChild?.from === literal.from) return false;
  if (parent.name === 'ExpressionStatement') return false;
  if (parent.name === 'TaggedTemplateExpression') return false;
  return !(parent.name === 'BinaryExpression' && /\bas\s+const$/.test(code.slice(parent)));
}

/** `process.env.NAME = '…'`: the libraries read the variable themselves, so the statement goes. */
function setsVariable(site: FixSite, literal: SyntaxNode): EnvironmentAnswer {
  const assignment = literal.parent;
  if (assignment?.name !== 'AssignmentExpression' || assignment.parent?.name !== 'ExpressionStatement')
    return undefined;
  const target = assignment.firstChild ? site.javascript.slice(assignment.firstChild) : '';
  const name = environmentRead(target);
  if (name === undefined || !isWhole(site, literal)) return undefined;
  const edits = [site.javascript.removeStatement(assignment.parent)];
  return { variable: name, edits, title: `Leave ${name} to the environment` };
}

function literalEdit(
  site: FixSite,
  literal: SyntaxNode,
): { edits: TextEdit[]; variable?: string } | undefined {
  const code = site.javascript;
  if (literal.name === 'TemplateString') {
    if (!isWhole(site, literal)) {
      const value = inUrl(site, read(code, site.variable));
      return { edits: [{ start: site.finding.start, end: site.finding.end, text: `\${${value}}` }] };
    }
  } else if (!isWhole(site, literal)) return { edits: [template(site, literal)] };
  const parent = literal.parent;
  const operator = parent?.name === 'BinaryExpression' ? parent.getChild('LogicOp') : null;
  const left = parent?.firstChild;
  const name = operator && left ? environmentRead(code.slice(left)) : undefined;
  if (name !== undefined && parent && /\|\||\?\?/.test(operator ? code.slice(operator) : '')) {
    return { variable: name, edits: [{ start: parent.from, end: parent.to, text: read(code, name) }] };
  }
  const expression = read(code, site.variable);
  const text = literal.name === 'JSXAttributeValue' ? `{${expression}}` : expression;
  return { edits: [{ start: literal.from, end: literal.to, text }] };
}

/** `'…secret…'` becomes a template that reads the variable in the secret's place. */
function template(site: FixSite, literal: SyntaxNode): TextEdit {
  const { start, end } = site.finding;
  const rest = (from: number, to: number): string => site.text.slice(from, to).replace(/\\?`|\$\{/g, (mark) => (mark.startsWith('\\') ? mark : `\\${mark}`)); // prettier-ignore
  const value = inUrl(site, read(site.javascript, site.variable));
  const text = `\`${rest(literal.from + 1, start)}\${${value}}${rest(end, literal.to - 1)}\``;
  return {
    start: literal.from,
    end: literal.to,
    text: literal.name === 'JSXAttributeValue' ? `{${text}}` : text,
  };
}

function inUrl(site: FixSite, expression: string): string {
  if (!site.inUrl) return expression;
  return `encodeURIComponent(${expression})`;
}

function read(code: JavascriptCode, name: string): string {
  return code.isTypescript ? `requireEnv(${code.quote}${name}${code.quote})` : `process.env.${name}`;
}

/** The function that TypeScript's reading calls, where the text has none of that name. */
function requireEnvEdits(code: JavascriptCode, edits: readonly TextEdit[]): TextEdit[] {
  if (!edits.some(({ text }) => text.includes('requireEnv(')) || /\brequireEnv\b/.test(code.text)) return [];
  const lines = [
    '',
    '/** The value of an environment variable that has to be set. */',
    'function requireEnv(name: string): string {',
    '  const value = process.env[name];',
    '  if (!value) throw new Error(`Set the environment variable ${name}.`);',
    '  return value;',
    '}',
  ];
  const at = code.text.length;
  const glue = code.text.endsWith('\n') ? '' : code.eol;
  return [{ start: at, end: at, text: glue + lines.map((line) => line + code.eol).join('') }];
}

function isWhole(site: FixSite, literal: SyntaxNode): boolean {
  const content = site.text.slice(literal.from + 1, literal.to - 1);
  return content.trim() === site.written.trim();
}
