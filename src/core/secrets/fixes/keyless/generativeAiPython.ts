import type { SyntaxNode } from '@lezer/common';
import { readExpression } from '../environment/python.ts';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import type { PythonArgument, PythonCode } from '../syntax/pythonCode.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { isKey, removeKey, type PythonKey } from './pythonKey.ts';
import { bareModelNames, vertexObstacle, vertexPlace } from './vertexPython.ts';

const title = 'Switch to google-genai on Vertex AI with Application Default Credentials';

const refusal = (what: string): KeylessAnswer => ({
  title,
  disabled: `google-generativeai has no Vertex AI, and ${what} differs in google-genai: change it by hand.`,
});

/** One model of the old library: `model = genai.GenerativeModel("…")`. */
interface OldModel {
  readonly variable: string;
  readonly call: SyntaxNode;
  readonly name: string;
  /** Settings that move from the model to each of its calls. */
  readonly config: string | undefined;
}

/**
 * google-generativeai is no longer maintained and cannot reach Vertex AI. Its common shape (configure, GenerativeModel,
 * generate_content, start_chat) is carried over to google-genai; anything else is refused rather than half changed.
 */
export function migrateGenerativeAi(site: FixSite, key: PythonKey): KeylessAnswer {
  const code = site.python;
  const imports = code.importsOf('google.generativeai');
  const [statement] = imports;
  const module = statement && /^import google\.generativeai as (\w+)$|^from google import generativeai(?: as (\w+))?$/.exec(code.slice(statement)); // prettier-ignore
  if (!statement || !module || imports.length > 1) return refusal('this way of importing it');
  const local = module[1] ?? module[2] ?? 'generativeai';
  const calls = code.calls();
  const configure = calls.filter((call) => code.callee(call) === 'google.generativeai.configure');
  const [setup] = configure;
  if (!setup || configure.length > 1 || setup.parent?.name !== 'ExpressionStatement') return refusal('how the key is given');
  const given = code.args(setup).filter(({ name, value }) => name === 'api_key' && isKey(code, key, value));
  if (given.length === 0 && key.environment === undefined) return undefined;
  const obstacle = vertexObstacle(site.text) ?? vertexObstacle(site.text.replaceAll('upload_file(', '.files.upload('));
  if (obstacle !== undefined) return { title, disabled: obstacle };
  const models = calls.flatMap((call) => oldModel(code, call));
  const client = freeName(code, ['client', 'genai_client', 'vertex_client']);
  const carried = carryOver(code, local, { models, client, done: [statement, setup] });
  if (typeof carried === 'string') return refusal(carried);
  const removed = removeKey(code, key, [{ start: setup.from, end: setup.to }]);
  if (!removed) return undefined;
  const { project, location } = vertexPlace(code, setup.from);
  const needsOs = readExpression(code, '', '"', setup.from).imports;
  const created = `${client} = ${local}.Client(vertexai=True, project=${project}, location=${location})`;
  const edits = [
    ...needsOs,
    { start: statement.from, end: statement.to, text: `from google import genai${local === 'genai' ? '' : ` as ${local}`}` },
    { start: setup.from, end: setup.to, text: created },
    ...removed,
    ...carried,
    ...bareModelNames(code).filter(({ start }) => !carried.some((edit) => edit.start <= start && start < edit.end)),
  ];
  return { title, edits, packages: ['google-genai'] };
} // prettier-ignore

function freeName(code: PythonCode, names: readonly string[]): string {
  return names.find((name) => code.uses(name).length === 0) ?? 'vertex_ai_client';
}

