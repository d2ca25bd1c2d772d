import { examplePrompt, onlyEmbeds, type ClientSnippet, type SnippetTarget } from './clientSnippet.ts';

/**
 * TypeScript or JavaScript that talks to the model. Functions instead of `await` at the top, which CommonJS modules
 * do not allow.
 */
export function javascriptSnippets(
  language: 'typescript' | 'javascript',
  target: SnippetTarget,
): ClientSnippet[] {
  const write = onlyEmbeds(target.capabilities) ? embedding : chat;
  return (['ollama', 'openai'] as const).map((kind) => ({
    ...(kind === 'ollama' ? ollamaWords : openaiWords),
    kind,
    language,
    body: [client(kind, target.endpoint), '', ...write(kind, language === 'typescript', target.model)].join(
      '\n',
    ),
    placeholder: examplePrompt,
  }));
}

type Library = 'ollama' | 'openai';

const ollamaWords = {
  title: 'ollama library',
  detail: 'All that Ollama can do, streamed. Needs: npm install ollama',
  imports: [{ module: 'ollama', name: 'Ollama' }],
};

const openaiWords = {
  title: 'OpenAI-compatible client',
  detail: 'The same code for other servers that speak this protocol. Needs: npm install openai',
  imports: [{ module: 'openai', name: 'OpenAI', isDefault: true }],
};

function client(library: Library, endpoint: string): string {
  if (library === 'ollama') return `const ollama = new Ollama({ host: ${quoted(endpoint)} });`;
  return [
    '// The library wants some key; Ollama looks at none.',
    `const openai = new OpenAI({ baseURL: ${quoted(`${endpoint}/v1`)}, apiKey: 'none' });`,
  ].join('\n');
}

function chat(library: Library, typed: boolean, model: string): string[] {
  const call = library === 'ollama' ? 'ollama.chat' : 'openai.chat.completions.create';
  const text = library === 'ollama' ? 'part.message.content' : "part.choices[0]?.delta.content ?? ''";
  return [
    `async function ask(question${typed ? ': string' : ''})${typed ? ': Promise<string>' : ''} {`,
    `  const parts = await ${call}({`,
    `    model: ${quoted(model)},`,
    "    messages: [{ role: 'user', content: question }],",
    '    stream: true,',
    '  });',
    "  let answer = '';",
    `  for await (const part of parts) answer += ${text};`,
    '  return answer;',
    '}',
    '',
    `ask('${examplePrompt}').then(console.log, console.error);`,
  ];
}

function embedding(library: Library, typed: boolean, model: string): string[] {
  const call =
    library === 'ollama'
      ? `ollama.embed({ model: ${quoted(model)}, input: text })`
      : `openai.embeddings.create({ model: ${quoted(model)}, input: text })`;
  const vector = library === 'ollama' ? 'answer.embeddings[0]' : 'answer.data[0]?.embedding';
  return [
    `async function embed(text${typed ? ': string' : ''})${typed ? ': Promise<number[]>' : ''} {`,
    `  const answer = await ${call};`,
    `  return ${vector} ?? [];`,
    '}',
    '',
    `embed('${examplePrompt}').then(console.log, console.error);`,
  ];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;
}
