import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createOllamaClient } from '../../../../src/core/ollama/client/createOllamaClient.ts';
import { momentOf } from '../../../../src/core/ollama/client/replies/fields.ts';
import { readInstalledModels } from '../../../../src/core/ollama/client/replies/installedModels.ts';
import { readModelDetails } from '../../../../src/core/ollama/client/replies/modelDetails.ts';
import { readProgressEvent } from '../../../../src/core/ollama/client/replies/progressEvent.ts';
import { readRecommendations } from '../../../../src/core/ollama/client/replies/recommendations.ts';
import { readRunningModels } from '../../../../src/core/ollama/client/replies/runningModels.ts';
import { readVersion } from '../../../../src/core/ollama/client/replies/version.ts';
import { UserError } from '../../../../src/core/errors.ts';

describe('replies of Ollama', () => {
  it('have moments with up to nine digits of a second, in any zone, or none', () => {
    const rows: [unknown, number | undefined][] = [
      ['2026-11-24T17:45:18.237807608Z', Date.UTC(2026, 10, 24, 17, 45, 18, 237)],
      ['2026-11-24T17:45:18+02:00', Date.UTC(2026, 10, 24, 15, 45, 18)],
      ['2026-11-24T17:45:18.5-08:00', Date.UTC(2026, 10, 25, 1, 45, 18, 500)],
      ['0001-01-01T00:00:00Z', undefined],
      ['2319-03-06T17:32:35.381814765Z', undefined],
      ['tomorrow', undefined],
      [1_700_000_000, undefined],
      [null, undefined],
    ];
    for (const [value, moment] of rows) assert.equal(momentOf(value), moment, String(value));
  });

  it('have names that are shown as they are, or no place in the list', () => {
    const names = ['b', 'a\u0000', '', 7, null, 'a b', 'x'.repeat(601), 'é', 'a:1'];
    const models = names.map((name) => ({ name }));
    assert.deepEqual(
      readInstalledModels({ models: [...models, null, [], 'c'] })?.map(({ name }) => name),
      ['a:1', 'b'],
    );
  });

  it('tell stubs of the cloud by what they say, else by tag and size', () => {
    const remoteHost = (model: object): string | undefined =>
      readInstalledModels({ models: [{ name: 'm', ...model }] })?.[0]?.remoteHost;
    assert.equal(remoteHost({ remote_host: 'https://me:s3cret@h:1/x?key=s3cret' }), 'https://h:1/x');
    assert.equal(remoteHost({ remote_model: 'm' }), 'https://ollama.com');
    assert.equal(remoteHost({ name: 'm:cloud', size: 384 }), 'https://ollama.com');
    assert.equal(remoteHost({ name: 'm:120b-cloud' }), 'https://ollama.com');
    assert.equal(remoteHost({ name: 'm:my-cloud', size: 4_000_000_000 }), undefined);
    assert.equal(remoteHost({ remote_host: '' }), undefined);
  });

  it('give no more memory on GPUs than in all, and no lengths of nothing', () => {
    const model = { name: 'm', size: 5, size_vram: 9, context_length: 0, expires_at: '0001-01-01T00:00:00Z' };
    assert.deepEqual(readRunningModels({ models: [model] }), [
      { name: 'm', digest: '', sizeBytes: 5, vramBytes: 5, capabilities: [] },
    ]);
  });

  it('give metadata as it is, but for what has no form here', () => {
    const info: unknown = {
      'general.architecture': 'gemma3',
      'gemma3.context_length': 131_072,
      'gemma3.rope': [1, 2],
      tokens: ['a', 'b'],
      nested: { a: 1 },
      ...(JSON.parse('{"__proto__": {"polluted": true}}') as object),
    };
    const reply = { details: {}, model_info: info, modelfile: 'FROM x', requires: '0.6.0' };
    const details = readModelDetails(reply, 'm')!;
    assert.equal(details.contextLength, 131_072);
    assert.equal(details.requires, '0.6.0');
    assert.equal(details.info['polluted'], undefined);
    assert.deepEqual(
      [details.info['gemma3.rope'], details.info['tokens'], details.info['nested']],
      [[1, 2], null, null],
    );
  });

  it('have layers of which nothing is there yet', () => {
    assert.deepEqual(readProgressEvent({ status: 'pulling a', digest: 'sha256:a', total: 9 }), {
      status: 'pulling a',
      digest: 'sha256:a',
      totalBytes: 9,
      completedBytes: 0,
    });
    assert.equal(readProgressEvent({ status: '' }), undefined);
    assert.deepEqual(readProgressEvent({ status: 'a\u001b[2Kb', total: -1, completed: 1.5 }), {
      status: 'a [2Kb',
    });
  });

  /** Any JSON, often in the shape of a reply, so that the checks inside are reached. */
  const value = fc.jsonValue({ maxDepth: 2 });
  const fields = [
    'name',
    'model',
    'size',
    'digest',
    'details',
    'modified_at',
    'capabilities',
    'model_info',
    'status',
  ];
  const record = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 });
  const key = fc.constantFrom(
    'models',
    'recommendations',
    'version',
    'details',
    'modelfile',
    'error',
    'status',
  );
  const reply = fc.oneof(
    value,
    fc.dictionary(key, fc.oneof(value, record, fc.array(record, { maxLength: 3 }))),
  );

  it('never make a reader throw', () => {
    fc.assert(
      fc.property(reply, (any) => {
        readVersion(any);
        readInstalledModels(any);
        readRunningModels(any);
        readModelDetails(any, 'm');
        readRecommendations(any);
      }),
    );
  });

  it('make the client give a value or a UserError, whatever they are', async () => {
    const body = fc.oneof(
      reply.map((any) => JSON.stringify(any)),
      fc.array(reply, { maxLength: 3 }).map((lines) => lines.map((line) => JSON.stringify(line)).join('\n')),
      fc.string({ maxLength: 20 }),
    );
    const status = fc.oneof(
      fc.constant(200),
      fc.constantFrom(201, 301, 400, 401, 403, 404, 407, 429, 500, 503),
    );
    await fc.assert(
      fc.asyncProperty(body, status, async (text, code) => {
        const fetch = () => Promise.resolve(new Response(text, { status: code }));
        const client = createOllamaClient({ endpoint: 'http://h:1', fetch });
        const asks = [
          client.version(),
          client.installed(),
          client.running(),
          client.show('m'),
          client.recommendations(),
          client.load('m'),
          client.unload('m'),
          client.delete('m'),
          client.pull('m')[Symbol.asyncIterator]().next(),
          client.create({ model: 'm' })[Symbol.asyncIterator]().next(),
          client.hasBlob('sha256:a'),
        ];
        for (const outcome of await Promise.allSettled(asks)) {
          if (outcome.status === 'rejected')
            assert.ok(outcome.reason instanceof UserError, String(outcome.reason));
        }
      }),
      { numRuns: 60 },
    );
  });
});