function oldModel(code: PythonCode, call: SyntaxNode): OldModel[] {
  if (code.callee(call) !== 'google.generativeai.GenerativeModel') return [];
  const target = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
  if (target?.name !== 'VariableName') return [];
  const args = code.args(call);
  const name = args.find((argument) => argument.name === undefined || argument.name === 'model_name');
  const others = args.filter((argument) => argument !== name);
  if (!name || others.some((argument) => configField(code, argument) === undefined)) return [];
  const fields = others.map((argument) => configField(code, argument) ?? '');
  const config = fields.length > 0 ? dictionary(fields) : undefined;
  const written = code.slice(name.value).replace(/^(["'])models\//, '$1');
  return [{ variable: code.slice(target), call, name: written, config }];
}

/** `{**settings}` alone is `settings`. */
function dictionary(fields: readonly string[]): string {
  const only = fields.length === 1 ? /^\*\*(\w+)$/.exec(fields[0] ?? '')?.[1] : undefined;
  return only ?? `{${fields.join(', ')}}`;
}

/** An argument of the model as a part of the dictionary that google-genai calls `config`. */
function configField(code: PythonCode, { name, value }: PythonArgument): string | undefined {
  if (name === 'system_instruction') return `"system_instruction": ${code.slice(value)}`;
  if (name !== 'generation_config') return undefined;
  if (value.name === 'DictionaryExpression') return code.slice(value).replace(/^\{\s*|,?\s*\}$/g, '');
  if (value.name === 'VariableName') return `**${code.slice(value)}`;
  if (!/\.GenerationConfig$/.test(code.callee(value))) return undefined;
  return code.args(value).map((field) => `"${field.name ?? ''}": ${code.slice(field.value)}`).join(', ');
} // prettier-ignore

interface Carrying {
  readonly models: readonly OldModel[];
  readonly client: string;
  /** Nodes that are dealt with elsewhere. */
  readonly done: readonly SyntaxNode[];
}

/** The edits of every use of the old library, or in words what has no counterpart. */
function carryOver(code: PythonCode, local: string, carrying: Carrying): TextEdit[] | string {
  const edits: TextEdit[] = [];
  const done = [...carrying.done, ...carrying.models.map(({ call }) => call)];
  for (const model of carrying.models) {
    edits.push({ start: model.call.from, end: model.call.to, text: model.name });
    const isOwn = (use: SyntaxNode): boolean =>
      use.to <= model.call.from && use.parent?.name === 'AssignStatement';
    for (const use of code.uses(model.variable)) {
      if (isOwn(use) || (use.parent?.name === 'ArgList' && use.nextSibling?.name === 'AssignOp')) continue;
      const changed = modelUse(code, use, model, carrying.client);
      if (!changed) return `what is done with \`${model.variable}\``;
      edits.push(...changed);
      // What the call names of the old library went with it.
      const call = use.parent?.parent;
      if (call) done.push(call);
    }
  }
  const isDone = (node: SyntaxNode): boolean =>
    done.some(({ from, to }) => from <= node.from && node.to <= to);
  const left = code.uses(local).find((use) => !isDone(use));
  return left ? `\`${code.slice(left.parent ?? left)}\`` : edits;
}

/** `model.generate_content(x)`, also streamed and asynchronous, and `model.start_chat()`. */
function modelUse(code: PythonCode, use: SyntaxNode, model: OldModel, client: string): TextEdit[] | undefined {
  const member = use.parent?.name === 'MemberExpression' ? use.parent : undefined;
  const call = member?.parent?.name === 'CallExpression' && member.nextSibling?.name === 'ArgList' ? member.parent : undefined; // prettier-ignore
  const method = member?.getChild('PropertyName');
  if (!member || !call || !method) return undefined;
  const args = code.args(call);
  const config = model.config === undefined ? [] : [`config=${model.config}`];
  const head = [`model=${model.variable}`];
  if (code.slice(method) === 'start_chat') {
    const hasHistory = args.some(({ value }) => !/^\[\s*\]$|^None$/.test(code.slice(value)));
    const chat = hasHistory ? undefined : chatUses(code, call);
    if (!chat) return undefined;
    const text = `${client}.chats.create(${[...head, ...config].join(', ')})`;
    return [{ start: call.from, end: call.to, text }, ...chat];
  }
  const isAsync = code.slice(method).endsWith('_async');
  if (!/^generate_content(?:_async)?$/.test(code.slice(method))) return undefined;
  const stream = args.find(({ name }) => name === 'stream');
  const contents = args.find(({ name }) => name === undefined || name === 'contents');
  const settings = args.find(({ name }) => name === 'generation_config');
  const known = [stream, contents, settings].filter((argument) => argument !== undefined);
  if (!contents || known.length !== args.length || (settings && model.config !== undefined)) return undefined;
  const field = settings && configField(code, settings);
  if (settings && field === undefined) return undefined;
  const isStream = stream !== undefined && code.slice(stream.value) === 'True';
  if (isStream && isAsync) return undefined;
  const parts = [...head, `contents=${code.slice(contents.value)}`, ...config, ...(field === undefined ? [] : [`config=${dictionary([field])}`])];
  const owner = `${client}${isAsync ? '.aio' : ''}.models.generate_content${isStream ? '_stream' : ''}`;
  return [{ start: call.from, end: call.to, text: `${owner}(${parts.join(', ')})` }];
} // prettier-ignore

/** `chat.send_message(x, stream=True)` has a method of its own; undefined where the chat is used otherwise. */
function chatUses(code: PythonCode, call: SyntaxNode): TextEdit[] | undefined {
  const target = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
  if (target?.name !== 'VariableName') return undefined;
  const edits: TextEdit[] = [];
  for (const use of code.uses(code.slice(target))) {
    if (use.from === target.from) continue;
    const member = use.parent;
    const method = member?.getChild('PropertyName');
    const send = member?.parent;
    if (!member || !method || !send || code.slice(method) !== 'send_message') return undefined;
    const args = code.args(send);
    const stream = args.find(({ name }) => name === 'stream');
    if (args.length > (stream ? 2 : 1)) return undefined;
    if (!stream) continue;
    const first = args.find((argument) => argument !== stream);
    if (code.slice(stream.value) !== 'True' || !first) return undefined;
    edits.push({ start: method.from, end: method.to, text: 'send_message_stream' });
    edits.push({ start: first.end, end: stream.end, text: '' });
  }
  return edits;
}
