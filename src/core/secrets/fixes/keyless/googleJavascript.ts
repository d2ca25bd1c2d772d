import type { SyntaxNode } from '@lezer/common';
import { browserObstacle } from '../environment/javascript.ts';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import type { JavascriptCode, JavascriptProperty } from '../syntax/javascriptCode.ts';
import { nodesOf } from '../syntax/treeSearch.ts';
import { migrateGenerativeAiJs } from './generativeAiJavascript.ts';
import {
  javascriptKey,
  keyProperty,
  removeJavascriptKey,
  swapProperty,
  type JavascriptKey,
} from './javascriptKey.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { openaiOnVertexJs } from './openaiJavascript.ts';
import { vertexProperties, vertexTitle } from './vertexJavascript.ts';

/** A client whose key makes way for a project and a location; from another package where that is named. */
interface ClientKind {
  readonly module: string;
  readonly names: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly added: readonly ('vertexai' | 'project' | 'location')[];
  readonly to?: string;
}

const clients: readonly ClientKind[] = [
  { module: '@google/genai', names: { GoogleGenAI: 'GoogleGenAI' }, isNew: true, added: ['vertexai', 'project', 'location'] },
  {
    module: '@langchain/google-genai',
    names: { ChatGoogleGenerativeAI: 'ChatVertexAI', GoogleGenerativeAIEmbeddings: 'VertexAIEmbeddings' },
    isNew: true,
    added: ['location'],
    to: '@langchain/google-vertexai',
  },
  { module: '@ai-sdk/google', names: { createGoogleGenerativeAI: 'createVertex' }, isNew: false, added: ['project', 'location'], to: '@ai-sdk/google-vertex' },
]; // prettier-ignore

/** Gives the Google clients that use the key a project, a location and Application Default Credentials instead. */
export function vertexInJavascript(site: FixSite): KeylessAnswer {
  const code = site.javascript;
  const key = javascriptKey(site);
  if (!key) return undefined;
  const answer = migrateGenerativeAiJs(code, key) ?? openaiOnVertexJs(code, key) ?? swapClients(code, key) ?? vertexByEnvironment(code, key);
  if (!answer || 'disabled' in answer) return answer;
  const obstacle = browserObstacle(site.path, site.text) ?? filesObstacle(site.text);
  return obstacle === undefined ? answer : { title: answer.title, disabled: obstacle };
} // prettier-ignore

function filesObstacle(text: string): string | undefined {
  return /\.files\.(?:upload|list|get|delete)\(|GoogleAIFileManager/.test(text)
    ? 'This code uploads files to the Gemini API, and Vertex AI reads them from Cloud Storage: change that first.'
    : undefined;
}

interface ClientCall {
  readonly call: SyntaxNode;
  readonly property: JavascriptProperty;
}

function swapClients(code: JavascriptCode, key: JavascriptKey): KeylessAnswer {
  for (const kind of clients) {
    const calls = (kind.isNew ? code.news() : code.calls()).flatMap((call) => clientCall(code, call, key, kind));
    if (calls.length === 0) continue;
    const removed = removeJavascriptKey(code, key, calls.map(({ property }) => property.node));
    const renamed = kind.to === undefined ? [] : rename(code, kind, kind.to, calls.map(({ call }) => call));
    if (!removed || !renamed) return undefined;
    const swaps = calls.map(({ property }) => swapProperty(code, property, vertexProperties(code, kind.added)));
    const edits = [...renamed, ...removed, ...swaps, ...bareModelNames(code)];
    return { title: vertexTitle, edits, ...(kind.to === undefined ? {} : { packages: [kind.to] }) };
  }
  return undefined;
} // prettier-ignore

function clientCall(
  code: JavascriptCode,
  call: SyntaxNode,
  key: JavascriptKey,
  kind: ClientKind,
): ClientCall[] {
  const found = code.importOf(code.callee(call), kind.module);
  if (!found || !(found.name in kind.names)) return [];
  const property = keyProperty(code, key, code.args(call)[0], 'apiKey');
  return property ? [{ call, property }] : [];
}

/** The import and every use of the old names; undefined where something else of the package is used. */
function rename(code: JavascriptCode, kind: ClientKind, to: string, calls: readonly SyntaxNode[]): TextEdit[] | undefined {
  const imports = code.imports.filter(({ module }) => module === kind.module);
  const statements = new Set(imports.map(({ statement }) => statement.from));
  if (statements.size !== 1 || imports.some(({ name }) => !(name in kind.names))) return undefined;
  const edits: TextEdit[] = [];
  for (const { name, local, statement } of imports) {
    const uses = code.uses(local).filter((use) => use.from >= statement.to);
    const isCalled = (use: SyntaxNode): boolean => calls.some(({ from, to: end }) => use.from >= from && use.to <= end);
    // Types keep their name, since `let model: ChatGoogleGenerativeAI` needs the new one as well.
    const types = nodesOf(code.tree, 'TypeName').filter((node) => code.slice(node) === local);
    if (uses.some((use) => !isCalled(use))) return undefined;
    if (name === local) {
      for (const use of [...uses, ...types]) edits.push({ start: use.from, end: use.to, text: kind.names[name] ?? name });
    }
  }
  const first = imports[0];
  if (!first) return undefined;
  const { from, to: end } = first.statement;
  const text = Object.entries(kind.names).reduce(
    (source, [old, fresh]) => source.replace(new RegExp(`\\b${old}\\b`), fresh),
    code.slice(first.statement).replace(kind.module, to),
  );
  return [{ start: from, end, text }, ...edits];
} // prettier-ignore

/** `models/gemini-…` is the Gemini API's spelling; Vertex AI takes the bare name. */
function bareModelNames(code: JavascriptCode): TextEdit[] {
  return nodesOf(code.tree, 'String')
    .filter((node) =>
      /^["']models\/(?:gemini|gemma|text-embedding|embedding|imagen|veo)-/.test(code.slice(node)),
    )
    .map((node) => ({ start: node.from + 1, end: node.from + 1 + 'models/'.length, text: '' }));
}

/** `process.env.GEMINI_API_KEY = '…'` before `new GoogleGenAI({})`, which reads the variables by itself. */
function vertexByEnvironment(code: JavascriptCode, key: JavascriptKey): KeylessAnswer {
  const { environment, statement } = key;
  if (!statement || !/^(?:GOOGLE|GEMINI|GOOGLE_GENAI)_API_KEY$/.test(environment ?? '')) return undefined;
  if (!code.imports.some(({ module }) => module === '@google/genai' || module === '@google/adk'))
    return undefined;
  if (code.text.split(environment ?? '').length > 2) return undefined;
  const { quote } = code;
  const end = code.slice(statement).endsWith(';') ? ';' : '';
  const text = `process.env.GOOGLE_GENAI_USE_VERTEXAI = ${quote}true${quote}${end}`;
  return {
    title: vertexTitle,
    edits: [{ start: statement.from, end: statement.to, text }, ...bareModelNames(code)],
  };
}
