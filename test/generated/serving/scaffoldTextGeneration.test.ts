import assert from 'node:assert/strict';
import { describeScaffold } from './scaffold/describeScaffold.ts';
import { runInRoot } from './scaffold/scaffoldRoot.ts';
import { events } from './scaffold/scaffoldServer.ts';

const chat = '/v1/chat/completions';
const completions = '/v1/completions';
/** Long enough to be interrupted: a token of the tiny model takes about a millisecond. */
const long = { prompt: 'The quick brown fox', max_tokens: 1900, temperature: 0 };
const longest = { MAX_OUTPUT_TOKENS: '2000' };
const sharedSettings = {
  ...longest,
  MAX_WAITING_REQUESTS: '64',
  MAX_BODY_BYTES: '5000',
  MAX_INPUT_TOKENS: '50',
  GOOGLE_CLOUD_PROJECT: 'acme',
};

interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

interface Completion {
  readonly choices: readonly { readonly text: string }[];
}

describeScaffold('fastapi, text generation with transformers and uvicorn', ['text-generation'], (suite) => {
  it('answers chat whole and streamed, also by the client of OpenAI', async () => {
    const server = await suite.shared('text-generation', sharedSettings);
    const body = { messages: [{ role: 'user', content: 'Hello' }], max_tokens: 24, seed: 3, temperature: 1 };
    const whole = (await (await server.post(chat, body)).json()) as {
      choices: { message: { content: string }; finish_reason: string }[];
      usage: { completion_tokens: number };
    };
    assert.equal(whole.usage.completion_tokens, 24);
    const response = await server.post(chat, { ...body, stream: true });
    const received: string[] = [];
    for await (const event of events(response)) received.push(event);
    assert.equal(received.pop(), '[DONE]');
    const pieces = received.map(
      (event) =>
        (JSON.parse(event) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content,
    );
    assert.ok(pieces.length > 3, 'it comes in pieces');
    assert.equal(pieces.join(''), whole.choices[0]?.message.content);

    const client = [
      'import sys',
      'from openai import OpenAI',
      'client = OpenAI(base_url=sys.argv[1] + "/v1", api_key="none")',
      'model = client.models.list().data[0].id',
      'messages = [{"role": "user", "content": "Hello"}]',
      'given = dict(model=model, messages=messages, max_tokens=24, seed=3, temperature=1)',
      'stream = client.chat.completions.create(**given, stream=True)',
      'print(repr("".join(chunk.choices[0].delta.content or "" for chunk in stream)))',
      'print(repr(client.chat.completions.create(**given).choices[0].message.content))',
    ].join('\n');
    const said = await runInRoot(suite.root(), ['python', '-c', client, server.url], {
      project: suite.project('text-generation'),
    });
    const [streamed, complete] = said.trim().split('\n');
    assert.equal(streamed, complete);
    assert.notEqual(streamed, "''");
  });

  it('answers 64 requests at the same time, all of them', async () => {
    const server = await suite.shared('text-generation', sharedSettings);
    const bodies = Array.from({ length: 64 }, (_, seed) => ({
      prompt: 'Fox',
      max_tokens: 12,
      seed,
      temperature: 1,
    }));
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const response = await server.post(completions, body);
        return { status: response.status, text: ((await response.json()) as Completion).choices[0]?.text };
      }),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const alone = (await (await server.post(completions, bodies[7])).json()) as Completion;
    assert.equal(answers[7]?.text, alone.choices[0]?.text, 'a seed means the same in a crowd');
    await server.metricIs('generations_running', 0);
  });

  it('answers 429 at once when there is too much to do, and goes on afterwards', async () => {
    const limits = { MAX_CONCURRENT_GENERATIONS: '1', MAX_WAITING_REQUESTS: '2' };
    const server = await (await suite.start('text-generation', limits)).ready();
    const began = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const response = await server.post(completions, { ...long, max_tokens: 600 });
        const seconds = (Date.now() - began) / 1000;
        const retry = response.headers.get('retry-after');
        await response.arrayBuffer();
        return { status: response.status, seconds, retry };
      }),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 17);
    assert.ok(refused.every(({ retry }) => retry === '1'));
    const accepted = answers.filter(({ status }) => status === 200);
    assert.equal(accepted.length, 3);
    const lastAccepted = Math.max(...accepted.map(({ seconds }) => seconds));
    assert.ok(
      refused.every(({ seconds }) => seconds < lastAccepted),
      'nobody waits to be refused',
    );
    assert.equal((await server.post(completions, { prompt: 'x', max_tokens: 2 })).status, 200);
  });

  it('stops generating when the client goes away, streamed or not', async () => {
    const server = await suite.shared('text-generation', sharedSettings);
    const counter = 'tokens_total{kind="completion"}';
    const before = (await server.metric(counter)) ?? 0;
    for (const stream of [true, false]) {
      const away = new AbortController();
      const asked = server.post(completions, { ...long, stream }, { signal: away.signal });
      await server.metricIs('generations_running', 1);
      if (stream) await asked;
      away.abort();
      await asked.then((response) => response.text()).catch(() => undefined);
      await server.metricIs('generations_running', 0);
    }
    const written = ((await server.metric(counter)) ?? Infinity) - before;
    assert.ok(written < long.max_tokens, `${written} tokens were written for nobody`);
  });

  it('explains what is wrong with a request', async () => {
    const server = await suite.shared('text-generation', sharedSettings);
    const hello = [{ role: 'user', content: 'Hello' }];
    const cases = [
      [413, 'body_too_large', { messages: [{ role: 'user', content: 'x'.repeat(6000) }] }],
      [400, 'context_length_exceeded', { messages: [{ role: 'user', content: 'a b '.repeat(100) }] }],
      [400, 'invalid_request', { messages: hello, max_tokens: 5000 }],
      [400, 'invalid_request', { messages: hello, n: 2 }],
      [400, 'invalid_request', { messages: hello, chat_template_kwargs: { tokenize: false } }],
      [400, 'invalid_request', {}],
    ] as const;
    for (const [status, code, body] of cases) {
      const response = await server.post(chat, body);
      const { error } = (await response.json()) as ApiError;
      assert.deepEqual([response.status, error.code], [status, code], error.message);
      assert.match(error.message, /^[A-Za-z][^\n]+\.$/);
    }
  });

  it('drains on SIGTERM: what is under way ends well, nothing new is taken', async () => {
    const server = await (await suite.start('text-generation', { DRAIN_SECONDS: '60' })).ready();
    const body = { ...long, max_tokens: 600, stream: true };
    const stream = events(await server.post(completions, body));
    await stream.next();
    server.terminate();
    const rest: string[] = [];
    for await (const event of stream) rest.push(event);
    assert.equal(rest.at(-1), '[DONE]');
    assert.ok(rest.length > 100);
    await server.ended;
    await assert.rejects(server.get('/health'));
    assert.ok(server.entries().some(({ message }) => message === 'Shutting down: 1 requests are under way.'));
  });

  it('ends what outlasts the drain, and says so to the client', async () => {
    const server = await (await suite.start('text-generation', { ...longest, DRAIN_SECONDS: '0.2' })).ready();
    const stream = events(await server.post(completions, { ...long, stream: true }));
    await stream.next();
    const began = Date.now();
    server.terminate();
    const rest: string[] = [];
    for await (const event of stream) rest.push(event);
    assert.equal((JSON.parse(rest.at(-1) ?? '') as ApiError).error.code, 'shutting_down');
    await server.ended;
    assert.ok(Date.now() - began < 2000);
  });

  it('writes one JSON object for each entry, with its trace and without the prompt', async () => {
    const server = await suite.shared('text-generation', sharedSettings);
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { 'x-cloud-trace-context': `${trace}/123;o=1` };
    await server.post(completions, { prompt: 'A private matter', max_tokens: 2 }, { headers });
    const name = `projects/acme/traces/${trace}`;
    const entry = await server.entry((each) => each['logging.googleapis.com/trace'] === name);
    assert.equal(entry['severity'], 'INFO');
    const request = entry['httpRequest'] as Record<string, unknown>;
    assert.deepEqual(
      [request['requestMethod'], request['requestUrl'], request['status']],
      ['POST', completions, 200],
    );
    assert.doesNotMatch(server.output(), /private matter/);
  });
});
