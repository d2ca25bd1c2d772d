import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaffoldTasks } from '../../../src/core/serving/scaffold/scaffold.ts';
import { describeScaffold } from './scaffold/describeScaffold.ts';
import { runInRoot } from './scaffold/scaffoldRoot.ts';
import type { ScaffoldServer } from './scaffold/scaffoldServer.ts';

describeScaffold('fastapi, run with transformers and uvicorn', scaffoldTasks, (suite) => {
  for (const task of scaffoldTasks) {
    it(`${task}: ruff, mypy and its own tests find nothing`, async () => {
      const options = { project: suite.project(task) };
      await runInRoot(suite.root(), ['ruff', 'check', '.'], options);
      await runInRoot(suite.root(), ['ruff', 'format', '--check', '.'], options);
      await runInRoot(suite.root(), ['mypy', 'app', 'tests'], options);
      const said = await runInRoot(suite.root(), ['python', '-m', 'pytest', '-q', '-W', 'error'], options);
      assert.match(said, /\b\d+ passed/);
      assert.doesNotMatch(said, /failed|skipped/);
    });
  }

  it('says in one sentence what is wrong with its settings or its model, and ends', async () => {
    const cases = [
      [{ DTYPE: 'float8' }, 2, /^The settings are wrong\. DTYPE is "float8": input should be/],
      [{ MAX_WAITING_REQUESTS: '-1' }, 2, /^The settings are wrong\. MAX_WAITING_REQUESTS is "-1":/],
      [{ MODEL_ID: '/nowhere' }, 1, /^\/nowhere cannot be loaded: .*no \/nowhere\/config\.json/],
      [
        { DEVICE: 'cuda' },
        1,
        /^\.\/model cannot be loaded: DEVICE is cuda, but torch .* sees no such device/,
      ],
    ] as const;
    const check = async ([env, code, sentence]: (typeof cases)[number]): Promise<void> => {
      const server = await suite.start('text-generation', env);
      assert.equal((await server.ended).code, code, server.output());
      const entry = server.entries().find(({ severity }) => severity === 'CRITICAL');
      assert.match(String(entry?.['message']), sentence);
      assert.doesNotMatch(server.output(), /Traceback/);
    };
    await Promise.all(cases.map(check));
  });

  it('ends at once on SIGTERM when there is nothing to do', async () => {
    const server = await (await suite.start('classification')).ready();
    const began = Date.now();
    server.terminate();
    const { code, signal } = await server.ended;
    assert.ok(Date.now() - began < 2000);
    assert.ok(code === 0 || signal === 'SIGTERM', server.output());
    assert.doesNotMatch(server.output(), /Traceback/);
  });

  it('embeds as plain transformers does, for 64 clients at a time, and refuses more than it can queue', async () => {
    const project = suite.project('embeddings');
    const texts = Array.from({ length: 64 }, (_, index) => `Text ${index}: ${'fox '.repeat(index % 9)}`);
    writeFileSync(join(project, 'expected.py'), embedPlainly);
    writeFileSync(join(project, 'texts.json'), JSON.stringify(texts));
    const said = await runInRoot(suite.root(), ['python', 'expected.py'], { project });
    const expected = JSON.parse(said.trim().split('\n').at(-1) ?? '') as number[][];
    const server = await (
      await suite.start('embeddings', { MAX_QUEUED_TEXTS: '64', BATCH_WAIT_MS: '20' })
    ).ready();
    const found = await Promise.all(texts.map((input) => embedding(server, input)));
    const difference = Math.max(
      ...found.flatMap((row, i) => row.map((x, j) => Math.abs(x - (expected[i]?.[j] ?? 9)))),
    );
    assert.ok(difference < 1e-5, `they differ by ${difference}`);
    const batches = (await server.metric('batch_size_count')) ?? 64;
    assert.ok(batches < 32, `64 texts took ${batches} batches`);

    const many = Array.from({ length: 30 }, () =>
      server.post('/v1/embeddings', { input: texts.slice(0, 20) }),
    );
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([200, 429]));
    await server.metricIs('queue_depth', 0);
  });

  it('classifies in batches, for 64 clients at a time', async () => {
    const server = await (await suite.start('classification', { BATCH_WAIT_MS: '20' })).ready();
    const ask = async (inputs: string | string[]): Promise<Classified[]> =>
      ((await (await server.post('/classify', { inputs })).json()) as { results: Classified[] }).results;
    const texts = Array.from({ length: 64 }, (_, index) => `Text ${index}`);
    const together = await Promise.all(texts.map((text) => ask(text)));
    const alone = await ask(texts);
    for (const [index, [one]] of together.entries()) {
      assert.equal(one?.label, alone[index]?.label);
      assert.ok(Math.abs((one?.score ?? 0) - (alone[index]?.score ?? 9)) < 1e-5);
      const sum = one?.scores.reduce((total, { score }) => total + score, 0) ?? 0;
      assert.ok(Math.abs(sum - 1) < 1e-5);
    }
    assert.ok(((await server.metric('batch_size_count')) ?? 64) < 34);
  });
});

interface Classified {
  readonly label: string;
  readonly score: number;
  readonly scores: readonly { readonly label: string; readonly score: number }[];
}

async function embedding(server: ScaffoldServer, input: string): Promise<number[]> {
  const answer = (await (await server.post('/v1/embeddings', { input })).json()) as {
    data: { embedding: number[] }[];
  };
  return answer.data[0]?.embedding ?? [];
}

/** Mean pooling and length 1, by transformers alone and one text at a time. */
const embedPlainly = `import json

import torch
from transformers import AutoModel, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("model")
model = AutoModel.from_pretrained("model").eval()
rows = []
for text in json.load(open("texts.json")):
    with torch.inference_mode():
        vector = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].mean(dim=0)
    rows.append((vector / vector.norm()).tolist())
print(json.dumps(rows))
`;
