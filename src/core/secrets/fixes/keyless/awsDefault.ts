import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import type { JavascriptCode } from '../syntax/javascriptCode.ts';
import type { PythonArgument, PythonCode } from '../syntax/pythonCode.ts';
import { nodesOf, withoutItem } from '../syntax/treeSearch.ts';
import { isJavascriptKey, javascriptKey, removeJavascriptKey } from './javascriptKey.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { isKey, pythonKey, swapArguments } from './pythonKey.ts';

const title = 'Use the AWS default credentials (role, SSO or web identity)';

const pythonArguments = /^aws_(?:access_key_id|secret_access_key|session_token)$/;
const variables = /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
const properties = /^(?:accessKeyId|secretAccessKey|sessionToken)$/;

/** Takes the keys out of the clients: SDKs then find the role, the SSO session or the web identity by themselves. */
export function awsDefaultCredentials(site: FixSite): KeylessAnswer {
  if (site.language === 'python') return inPython(site);
  return /^(?:java|type)script$/.test(site.language) ? inJavascript(site) : undefined;
}

function inPython(site: FixSite): KeylessAnswer {
  const code = site.python;
  const key = pythonKey(site);
  if (!key) return undefined;
  if (key.environment !== undefined) {
    if (!variables.test(key.environment)) return undefined;
    return { title, edits: environmentStatements(code).map((statement) => code.removeStatement(statement)) };
  }
  const calls = code.calls().flatMap((call) => {
    const dropped = code.args(call).filter(({ name }) => name !== undefined && pythonArguments.test(name));
    return dropped.length > 0 && dropped.some(({ value }) => isKey(code, key, value))
      ? [{ call, dropped }]
      : [];
  });
  if (calls.length === 0) return undefined;
  const edits = calls.flatMap(({ call, dropped }) => swapArguments(code, call, dropped, []));
  const dropped = calls.flatMap((call) => call.dropped);
  const statements = unusedAfter(code, dropped);
  // The literal has to be among what goes.
  const goes = key.statement ? statements.some(({ from }) => from === key.statement?.from) : dropped.some(({ start, end }) => start <= key.expression.from && key.expression.to <= end); // prettier-ignore
  return goes
    ? { title, edits: [...edits, ...statements.map((statement) => code.removeStatement(statement))] }
    : undefined;
}

/** `os.environ["AWS_…"] = "literal"`: all of them, since half a key is none. */
function environmentStatements(code: PythonCode): SyntaxNode[] {
  return nodesOf(code.tree, 'AssignStatement').filter((statement) => {
    const target = statement.firstChild ? code.qualified(statement.firstChild) : '';
    const name = /^os\.environ\[["'](\w+)["']\]$/.exec(target)?.[1] ?? '';
    return variables.test(name) && statement.lastChild?.name === 'String';
  });
}

/** Assignments of literals to variables that nothing uses once the arguments are gone. */
function unusedAfter(code: PythonCode, dropped: readonly PythonArgument[]): SyntaxNode[] {
  return dropped.flatMap(({ value }) => {
    if (value.name !== 'VariableName') return [];
    const uses = code.uses(code.slice(value));
    const isKeyword = (use: SyntaxNode): boolean => use.parent?.name === 'ArgList' && use.nextSibling?.name === 'AssignOp';
    const isDropped = (use: SyntaxNode): boolean => dropped.some(({ start, end }) => use.from >= start && use.to <= end);
    const left = uses.filter((use) => !isKeyword(use) && !isDropped(use));
    const statement = left[0]?.parent;
    return left.length === 1 && statement?.name === 'AssignStatement' && isSimple(statement) ? [statement] : [];
  });
} // prettier-ignore

function isSimple(statement: SyntaxNode): boolean {
  const isLiteral = statement.lastChild?.name === 'String' || statement.lastChild?.name === 'CallExpression';
  return statement.firstChild?.name === 'VariableName' && isLiteral;
}

function inJavascript(site: FixSite): KeylessAnswer {
  const code = site.javascript;
  const key = javascriptKey(site);
  if (!key) return undefined;
  const objects = nodesOf(code.tree, 'ObjectExpression').filter((object) =>
    code.properties(object).some(({ name, value, node }) => properties.test(name) && (value ? isJavascriptKey(code, key, value) : key.variable === code.slice(node))),
  );
  const edits: TextEdit[] = [];
  const gone: SyntaxNode[] = [];
  for (const object of objects) {
    const taken = credentialsOf(code, object);
    if (!taken) return undefined;
    edits.push(...taken.edits);
    gone.push(...taken.nodes);
  }
  const removed = objects.length > 0 ? removeJavascriptKey(code, key, gone) : undefined;
  return removed && { title, edits: [...edits, ...removed, ...otherKeys(code, gone, key.statement)] };
} // prettier-ignore

/** `credentials: {…}` of a client, or the keys among other settings (SDK version 2). */
function credentialsOf(code: JavascriptCode, object: SyntaxNode): { edits: TextEdit[]; nodes: SyntaxNode[] } | undefined {
  const owner = object.parent;
  const own = code.properties(object);
  if (owner?.name === 'Property' && owner.firstChild && code.slice(owner.firstChild) === 'credentials') {
    return { edits: [withoutItem(code.text, { start: owner.from, end: owner.to })], nodes: [owner] };
  }
  if (!/^AWS\.config\.update$|^(?:new )?AWS\.\w+$/.test(calledAround(code, object))) return undefined;
  const keys = own.filter(({ name }) => properties.test(name)).map(({ node }) => node);
  const kept = own.filter(({ name }) => !properties.test(name)).map(({ node }) => code.slice(node));
  const text = kept.length > 0 ? `{ ${kept.join(', ')} }` : '{}';
  return { edits: [{ start: object.from, end: object.to, text }], nodes: keys };
} // prettier-ignore

function calledAround(code: JavascriptCode, object: SyntaxNode): string {
  const call = object.parent?.parent;
  return call && object.parent?.name === 'ArgList' ? code.callee(call) : '';
}

/** The other half of the key, where it is a variable that nothing else uses. */
function otherKeys(
  code: JavascriptCode,
  gone: readonly SyntaxNode[],
  own: SyntaxNode | undefined,
): TextEdit[] {
  const isGone = (node: SyntaxNode): boolean =>
    gone.some(({ from, to }) => node.from >= from && node.to <= to);
  const names = new Set(gone.flatMap((node) => variablesIn(code, node)));
  return [...names].flatMap((name) => {
    const left = code.uses(name).filter((use) => !isGone(use));
    const statement = left[0]?.parent;
    const isAlone =
      left.length === 1 && statement?.name === 'VariableDeclaration' && statement.from !== own?.from;
    const literal = statement?.getChild('String');
    const isPlain = isAlone && literal && statement.getChildren('VariableDefinition').length === 1 && statement.parent?.name !== 'ExportDeclaration'; // prettier-ignore
    return isPlain ? [code.removeStatement(statement)] : [];
  });
}

function variablesIn(code: JavascriptCode, node: SyntaxNode): string[] {
  const found: string[] = [];
  node.cursor().iterate((inner) => {
    if (inner.name === 'VariableName' || inner.name === 'PropertyDefinition') found.push(code.slice(inner));
  });
  return found;
}
