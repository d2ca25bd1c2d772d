import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import type { ModelBlob } from '../../../../src/core/ollama/client/ollamaClient.ts';
import { streamError } from '../../../../src/core/ollama/client/ollamaErrors.ts';
import {
  createModelFromModelfile,
  type CreateModelWork,
  type CreateProgress,
} from '../../../../src/core/ollama/create/createModelFromModelfile.ts';
import { planCreate, type CreatePlan } from '../../../../src/core/ollama/create/createPlan.ts';
import type { ModelFile, ModelFiles } from '../../../../src/core/ollama/create/modelFile.ts';
import type { CreateModelRequest, ProgressEvent } from '../../../../src/core/ollama/models.ts';

const file = (name: string, content: string): ModelFile => ({
  name,
  path: `/models/${name}`,
  sizeBytes: content.length,
  // eslint-disable-next-line @typescript-eslint/require-await -- a generator that is async by its type
  async *chunks() {
    for (const character of content) yield new TextEncoder().encode(character);
  },
});

/** Stand-in for a disk: what a path leads to. The "digest" is the name. */
function disk(paths: Readonly<Record<string, readonly ModelFile[] | UserError>>): ModelFiles {
  return {
    find: (value) => {
      const found = paths[value];
      return found instanceof UserError ? Promise.reject(found) : Promise.resolve(found);
    },
    sha256: async (read, onBytes, signal) => {
      for await (const chunk of read.chunks()) {
        signal.throwIfAborted();
        onBytes(chunk.length);
      }
      return read.name;
    },
  };
}

const gguf = [file('a.gguf', 'abc')];
const plan = (text: string, paths = {}): Promise<CreatePlan> =>
  planCreate(text, { model: 'mine' }, disk(paths));
const refused = (promise: Promise<unknown>, sentence: RegExp, remedy = /./): Promise<void> =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, sentence);
    assert.match(error.remedy, remedy);
    return true;
  });

describe('planCreate', () => {
  it('takes what is no file for a model, and files for files', async () => {
    const named = await plan('FROM llama3.2\nSYSTEM You are terse.\nPARAMETER temperature 0.5\n');
    assert.deepEqual(named.request, {
      model: 'mine',
      from: 'llama3.2',
      system: 'You are terse.',
      parameters: { temperature: 0.5 },
    });
    const built = await plan('FROM ./a.gguf\nADAPTER ./l\n', {
      './a.gguf': gguf,
      './l': [file('l.gguf', 'x')],
    });
    assert.deepEqual(built.request, { model: 'mine' });
    assert.deepEqual(
      built.files.map(({ name }) => name),
      ['a.gguf'],
    );
    assert.deepEqual(
      built.adapters.map(({ name }) => name),
      ['l.gguf'],
    );
  });

  it('takes files of all FROM lines, the last name, and the last adapter', async () => {
    const paths = { a: gguf, b: [file('b.gguf', 'b')], one: gguf, two: [file('two.gguf', 'x')] };
    const both = await plan('FROM a\nFROM b\nADAPTER one\nADAPTER two\n', paths);
    assert.deepEqual(
      both.files.map(({ name }) => name),
      ['a.gguf', 'b.gguf'],
    );
    assert.deepEqual(
      both.adapters.map(({ name }) => name),
      ['two.gguf'],
    );
    assert.equal((await plan('FROM x\nFROM y\n')).request.from, 'y');
    await refused(plan('FROM a\nFROM x\n', paths), /both on the model x and on files/);
  });

  for (const path of ['./gone.gguf', '../gone', '/gone', '~/gone', 'gone.safetensors', 'C:\\gone', '.'])
    it(`takes ${path} for a path that is not there`, () =>
      refused(plan(`# a note\nFROM ${path}\n`), /^Modelfile, line 2 \(FROM\): there is no file or folder/));

  it('names the line of an adapter that is not there and of a file that cannot be used', async () => {
    await refused(plan('FROM x\n\nadapter lora\n'), /line 3 \(ADAPTER\): there is no file/);
    const wrong = new UserError('It is a pointer.', 'Run git lfs pull.');
    await refused(plan('FROM ./p\n', { './p': wrong }), /line 1 \(FROM\): It is a pointer\./, /lfs/);
  });

  it('names the line that the parser refuses', () =>
    refused(plan('FROM x\nFORM y\n'), /^Modelfile, line 2: /));

  it('names the line of a parameter that is none', () =>
    refused(plan('FROM x\nPARAMETER temprature 1\n'), /^Modelfile, line 2 \(PARAMETER\): .*temprature/));
});

