import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { FixId } from '../../../src/core/secrets/fixes/secretFix.ts';
import { applyEdits, secretFixes } from '../../../src/core/secrets/fixes/secretFixes.ts';
import { repositoryFolder, temporaryFolder } from '../../support/host/folders.ts';
import { secretSample } from '../../support/secretSample.ts';
import { folderWithPackages, installRemedy, pythonWithPackages } from './installed.ts';
import { bearer, StandIn, type SeenRequest } from './standIn.ts';

const key = `«${'AI' + 'za'}{word:35}»`;
const vertexHost = 'aiplatform.googleapis.com';
const vertexPath = '/projects/made-up-project/locations/global/publishers/google/models/gemini-2.5-flash';

/** A program with a key in it; after the fix it runs without, and says `answered`. */
interface Program {
  readonly title: string;
  readonly source: string;
  /** How many requests it sends. */
  readonly requests?: number;
}

const google = { id: 'switch-to-vertex-adc', rule: 'google-api-key', provider: 'google-ai' } as const;

const pythonPrograms: readonly Program[] = [
  { title: 'google-genai', source: `from google import genai\n\nAPI_KEY = "${key}"\nclient = genai.Client(api_key=API_KEY)\nprint(client.models.generate_content(model="models/gemini-2.5-flash", contents="hi").text)\n` },
  { title: 'google-genai by the environment', source: `import os\nfrom google import genai\n\nos.environ["GEMINI_API_KEY"] = "${key}"\nclient = genai.Client()\nprint(client.models.generate_content(model="gemini-2.5-flash", contents="hi").text)\n` },
  { title: 'google-genai that was pinned to v1alpha', source: `from google import genai\nfrom google.genai import types\n\nclient = genai.Client(api_key="${key}", http_options=types.HttpOptions(api_version="v1alpha"))\nprint(client.models.generate_content(model="gemini-2.5-flash", contents="hi").text)\n` },
  { title: 'google-generativeai', requests: 4, source: `import google.generativeai as genai\n\ngenai.configure(api_key="${key}")\nmodel = genai.GenerativeModel("gemini-2.5-flash", system_instruction="Be kind", generation_config=genai.GenerationConfig(temperature=0.2, max_output_tokens=8))\nprint(model.generate_content("hi").text)\nfor part in model.generate_content("hi", stream=True):\n    print(part.text)\nchat = model.start_chat(history=[])\nprint(chat.send_message("hi").text)\nfor part in chat.send_message("hi", stream=True):\n    print(part.text)\n` },
  { title: 'google-generativeai, asynchronous', source: `import asyncio\nimport google.generativeai as genai\n\ngenai.configure(api_key="${key}")\nmodel = genai.GenerativeModel("models/gemini-2.5-flash")\n\n\nasync def main():\n    response = await model.generate_content_async("hi")\n    print(response.text)\n\n\nasyncio.run(main())\n` },
  { title: 'LangChain', source: `from langchain_google_genai import ChatGoogleGenerativeAI\n\nllm = ChatGoogleGenerativeAI(model="gemini-2.5-flash", google_api_key="${key}")\nprint(llm.invoke("hi").content)\n` },
]; // prettier-ignore

const openaiPython: readonly Program[] = [
  { title: 'OpenAI’s client', source: `from openai import OpenAI\n\nclient = OpenAI(\n    api_key="${key}",\n    base_url="https://generativelanguage.googleapis.com/v1beta/openai/",\n)\nanswer = client.chat.completions.create(model="gemini-2.5-flash", messages=[{"role": "user", "content": "hi"}])\nprint(answer.choices[0].message.content)\n` },
  { title: 'OpenAI’s asynchronous client', source: `import asyncio\nfrom openai import AsyncOpenAI\n\nURL = "https://generativelanguage.googleapis.com/v1beta/openai/"\nclient = AsyncOpenAI(api_key="${key}", base_url=URL)\n\n\nasync def main():\n    answer = await client.chat.completions.create(model="gemini-2.5-flash", messages=[{"role": "user", "content": "hi"}])\n    print(answer.choices[0].message.content)\n\n\nasyncio.run(main())\n` },
]; // prettier-ignore

