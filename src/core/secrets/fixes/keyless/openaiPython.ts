import type { SyntaxNode } from '@lezer/common';
import { readExpression } from '../environment/python.ts';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import { children, nodesOf } from '../syntax/treeSearch.ts';
import type { PythonArgument, PythonCode } from '../syntax/pythonCode.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { isKey, removeKey, type PythonKey } from './pythonKey.ts';

interface GeminiClient {
  readonly call: SyntaxNode;
  readonly key: PythonArgument;
  readonly address: PythonArgument;
  readonly isAsync: boolean;
}

/**
 * OpenAI's client against Gemini's compatible endpoint goes to Vertex AI's. Tokens live an hour, so the client is given
 * a function that renews them (openai 1.106 and later).
 */
export function openaiOnVertex(site: FixSite, key: PythonKey): KeylessAnswer {
  const code = site.python;
  const clients = code.calls().flatMap((call) => geminiClient(code, call, key));
  const first = clients[0];
  if (!first) return undefined;
  const removed = removeKey(code, key, clients.map((client) => client.key));
  if (!removed) return undefined;
  const place = helperPlace(code, first.call);
  const imports = ['import google.auth', 'import google.auth.transport.requests'];
  if (readExpression(code, '', '"', place).imports.length > 0) imports.unshift('import os');
  const isAsync = clients.some((client) => client.isAsync);
  if (isAsync && code.localName('asyncio', place) === undefined) imports.unshift('import asyncio');
  const swaps = clients.flatMap((client) => [
    { start: client.key.start, end: client.key.end, text: `api_key=google_access_token${client.isAsync ? '_async' : ''}` },
    { start: client.address.start, end: client.address.end, text: 'base_url=vertex_openai_url()' },
  ]);
  const helpers = { start: place, end: place, text: helperText(code, place, isAsync) };
  const added = mergeInsertions([...code.addImports(imports), helpers]);
  return {
    title: 'Switch to the OpenAI endpoint of Vertex AI with Application Default Credentials',
    edits: [...added, ...removed, ...swaps, ...publishedModelNames(code)],
    packages: ['openai>=1.106', 'google-auth', 'requests'],
  };
} // prettier-ignore

function geminiClient(code: PythonCode, call: SyntaxNode, key: PythonKey): GeminiClient[] {
  const callee = /^openai\.(Async)?OpenAI$/.exec(code.callee(call));
  if (!callee) return [];
  const args = code.args(call);
  const address = args.find(({ name, value }) => name === 'base_url' && isGeminiAddress(code, value));
  const keyArgument = args.find(({ name, value }) => name === 'api_key' && isKey(code, key, value));
  return address && keyArgument
    ? [{ call, key: keyArgument, address, isAsync: callee[1] !== undefined }]
    : [];
}

/** The address itself, or a variable that is given it. */
function isGeminiAddress(code: PythonCode, value: SyntaxNode): boolean {
  const isGemini = (text: string): boolean => text.includes('generativelanguage.googleapis.com');
  if (isGemini(code.slice(value))) return true;
  if (value.name !== 'VariableName') return false;
  return code.uses(code.slice(value)).some((use) => use.parent?.name === 'AssignStatement' && isGemini(code.slice(use.parent)));
} // prettier-ignore

/** After the last import above the call. */
function helperPlace(code: PythonCode, call: SyntaxNode): number {
  const imports = children(code.tree.topNode).filter(
    (node) => node.name === 'ImportStatement' && node.to <= call.from,
  );
  const end = imports.at(-1)?.to;
  if (end === undefined) return code.importPlace();
  const next = code.text.indexOf('\n', end);
  return next < 0 ? code.text.length : next + 1;
}

function helperText(code: PythonCode, place: number, isAsync: boolean): string {
  const owner = readExpression(code, '', '"', place).expression.replace(/\[.*$/, '');
  const lines = [
    '',
    '_google_credentials, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])',
    '',
    '',
    'def google_access_token() -> str:',
    '    """A token of Application Default Credentials, renewed when it has expired."""',
    '    if not _google_credentials.valid:',
    '        _google_credentials.refresh(google.auth.transport.requests.Request())',
    '    return _google_credentials.token',
    '',
    '',
    ...(isAsync ? ['async def google_access_token_async() -> str:', '    return await asyncio.to_thread(google_access_token)', '', ''] : []),
    'def vertex_openai_url() -> str:',
    '    """Vertex AI\'s endpoint for OpenAI clients."""',
    `    project = ${owner}["GOOGLE_CLOUD_PROJECT"]`,
    `    location = ${owner}.get("GOOGLE_CLOUD_LOCATION", "global")`,
    '    host = "aiplatform.googleapis.com" if location == "global" else f"{location}-aiplatform.googleapis.com"',
    '    return f"https://{host}/v1/projects/{project}/locations/{location}/endpoints/openapi"',
    '',
    '',
  ]; // prettier-ignore
  const glue = place > 0 && code.text[place - 1] !== '\n' ? code.eol : '';
  return glue + lines.join(code.eol);
}

/** Two insertions at one place would have no order: they become one. */
function mergeInsertions(edits: readonly TextEdit[]): TextEdit[] {
  const merged = new Map<number, string>();
  for (const { start, text } of edits) merged.set(start, (merged.get(start) ?? '') + text);
  return [...merged].map(([start, text]) => ({ start, end: start, text }));
}

/** Vertex AI names the publisher: `gemini-2.5-flash` is `google/gemini-2.5-flash` there. */
function publishedModelNames(code: PythonCode): TextEdit[] {
  return nodesOf(code.tree, 'String')
    .filter((node) => /^["'](?:models\/)?gemini-[\w.-]+["']$/.test(code.slice(node)))
    .map((node) => {
      const bare = code
        .slice(node)
        .slice(1, -1)
        .replace(/^models\//, '');
      return { start: node.from + 1, end: node.to - 1, text: `google/${bare}` };
    });
}