describe('createModelFromModelfile', () => {
  const success: ProgressEvent[] = [{ status: 'parsing GGUF' }, { status: 'success' }];

  /** Stand-in for a server: which blobs it has, and what it answers. */
  function server(events: readonly (ProgressEvent | UserError)[], has: readonly string[] = []) {
    const uploaded: string[] = [];
    const requests: CreateModelRequest[] = [];
    const client: CreateModelWork['client'] = {
      hasBlob: (digest) => Promise.resolve(has.includes(digest)),
      uploadBlob: async (blob: ModelBlob, signal) => {
        let text = '';
        for await (const chunk of blob.chunks()) text += new TextDecoder().decode(chunk);
        signal?.throwIfAborted();
        uploaded.push(`${blob.digest} ${text} ${blob.sizeBytes}`);
      },
      // eslint-disable-next-line @typescript-eslint/require-await -- a generator that is async by its type
      create: async function* (request, signal) {
        requests.push(request);
        for (const event of events) {
          signal?.throwIfAborted();
          if (event instanceof UserError) throw event;
          yield event;
        }
      },
    };
    return { client, uploaded, requests };
  }

  async function create(
    made: CreatePlan,
    { client }: ReturnType<typeof server>,
    onProgress: CreateModelWork['onProgress'] = () => undefined,
    signal = new AbortController().signal,
  ): Promise<void> {
    await createModelFromModelfile({ client, plan: made, files: disk({}), onProgress, signal });
  }

  const folder = [file('a.gguf', 'abc'), file('b.gguf', 'de')];

  it('uploads what the server lacks and names files by their digests', async () => {
    const host = server(success, ['sha256:a.gguf']);
    const made = await plan('FROM ./m\nADAPTER ./l\n', { './m': folder, './l': [file('l.gguf', 'x')] });
    const progress: CreateProgress[] = [];
    await create(made, host, (now) => progress.push(now));
    assert.deepEqual(host.uploaded, ['sha256:b.gguf de 2', 'sha256:l.gguf x 1']);
    assert.deepEqual(host.requests, [
      {
        model: 'mine',
        files: { 'a.gguf': 'sha256:a.gguf', 'b.gguf': 'sha256:b.gguf' },
        adapters: { 'l.gguf': 'sha256:l.gguf' },
      },
    ]);
    assert.deepEqual(progress.at(5), { step: 'read', file: 'l.gguf', doneBytes: 6, totalBytes: 6 });
    assert.deepEqual(progress.at(8), { step: 'upload', file: 'l.gguf', doneBytes: 3, totalBytes: 3 });
    assert.deepEqual(progress.at(-1), { step: 'create', status: 'success' });
  });

  it('sends the same bytes once', async () => {
    const host = server(success);
    const same = { ...file('a.gguf', 'abc') };
    const made = await plan('FROM ./m\n', { './m': [same, same] });
    await create(made, host);
    assert.equal(host.uploaded.length, 1);
  });

  for (const step of ['read', 'upload', 'create'] as const)
    it(`stops at ${step} when it is cancelled, and then asks for no model`, async () => {
      const abort = new AbortController();
      const host = server(success);
      const made = await plan('FROM ./m\n', { './m': folder });
      const seen: string[] = [];
      const cancelled = create(
        made,
        host,
        (now) => {
          seen.push(now.step);
          if (now.step === step) abort.abort();
        },
        abort.signal,
      );
      await assert.rejects(cancelled, { name: 'AbortError' });
      assert.equal(host.requests.length, step === 'create' ? 1 : 0);
      assert.equal(seen.filter((one) => one === step).length, 1);
    });

  const complaints: readonly [string, string, RegExp][] = [
    [
      'FROM x\nTEMPLATE {{ .Prompt }}\n',
      'template error: template: :1: unclosed action',
      /line 2 \(TEMPLATE\)/,
    ],
    ['\n\nFROM ./m\n', 'supplied file was not in GGUF format', /line 3 \(FROM\)/],
    ['FROM x\n', 'pull model manifest: file does not exist', /line 1 \(FROM\): The model hub has no "x"/],
    ['FROM ./m\nADAPTER ./m\n', 'only one adapter is currently supported', /line 2 \(ADAPTER\)/],
    ['FROM ./m\n', 'something else', /^(?!Modelfile)/],
  ];
  for (const [text, words, expected] of complaints)
    it(`tells whose fault "${words}" is`, async () => {
      const error = streamError(words, { endpoint: 'http://h', path: '/api/create', model: 'mine' });
      await refused(create(await plan(text, { './m': gguf }), server([error])), expected);
    });
});