const nodePrograms: readonly Program[] = [
  { title: '@google/genai', source: `import { GoogleGenAI } from '@google/genai';\n\nconst apiKey = '${key}';\nconst ai = new GoogleGenAI({ apiKey });\nconst answer = await ai.models.generateContent({ model: 'models/gemini-2.5-flash', contents: 'hi' });\nconsole.log(answer.text);\n` },
  { title: '@google/generative-ai', requests: 3, source: `import { GoogleGenerativeAI } from '@google/generative-ai';\n\nconst genAI = new GoogleGenerativeAI('${key}');\nconst model = genAI.getGenerativeModel({ model: 'gemini-2.5-flash', systemInstruction: 'Be kind', generationConfig: { temperature: 0.1 } });\nconst result = await model.generateContent('hi');\nconst response = await result.response;\nconsole.log(response.text());\nconst streamed = await model.generateContentStream('hi');\nfor await (const chunk of streamed.stream) console.log(chunk.text());\nconst chat = model.startChat();\nconst sent = await chat.sendMessage('hi');\nconsole.log(sent.response.text());\n` },
  { title: 'LangChain', source: `import { ChatGoogleGenerativeAI } from '@langchain/google-genai';\n\nconst llm = new ChatGoogleGenerativeAI({\n  model: 'gemini-2.5-flash',\n  apiKey: '${key}',\n});\nconsole.log((await llm.invoke('hi')).content);\n` },
  { title: 'the AI SDK', source: `import { createGoogleGenerativeAI } from '@ai-sdk/google';\nimport { generateText } from 'ai';\n\nconst google = createGoogleGenerativeAI({ apiKey: '${key}' });\nconst { text } = await generateText({ model: google('gemini-2.5-flash'), prompt: 'hi' });\nconsole.log(text);\n` },
]; // prettier-ignore

const openaiNode: Program = { title: 'OpenAI’s client', source: `import OpenAI from 'openai';\n\nconst openai = new OpenAI({\n  apiKey: '${key}',\n  baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai/',\n});\nconst answer = await openai.chat.completions.create({ model: 'gemini-2.5-flash', messages: [{ role: 'user', content: 'hi' }] });\nconsole.log(answer.choices[0]?.message.content);\n` }; // prettier-ignore

const azurePython = `from openai import AzureOpenAI\n\nclient = AzureOpenAI(api_key="«{alnum:32}»", api_version="2024-10-21", azure_endpoint="https://made-up.openai.azure.com")\nanswer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hi"}])\nprint(answer.choices[0].message.content)\n`;
const azureNode = `import { AzureOpenAI } from 'openai';\n\nconst client = new AzureOpenAI({ apiKey: '«{alnum:32}»', apiVersion: '2024-10-21', endpoint: 'https://made-up.openai.azure.com' });\nconst answer = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });\nconsole.log(answer.choices[0]?.message.content);\n`;
const awsPython = `import boto3\n\nclient = boto3.client("bedrock-runtime", region_name="us-east-1", aws_access_key_id="«{upper:20}»", aws_secret_access_key="made up")\nprint(client._request_signer._credentials.get_frozen_credentials().access_key)\n`;

/** The program after the fix. */
function fixedProgram(
  path: string,
  source: string,
  of: { id: FixId; rule: string; provider: string },
): string {
  const filled = secretSample(source);
  const start = filled.indexOf('«');
  const end = filled.indexOf('»') - 1;
  const text = filled.replace('«', '').replace('»', '');
  const finding = { rule: of.rule, provider: of.provider, confidence: 'high' as const, start, end };
  const fix = secretFixes(text, path, finding).find(
    ({ id, disabled }) => id === of.id && disabled === undefined,
  );
  assert.ok(fix, `${of.id} is offered`);
  const after = applyEdits(text, fix.edits);
  assert.ok(!after.includes(text.slice(start, end)), 'the key is gone');
  return after;
}

