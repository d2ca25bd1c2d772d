import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../secretFix.ts';
import type { JavascriptCode } from '../syntax/javascriptCode.ts';
import { isJavascriptKey, removeJavascriptKey, type JavascriptKey } from './javascriptKey.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { vertexProperties } from './vertexJavascript.ts';

const title = 'Switch to @google/genai on Vertex AI with Application Default Credentials';
const old = '@google/generative-ai';

const refusal = (what: string): KeylessAnswer => ({
  title,
  disabled: `${old} has no Vertex AI, and ${what} differs in @google/genai: change it by hand.`,
});

/**
 * @google/generative-ai is no longer maintained and cannot reach Vertex AI. Its common shape (getGenerativeModel,
 * generateContent, startChat, `response.text()`) is carried over to @google/genai; anything else is refused rather than
 * half changed.
 */
export function migrateGenerativeAiJs(code: JavascriptCode, key: JavascriptKey): KeylessAnswer {
  const imports = code.imports.filter(({ module }) => module === old);
  const [imported] = imports;
  if (!imported) return undefined;
  if (imports.length !== 1 || imported.name !== 'GoogleGenerativeAI') return refusal('what else is imported from it');
  const uses = code.uses(imported.local).filter(({ from }) => from >= imported.statement.to);
  const created = code.news().filter((call) => code.callee(call) === imported.local);
  const [call] = created;
  const argument = call && code.args(call)[0];
  if (!call || !argument || created.length !== 1 || uses.length !== 1) return refusal('how the client is made');
  if (!isJavascriptKey(code, key, argument)) return undefined;
  const client = definedBy(code, call);
  if (client === undefined) return refusal('how the client is kept');
  const carried = carryClient(code, client, call);
  if (typeof carried === 'string') return refusal(carried);
  const removed = removeJavascriptKey(code, key, [argument]);
  if (!removed) return undefined;
  const options = vertexProperties(code, ['vertexai', 'project', 'location']).join(', ');
  const statement = code.slice(imported.statement).replace(old, '@google/genai').replace('GoogleGenerativeAI', 'GoogleGenAI');
  const edits = [
    { start: imported.statement.from, end: imported.statement.to, text: statement },
    { start: call.from, end: call.to, text: `new ${imported.name === imported.local ? 'GoogleGenAI' : imported.local}({ ${options} })` },
    ...removed,
    ...carried,
  ];
  return { title, edits, packages: ['@google/genai'] };
} // prettier-ignore

/** The variable that the expression's value is given to, `await` passed over. */
function definedBy(code: JavascriptCode, expression: SyntaxNode): string | undefined {
  const outer = expression.parent?.name === 'AwaitExpression' ? expression.parent : expression;
  const declaration = outer.parent;
  if (declaration?.name !== 'VariableDeclaration') return undefined;
  const names = declaration.getChildren('VariableDefinition');
  const [name] = names;
  return name && names.length === 1 && !declaration.getChild('TypeAnnotation') ? code.slice(name) : undefined;
}

/** Uses of a variable after its declaration. */
function laterUses(code: JavascriptCode, name: string): SyntaxNode[] {
  return code.uses(name).filter(({ name: kind }) => kind !== 'VariableDefinition');
}

/** The call `variable.method(…)` around a use, and the member expression before it. */
function methodCall(code: JavascriptCode, use: SyntaxNode): { call: SyntaxNode; method: string } | undefined {
  const member = use.parent;
  const property = member?.name === 'MemberExpression' ? member.getChild('PropertyName') : null;
  const call = member?.parent;
  if (!property || call?.name !== 'CallExpression' || call.firstChild?.to !== member?.to) return undefined;
  return { call, method: code.slice(property) };
}

function carryClient(code: JavascriptCode, client: string, created: SyntaxNode): TextEdit[] | string {
  const edits: TextEdit[] = [];
  for (const use of laterUses(code, client)) {
    if (use.from >= created.from && use.to <= created.to) continue;
    const found = methodCall(code, use);
    const model = found?.method === 'getGenerativeModel' ? definedBy(code, found.call) : undefined;
    const options = found && code.args(found.call);
    const settings = options?.length === 1 && options[0] ? modelSettings(code, options[0]) : undefined;
    if (!found || model === undefined || !settings) return `what is done with \`${client}\``;
    edits.push({ start: found.call.from, end: found.call.to, text: settings.name });
    for (const modelUse of laterUses(code, model)) {
      const changed = carryModel(code, modelUse, { client, model, config: settings.config });
      if (!changed) return `what is done with \`${model}\``;
      edits.push(...changed);
    }
  }
  return edits;
}

