import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import type { PythonCode } from '../syntax/pythonCode.ts';
import { ancestor, nodeAround, nodesOf, withoutItem } from '../syntax/treeSearch.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';

const title = 'Use Application Default Credentials instead of this key';

const loader =
  /^google\.oauth2\.service_account\.(?:Credentials|IDTokenCredentials)\.from_service_account_(?:info|file)$/;

/** Code that makes credentials of a service account's key asks the environment for an identity instead. */
export function defaultGoogleCredentials(site: FixSite): KeylessAnswer {
  if (site.language === 'python') return inPython(site);
  return /^(?:java|type)script$/.test(site.language) ? inJavascript(site) : undefined;
}

function inPython(site: FixSite): KeylessAnswer {
  const code = site.python;
  const literal = nodeAround(code.tree, site.finding, new Set(['String', 'ContinuedString']));
  if (!literal) return undefined;
  const statement = ancestor(literal, new Set(['AssignStatement']));
  const target = statement?.firstChild;
  const variable = target?.name === 'VariableName' ? code.slice(target) : undefined;
  const loads = code
    .calls()
    .filter((call) => isLoad(code, call) && isGiven(code, call, { literal, variable }));
  if (loads.length === 0) return undefined;
  const edits = loads.map((call) => keylessLoad(code, call));
  const isOutside = !loads.some((call) => call.from <= literal.from && literal.to <= call.to);
  const cleared = isOutside ? clearVariable(code, statement, variable, loads) : [];
  if (!cleared) return undefined;
  const needs = edits.some(({ text }) => text.startsWith('google.auth.'))
    ? code.addImports(['import google.auth'])
    : [];
  return { title, edits: [...needs, ...cleared, ...edits], packages: ['google-auth'] };
}

function isLoad(code: PythonCode, call: SyntaxNode): boolean {
  const callee = code.callee(call);
  return loader.test(callee) || /\.from_service_account_(?:info|json|file)$/.test(callee);
}

function isGiven(code: PythonCode, call: SyntaxNode, key: { literal: SyntaxNode; variable: string | undefined }): boolean {
  const [first] = code.args(call);
  if (!first) return false;
  if (first.start <= key.literal.from && key.literal.to <= first.end) return true;
  const name = key.variable;
  return name !== undefined && new RegExp(`^(?:json\\.loads\\(\\s*)?${name}\\b`).test(code.slice(first.value));
} // prettier-ignore

/** `google.auth.default(…)[0]` for credentials, `Client()` for a client's own loader. */
function keylessLoad(code: PythonCode, call: SyntaxNode): TextEdit {
  const others = code.args(call).slice(1);
  const rest = others.map((argument) => code.text.slice(argument.start, argument.end)).join(', ');
  if (loader.test(code.callee(call))) {
    return { start: call.from, end: call.to, text: `google.auth.default(${rest})[0]` };
  }
  const owner = (call.firstChild ? code.slice(call.firstChild) : '').replace(
    /\.from_service_account_\w+$/,
    '',
  );
  return { start: call.from, end: call.to, text: `${owner}(${rest})` };
}

function clearVariable(
  code: PythonCode,
  statement: SyntaxNode | undefined,
  variable: string | undefined,
  loads: readonly SyntaxNode[],
): TextEdit[] | undefined {
  if (!statement || variable === undefined) return undefined;
  const isInside = (use: SyntaxNode, node: SyntaxNode): boolean => node.from <= use.from && use.to <= node.to;
  const left = code.uses(variable).filter((use) => !isInside(use, statement) && !loads.some((call) => isInside(use, call)));
  return left.length === 0 ? [code.removeStatement(statement)] : undefined;
} // prettier-ignore

/** `credentials: {…}` and `googleAuthOptions: { credentials: {…} }` of a client go. */
function inJavascript(site: FixSite): KeylessAnswer {
  const code = site.javascript;
  const { start, end } = site.finding;
  const around = nodesOf(code.tree, 'Property').filter((node) => node.from <= start && end <= node.to);
  const credentials = around.find((node) => node.firstChild && code.slice(node.firstChild) === 'credentials');
  if (!credentials) return undefined;
  return { title, edits: [withoutItem(code.text, { start: credentials.from, end: credentials.to })] };
}
