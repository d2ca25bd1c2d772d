import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../secretFix.ts';
import type { JavascriptCode, JavascriptProperty } from '../syntax/javascriptCode.ts';
import { nodesOf } from '../syntax/treeSearch.ts';
import {
  helperPlace,
  keyProperty,
  removeJavascriptKey,
  swapProperty,
  type JavascriptKey,
} from './javascriptKey.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';

/**
 * OpenAI's client against Gemini's compatible endpoint goes to Vertex AI's. Tokens live an hour, so the client is given
 * a function that renews them (openai 5.18 and later).
 */
export function openaiOnVertexJs(code: JavascriptCode, key: JavascriptKey): KeylessAnswer {
  const clients = code.news().flatMap((call) => geminiClient(code, call, key));
  if (clients.length === 0) return undefined;
  const removed = removeJavascriptKey(code, key, clients.map((client) => client.key.node));
  if (!removed) return undefined;
  const place = helperPlace(code);
  const imports = code.addImport('GoogleAuth', 'google-auth-library');
  const swaps = clients.flatMap((client) => [
    swapProperty(code, client.key, ['apiKey: googleAccessToken']),
    swapProperty(code, client.address, ['baseURL: vertexOpenaiUrl()']),
  ]);
  const helpers = { start: place, end: place, text: helperText(code, place) };
  return {
    title: 'Switch to the OpenAI endpoint of Vertex AI with Application Default Credentials',
    edits: [...imports, helpers, ...removed, ...swaps, ...publishedModelNames(code)],
    packages: ['openai@>=5.18', 'google-auth-library'],
  };
} // prettier-ignore

interface GeminiClient {
  readonly key: JavascriptProperty;
  readonly address: JavascriptProperty;
}

function geminiClient(code: JavascriptCode, call: SyntaxNode, key: JavascriptKey): GeminiClient[] {
  if (!code.importOf(code.callee(call), 'openai')) return [];
  const options = code.args(call)[0];
  const property = keyProperty(code, key, options, 'apiKey');
  if (!options || !property) return [];
  const address = code.properties(options).find(({ name }) => name === 'baseURL');
  const isGemini = address?.value !== undefined && isGeminiAddress(code, address.value);
  return isGemini ? [{ key: property, address }] : [];
}

/** The address itself, or a constant that is given it. */
function isGeminiAddress(code: JavascriptCode, value: SyntaxNode): boolean {
  const isGemini = (text: string): boolean => text.includes('generativelanguage.googleapis.com');
  if (value.name !== 'VariableName') return isGemini(code.slice(value));
  return code.uses(code.slice(value)).some((use) => use.parent?.name === 'VariableDeclaration' && isGemini(code.slice(use.parent)));
} // prettier-ignore

function helperText(code: JavascriptCode, place: number): string {
  const type = (name: string): string => (code.isTypescript ? `: ${name}` : '');
  const q = code.quote;
  const lines = [
    '',
    `const googleAuth = new GoogleAuth({ scopes: ${q}https://www.googleapis.com/auth/cloud-platform${q} });`,
    '',
    '/** A token of Application Default Credentials, renewed when it has expired. */',
    `async function googleAccessToken()${type('Promise<string>')} {`,
    '  const token = await googleAuth.getAccessToken();',
    `  if (!token) throw new Error(${q}Application Default Credentials gave no access token.${q});`,
    '  return token;',
    '}',
    '',
    '/** The endpoint of Vertex AI for OpenAI clients. */',
    `function vertexOpenaiUrl()${type('string')} {`,
    '  const project = process.env.GOOGLE_CLOUD_PROJECT;',
    `  if (!project) throw new Error(${q}Set the environment variable GOOGLE_CLOUD_PROJECT.${q});`,
    `  const location = process.env.GOOGLE_CLOUD_LOCATION ?? ${q}global${q};`,
    `  const host = location === ${q}global${q} ? ${q}aiplatform.googleapis.com${q} : \`\${location}-aiplatform.googleapis.com\`;`,
    '  return `https://${host}/v1/projects/${project}/locations/${location}/endpoints/openapi`;',
    '}',
    '',
  ];
  const glue = place > 0 && code.text[place - 1] !== '\n' ? code.eol : '';
  return glue + lines.join(code.eol);
}

/** Vertex AI names the publisher: `gemini-2.5-flash` is `google/gemini-2.5-flash` there. */
function publishedModelNames(code: JavascriptCode): TextEdit[] {
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