describe('clients without keys, run', function () {
  this.timeout(600_000);
  let standIn: StandIn | undefined;
  let python: string | undefined;
  let packages: string | undefined;
  let work = '';

  before(async function () {
    python = pythonWithPackages();
    packages = folderWithPackages();
    standIn = await StandIn.start(temporaryFolder('stand-in'));
    if (standIn && python !== undefined && packages !== undefined) {
      mkdirSync(join(packages, 'work'), { recursive: true });
      work = mkdtempSync(join(packages, 'work', 'run-'));
      return;
    }
    console.log(standIn ? installRemedy : 'There is no openssl to make a certificate with.');
    if (process.env['AI_STACK_REQUIRE_ALL'] === '1') throw new Error(installRemedy);
    this.skip();
  });

  after(() => {
    standIn?.stop();
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  /** Runs the program where there is no key and gives what it printed and sent. */
  async function run(file: string, source: string): Promise<{ output: string; sent: readonly SeenRequest[] }> {
    const path = join(work, file);
    writeFileSync(path, source);
    const before = standIn?.seen.length ?? 0;
    const program = file.endsWith('.py') ? (python ?? '') : process.execPath;
    const environment = { PATH: process.env['PATH'], HOME: work, ...standIn?.environment() };
    const child = spawn(program, [path], { cwd: work, env: environment, stdio: ['ignore', 'pipe', 'pipe'], timeout: 90_000 });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(status, 0, `${source}\n${output}${errors}`);
    return { output, sent: standIn?.seen.slice(before) ?? [] };
  } // prettier-ignore

  function assertKeyless(sent: readonly SeenRequest[], host: string, count: number): void {
    assert.equal(sent.length, count);
    for (const request of sent) {
      assert.equal(request.host, host);
      assert.equal(request.authorization, bearer);
      assert.equal(request.key, undefined);
    }
  }

  async function assertOnVertex(file: string, program: Program): Promise<void> {
    const { output, sent } = await run(file, fixedProgram(file, program.source, google));
    const count = program.requests ?? 1;
    assert.equal(output.trim().replace(/\s+/g, ' '), 'answered '.repeat(count).trim());
    assertKeyless(sent, vertexHost, count);
    for (const { path } of sent) assert.ok(path.includes(vertexPath), path);
  }

  async function assertOnOpenaiEndpoint(file: string, program: Program): Promise<void> {
    const { output, sent } = await run(file, fixedProgram(file, program.source, google));
    assert.equal(output.trim(), 'answered');
    assertKeyless(sent, vertexHost, 1);
    assert.equal(
      sent[0]?.path,
      '/v1/projects/made-up-project/locations/global/endpoints/openapi/chat/completions',
    );
    assert.equal((JSON.parse(sent[0].body) as { model: string }).model, 'google/gemini-2.5-flash');
  }

  it('sees the key of a program that was not fixed', async () => {
    const source = secretSample(pythonPrograms[0]?.source ?? '').replace(/[«»]/g, '');
    const { sent } = await run('main.py', source);
    assert.equal(sent[0]?.host, 'generativelanguage.googleapis.com');
    assert.match(sent[0].key ?? '', /^AIza/);
  });

  for (const program of pythonPrograms)
    it(`Python: ${program.title}`, () => assertOnVertex('main.py', program));
  for (const program of openaiPython)
    it(`Python: ${program.title}`, () => assertOnOpenaiEndpoint('main.py', program));
  for (const program of nodePrograms)
    it(`TypeScript: ${program.title}`, () => assertOnVertex('main.ts', program));
  it(`TypeScript: ${openaiNode.title}`, () => assertOnOpenaiEndpoint('main.ts', openaiNode));

  for (const [title, file, source] of [
    ['Python', 'main.py', azurePython],
    ['TypeScript', 'main.ts', azureNode],
  ] as const) {
    it(`${title}: Azure OpenAI`, async () => {
      const of = {
        id: 'use-azure-default-credential',
        rule: 'azure-openai-key',
        provider: 'azure-ai',
      } as const;
      const { output, sent } = await run(file, fixedProgram(file, source, of));
      assert.equal(output.trim(), 'answered');
      assertKeyless(sent, 'made-up.openai.azure.com', 1);
    });
  }

  it('TypeScript: every program passes the strict type check', () => {
    const azure = {
      id: 'use-azure-default-credential',
      rule: 'azure-openai-key',
      provider: 'azure-ai',
    } as const;
    const texts = [...nodePrograms, openaiNode].map(({ source }) => fixedProgram('main.ts', source, google));
    const files = [...texts, fixedProgram('main.ts', azureNode, azure)].map((text, at) => {
      const path = join(work, `checked${at}.ts`);
      writeFileSync(path, text);
      return path;
    });
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      noUnusedLocals: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(repositoryFolder, 'node_modules/@types')],
    });
    const problems = ts.getPreEmitDiagnostics(program);
    assert.deepEqual(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      [],
    );
  });

  it('Python: boto3', async () => {
    const of = { id: 'use-aws-default-credentials', rule: 'aws-access-key-id', provider: 'aws' } as const;
    const { output } = await run('main.py', fixedProgram('main.py', awsPython, of));
    assert.equal(output.trim(), 'of-the-role');
  });
});
