import type { SyntaxNode } from '@lezer/common';
import { readExpression } from '../environment/python.ts';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import { nodesOf } from '../syntax/treeSearch.ts';
import type { PythonArgument, PythonCode } from '../syntax/pythonCode.ts';
import { migrateGenerativeAi } from './generativeAiPython.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { openaiOnVertex } from './openaiPython.ts';
import { isKey, pythonKey, removeKey, swapArguments, type PythonKey } from './pythonKey.ts';
import { bareModelNames, vertexObstacle, vertexPlace, vertexTitle } from './vertexPython.ts';

/** A client whose key arguments make way for a project and a location. */
interface ClientKind {
  readonly callee: RegExp;
  readonly keys: readonly string[];
  readonly added: readonly ('vertexai' | 'project' | 'location' | 'vertexai_config')[];
  /** What the client's new arguments need. */
  readonly package?: string;
  readonly fits?: (code: PythonCode, args: readonly PythonArgument[]) => boolean;
}

const whole = ['vertexai', 'project', 'location'] as const;

const clients: readonly ClientKind[] = [
  { callee: /^google\.genai(?:\.client)?\.Client$/, keys: ['api_key'], added: whole },
  {
    callee: /^langchain_google_genai\.(?:\w+\.)*(?:ChatGoogleGenerativeAI|GoogleGenerativeAI|GoogleGenerativeAIEmbeddings)$/,
    keys: ['google_api_key', 'api_key'],
    added: whole,
    package: 'langchain-google-genai>=4',
  },
  { callee: /^langchain\.chat_models\.(?:base\.)?init_chat_model$/, keys: ['google_api_key', 'api_key'], added: whole, package: 'langchain-google-genai>=4', fits: isGoogleModel },
  { callee: /^llama_index\.(?:llms|embeddings)\.google_genai\.\w+$/, keys: ['api_key'], added: ['vertexai_config'] },
  { callee: /^vertexai\.init$/, keys: ['api_key'], added: ['project', 'location'] },
]; // prettier-ignore

function isGoogleModel(code: PythonCode, args: readonly PythonArgument[]): boolean {
  return args.some(({ value }) => /^["']google_genai[:"']/.test(code.slice(value)));
}

/** Gives the Google clients that use the key a project, a location and Application Default Credentials instead. */
export function vertexInPython(site: FixSite): KeylessAnswer {
  const code = site.python;
  const key = pythonKey(site);
  if (!key) return undefined;
  if (code.importsOf('google.generativeai').length > 0) return migrateGenerativeAi(site, key);
  const openai = openaiOnVertex(site, key);
  if (openai) return openai;
  const calls = code.calls().flatMap((call) => clientCall(code, call, key));
  if (calls.length === 0) return key.environment === undefined ? undefined : vertexByEnvironment(site, key);
  const obstacle = vertexObstacle(site.text);
  if (obstacle !== undefined) return { title: vertexTitle, disabled: obstacle };
  const place = calls[0]?.call.from ?? 0;
  const { imports } = readExpression(code, '', '"', place);
  const swaps = calls.flatMap(({ call, dropped, kind }) => [
    ...swapArguments(code, call, dropped, vertexArguments(code, kind, place)),
    ...apiVersions(code, call),
  ]);
  const removed = removeKey(code, key, calls.flatMap(({ dropped }) => dropped));
  if (!removed) return undefined;
  const packages = [...new Set(calls.flatMap(({ kind }) => kind.package ?? []))];
  return { title: vertexTitle, edits: [...imports, ...removed, ...swaps, ...bareModelNames(code)], ...(packages.length > 0 ? { packages } : {}) };
} // prettier-ignore

interface ClientCall {
  readonly call: SyntaxNode;
  readonly dropped: readonly PythonArgument[];
  readonly kind: ClientKind;
}

function clientCall(code: PythonCode, call: SyntaxNode, key: PythonKey): ClientCall[] {
  const callee = code.callee(call);
  const args = code.args(call);
  const kind = clients.find((client) => client.callee.test(callee) && (client.fits?.(code, args) ?? true));
  if (!kind) return [];
  const dropped = args.filter(({ name, value }) => name !== undefined && kind.keys.includes(name) && isKey(code, key, value));
  return dropped.length > 0 ? [{ call, dropped, kind }] : [];
} // prettier-ignore

function vertexArguments(code: PythonCode, kind: ClientKind, before: number): [string, string][] {
  const { project, location } = vertexPlace(code, before);
  const values = { vertexai: 'True', project, location, vertexai_config: `{"project": ${project}, "location": ${location}}` }; // prettier-ignore
  return kind.added.map((name) => [name, values[name]]);
}

/** Vertex AI has the versions v1 and v1beta1 only. */
function apiVersions(code: PythonCode, call: SyntaxNode): TextEdit[] {
  return nodesOf(code.tree, 'String')
    .filter(
      (node) =>
        node.from > call.from && node.to < call.to && /^["']v1(?:alpha|beta)["']$/.test(code.slice(node)),
    )
    .map((node) => ({ start: node.from + 1, end: node.to - 1, text: 'v1beta1' }));
}

/** Libraries that read the variables by themselves: ADK, LangChain, google-genai and those built on it. */
const readers = [
  'google.adk',
  'google.genai',
  'langchain_google_genai',
  'langchain.chat_models',
  'pydantic_ai',
  'llama_index',
];

function vertexByEnvironment(site: FixSite, key: PythonKey): KeylessAnswer {
  const code = site.python;
  if (!/^(?:GOOGLE|GEMINI|GOOGLE_GENAI|GOOGLE_AI)_API_KEY$/.test(key.environment ?? '')) return undefined;
  if (!readers.some((module) => code.importsOf(module).length > 0)) return undefined;
  const own = key.statement?.firstChild;
  const isOwn = (at: number): boolean => own !== undefined && own !== null && own.from <= at && at < own.to;
  const isRead = nodesOf(code.tree, 'String').some((node) => !isOwn(node.from) && code.slice(node).slice(1, -1) === key.environment);
  if (isRead || !key.statement) return undefined;
  const obstacle = vertexObstacle(site.text);
  if (obstacle !== undefined) return { title: vertexTitle, disabled: obstacle };
  const statement = key.statement;
  const owner = readExpression(code, '', '"', statement.from).expression.replace(/\[.*$/, '');
  const lineStart = code.text.lastIndexOf('\n', statement.from - 1) + 1;
  const indent = code.text.slice(lineStart, statement.from);
  const glue = indent.trim() === '' ? code.eol + indent : '; ';
  const lines = [`${owner}["GOOGLE_GENAI_USE_VERTEXAI"] = "TRUE"`, `${owner}.setdefault("GOOGLE_CLOUD_LOCATION", "global")`];
  const edit = { start: statement.from, end: statement.to, text: lines.join(glue) };
  return { title: vertexTitle, edits: [edit, ...bareModelNames(code)] };
} // prettier-ignore
