import type { SyntaxNode } from '@lezer/common';
import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';
import { children } from '../syntax/treeSearch.ts';
import { browserObstacle } from '../environment/javascript.ts';
import {
  isJavascriptKey,
  javascriptKey,
  keyProperty,
  removeJavascriptKey,
  swapProperty,
} from './javascriptKey.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import { isKey, pythonKey, removeKey, swapArguments } from './pythonKey.ts';

const title = 'Use DefaultAzureCredential (managed or workload identity)';

/** The scope of tokens for Azure OpenAI and the other AI services. */
const scope = 'https://cognitiveservices.azure.com/.default';

const openaiClients =
  /^(?:openai(?:\.lib\.azure)?\.(Async)?AzureOpenAI|langchain_openai\.(?:\w+\.)*(?:AzureChatOpenAI|AzureOpenAI|AzureOpenAIEmbeddings))$/;

/** Gives Azure's clients the identity that the machine or the user has, instead of a key. */
export function azureDefaultCredential(site: FixSite): KeylessAnswer {
  if (site.language === 'python') return inPython(site);
  if (!/^(?:java|type)script$/.test(site.language)) return undefined;
  const answer = inJavascript(site);
  const obstacle = browserObstacle(site.path, site.text);
  return answer && obstacle !== undefined ? { title, disabled: obstacle } : answer;
}

function inPython(site: FixSite): KeylessAnswer {
  const code = site.python;
  const key = pythonKey(site);
  if (!key) return undefined;
  const edits: TextEdit[] = [];
  const gone: { start: number; end: number }[] = [];
  const imports = new Set<string>();
  for (const call of code.calls()) {
    const callee = code.callee(call);
    const given = code.args(call).filter(({ value }) => isKey(code, key, value));
    if (given.length === 0) continue;
    const openai = openaiClients.exec(callee);
    if (openai) {
      const dropped = given.filter(({ name }) => name === 'api_key' || name === 'openai_api_key');
      const provider = `get_bearer_token_provider(DefaultAzureCredential(), "${scope}")`;
      edits.push(...swapArguments(code, call, dropped, [['azure_ad_token_provider', provider]]));
      gone.push(...dropped);
      const module = openai[1] === undefined ? 'azure.identity' : 'azure.identity.aio';
      imports.add(`from ${module} import DefaultAzureCredential, get_bearer_token_provider`);
    } else if (callee === 'azure.core.credentials.AzureKeyCredential') {
      edits.push({ start: call.from, end: call.to, text: 'DefaultAzureCredential()' });
      gone.push({ start: call.from, end: call.to });
      const isAsync = /^[ \t]*from azure\.[\w.]+\.aio import/m.test(code.text);
      imports.add(`from azure.identity${isAsync ? '.aio' : ''} import DefaultAzureCredential`);
    }
  }
  const removed = edits.length > 0 ? removeKey(code, key, gone) : undefined;
  if (!removed || hasBothKinds(imports)) return undefined;
  const unused = unusedKeyCredential(site, gone);
  return { title, edits: [...code.addImports([...imports]), ...unused, ...removed, ...edits], packages: ['azure-identity'] };
} // prettier-ignore

/** Synchronous and asynchronous credentials have one name: both in one file would clash. */
function hasBothKinds(imports: ReadonlySet<string>): boolean {
  const modules = new Set([...imports].map((line) => line.split(' ')[1]));
  return modules.size > 1;
}

/** `from azure.core.credentials import AzureKeyCredential`, where nothing uses it any more. */
function unusedKeyCredential(site: FixSite, gone: readonly { start: number; end: number }[]): TextEdit[] {
  const code = site.python;
  const [statement, ...others] = code.importsOf('azure.core.credentials');
  const uses = code.uses('AzureKeyCredential').filter(({ from }) => !gone.some(({ start, end }) => start <= from && from < end));
  const isOnly = statement && children(statement).filter(({ name }) => name === ',').length === 0;
  return isOnly && others.length === 0 && uses.length === 1 ? [code.removeStatement(statement)] : [];
} // prettier-ignore

function inJavascript(site: FixSite): KeylessAnswer {
  const code = site.javascript;
  const key = javascriptKey(site);
  if (!key) return undefined;
  const edits: TextEdit[] = [];
  const gone: SyntaxNode[] = [];
  const names = new Set<string>();
  for (const call of code.news()) {
    const callee = code.callee(call);
    const [first] = code.args(call);
    if (code.importOf(callee, 'openai')?.name === 'AzureOpenAI') {
      const property = keyProperty(code, key, first, 'apiKey');
      if (!property) continue;
      const provider = `getBearerTokenProvider(new DefaultAzureCredential(), ${code.quote}${scope}${code.quote})`;
      edits.push(swapProperty(code, property, [`azureADTokenProvider: ${provider}`]));
      gone.push(property.node);
      names.add('DefaultAzureCredential').add('getBearerTokenProvider');
    } else if (/^(?:AzureKeyCredential|OpenAIKeyCredential)$/.test(callee) && first && isJavascriptKey(code, key, first)) {
      edits.push({ start: call.from, end: call.to, text: 'new DefaultAzureCredential()' });
      gone.push(call);
      names.add('DefaultAzureCredential');
    }
  }
  const removed = edits.length > 0 ? removeJavascriptKey(code, key, gone) : undefined;
  if (!removed) return undefined;
  const list = [...names].join(', ');
  const imports = code.imports.some(({ module, name }) => module === '@azure/identity' && name === 'DefaultAzureCredential') ? [] : code.addImport(list, '@azure/identity'); // prettier-ignore
  return { title, edits: [...imports, ...unusedImport(site, gone), ...removed, ...edits], packages: ['@azure/identity'] };
} // prettier-ignore

/** AzureKeyCredential goes out of its import, where nothing uses it any more. */
function unusedImport(site: FixSite, gone: readonly SyntaxNode[]): TextEdit[] {
  const code = site.javascript;
  const imported = code.imports.find(({ local }) =>
    /^(?:AzureKeyCredential|OpenAIKeyCredential)$/.test(local),
  );
  if (!imported) return [];
  const { statement, local } = imported;
  const isGone = ({ from, to }: SyntaxNode): boolean =>
    gone.some((node) => node.from <= from && to <= node.to);
  const left = code.uses(local).filter((use) => !isGone(use) && use.from >= statement.to);
  if (left.length > 0) return [];
  const isAlone = code.imports.filter((other) => other.statement.from === statement.from).length === 1;
  if (isAlone) return [code.removeStatement(statement)];
  const text = code.slice(statement).replace(new RegExp(`\\b${local}\\b\\s*,\\s*|,\\s*\\b${local}\\b`), '');
  return [{ start: statement.from, end: statement.to, text }];
}