/** `{ model: '…', systemInstruction: …, generationConfig: {…} }` as a name and what google-genai calls `config`. */
function modelSettings(
  code: JavascriptCode,
  options: SyntaxNode,
): { name: string; config: string } | undefined {
  if (options.name !== 'ObjectExpression' || options.getChild('Spread')) return undefined;
  const fields: string[] = [];
  let name: string | undefined;
  for (const property of code.properties(options)) {
    const value = property.value ? code.slice(property.value) : property.name;
    if (property.name === 'model') name = value.replace(/^(['"])models\//, '$1');
    else if (property.name === 'systemInstruction') fields.push(`systemInstruction: ${value}`);
    else if (property.name === 'generationConfig')
      fields.push(value.startsWith('{') ? value.replace(/^\{\s*|,?\s*\}$/g, '') : `...${value}`); // prettier-ignore
    else return undefined;
  }
  return name === undefined
    ? undefined
    : { name, config: fields.length > 0 ? `{ ${fields.join(', ')} }` : '' };
}

interface CarriedModel {
  readonly client: string;
  readonly model: string;
  readonly config: string;
}

function carryModel(code: JavascriptCode, use: SyntaxNode, to: CarriedModel): TextEdit[] | undefined {
  const found = methodCall(code, use);
  if (!found) return undefined;
  const args = code.args(found.call);
  const head = `model${to.model === 'model' ? '' : `: ${to.model}`}`;
  const tail = to.config === '' ? '' : `, config: ${to.config}`;
  if (found.method === 'startChat') {
    if (args.length > 0 && !/^\{\s*(?:history:\s*\[\s*\]\s*,?\s*)?\}$/.test(args[0] ? code.slice(args[0]) : '')) return undefined;
    const chat = definedBy(code, found.call);
    const sent = chat === undefined ? undefined : carryEach(laterUses(code, chat), (chatUse) => carryMessage(code, chatUse));
    if (!sent) return undefined;
    return [{ start: found.call.from, end: found.call.to, text: `${to.client}.chats.create({ ${head}${tail} })` }, ...sent];
  }
  if (!/^generateContent(?:Stream)?$/.test(found.method)) return undefined;
  const [contents] = args;
  const results = carryResult(code, found.call, found.method.endsWith('Stream'));
  const text = contents && contentsText(code, contents);
  if (text === undefined || args.length !== 1 || !results) return undefined;
  const field = text === 'contents' ? 'contents' : `contents: ${text}`;
  const called = `${to.client}.models.${found.method}({ ${head}, ${field}${tail} })`;
  return [{ start: found.call.from, end: found.call.to, text: called }, ...results];
} // prettier-ignore

function carryEach(uses: readonly SyntaxNode[], carry: (use: SyntaxNode) => TextEdit[] | undefined): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const use of uses) {
    const changed = carry(use);
    if (!changed) return undefined;
    edits.push(...changed);
  }
  return edits;
} // prettier-ignore

function contentsText(code: JavascriptCode, contents: SyntaxNode): string | undefined {
  if (contents.name !== 'ObjectExpression') return code.slice(contents);
  const [only, ...others] = code.properties(contents);
  if (only?.name !== 'contents' || others.length > 0) return undefined;
  return only.value ? code.slice(only.value) : 'contents';
}

function carryMessage(code: JavascriptCode, use: SyntaxNode): TextEdit[] | undefined {
  const found = methodCall(code, use);
  if (!found || !/^sendMessage(?:Stream)?$/.test(found.method)) return undefined;
  const args = code.args(found.call);
  const [message] = args;
  const results = carryResult(code, found.call, found.method.endsWith('Stream'));
  if (!message || args.length !== 1 || !results) return undefined;
  return [{ start: message.from, end: message.to, text: `{ message: ${code.slice(message)} }` }, ...results];
}

/** What is done with an answer: `result.response.text()` is `result.text`, and `result.stream` is `result`. */
function carryResult(code: JavascriptCode, call: SyntaxNode, isStream: boolean): TextEdit[] | undefined {
  const result = definedBy(code, call);
  if (result === undefined) return call.parent?.parent?.name === 'ExpressionStatement' ? [] : undefined;
  return carryEach(laterUses(code, result), (use) =>
    isStream ? carryStream(code, use) : carryResponse(code, use),
  );
}

function carryResponse(code: JavascriptCode, use: SyntaxNode): TextEdit[] | undefined {
  const member = use.parent;
  if (member?.name !== 'MemberExpression' || member.to - use.to !== '.response'.length || !code.slice(member).endsWith('.response')) return undefined;
  const kept = definedBy(code, member);
  if (kept !== undefined) {
    const outer = member.parent?.name === 'AwaitExpression' ? member.parent : member;
    const texts = carryEach(laterUses(code, kept), (response) => textCall(code, response));
    return texts && [{ start: outer.from, end: outer.to, text: code.slice(use) }, ...texts];
  }
  const awaited = member.parent?.name === 'AwaitExpression' && member.parent.parent?.name === 'ParenthesizedExpression' ? member.parent.parent : member;
  const text = textCall(code, awaited);
  return text && [{ start: awaited.from, end: awaited.to, text: code.slice(use) }, ...text];
} // prettier-ignore

/** `response.text()` after the node: `.text`, which may be undefined. */
function textCall(code: JavascriptCode, response: SyntaxNode): TextEdit[] | undefined {
  const found = methodCall(code, response);
  if (found?.method !== 'text' || code.args(found.call).length > 0) return undefined;
  if (!code.isTypescript) return [{ start: found.call.to - '()'.length, end: found.call.to, text: '' }];
  const isAlone = /^(?:ArgList|VariableDeclaration|ReturnStatement|Property)$/.test(
    found.call.parent?.name ?? '',
  );
  const fallback = ` ?? ${code.quote}${code.quote}`;
  const end = {
    start: found.call.to - '()'.length,
    end: found.call.to,
    text: isAlone ? fallback : `${fallback})`,
  };
  return isAlone ? [end] : [{ start: response.from, end: response.from, text: '(' }, end];
}

function carryStream(code: JavascriptCode, use: SyntaxNode): TextEdit[] | undefined {
  const member = use.parent;
  const loop = member?.parent;
  if (member?.name !== 'MemberExpression' || code.slice(member) !== `${code.slice(use)}.stream` || loop?.name !== 'ForOfSpec') return undefined; // prettier-ignore
  const chunk = loop.getChild('VariableDefinition');
  const texts = chunk && carryEach(laterUses(code, code.slice(chunk)), (part) => textCall(code, part));
  return texts ? [{ start: use.to, end: member.to, text: '' }, ...texts] : undefined;
}
