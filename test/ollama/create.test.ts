import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/core/errors.ts';
import {
  createModelFromModelfile,
  type CreateProgress,
} from '../../src/core/ollama/create/createModelFromModelfile.ts';
import { planCreate } from '../../src/core/ollama/create/createPlan.ts';
import { NodeModelFiles } from '../../src/node/ollama/files/nodeModelFiles.ts';
import { temporaryFolder } from '../support/host/folders.ts';
import { useRealServer } from '../support/ollama/realServer.ts';
import { tinyGguf } from '../support/ollama/tinyGguf.ts';
import { clientOf } from './clientOf.ts';

describe('a model from a Modelfile at a real server', () => {
  const real = useRealServer();
  const client = () => clientOf(real());
  let folder: string;

  before(() => {
    folder = temporaryFolder('modelfile');
    writeFileSync(join(folder, 'tiny.gguf'), tinyGguf());
  });

  /** As Create Model from Modelfile does it. */
  async function create(model: string, text: string, quantize?: string): Promise<CreateProgress[]> {
    const files = new NodeModelFiles(folder);
    const plan = await planCreate(text, { model, ...(quantize === undefined ? {} : { quantize }) }, files);
    const progress: CreateProgress[] = [];
    const onProgress = (step: CreateProgress): void => void progress.push(step);
    const { signal } = new AbortController();
    await createModelFromModelfile({ client: client(), plan, files, onProgress, signal });
    return progress;
  }

  async function problem(text: string): Promise<UserError> {
    const error: unknown = await create('broken', text).then(
      () => assert.fail('It was created.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof UserError, String(error));
    assert.equal(
      (await client().installed()).some(({ name }) => name.startsWith('broken')),
      false,
    );
    return error;
  }

  it('is made of a file, with all that the Modelfile says', async () => {
    const lines = [
      '# A small one',
      'FROM ./tiny.gguf',
      'PARAMETER num_ctx 512',
      'PARAMETER temperature 0.5',
      'PARAMETER stop "END"',
      'PARAMETER stop STOP',
      'SYSTEM """You are small.\nAnd brief."""',
      'TEMPLATE "{{ .System }} {{ .Prompt }}"',
      'MESSAGE user Hello',
      'MESSAGE assistant Hi',
      'LICENSE MIT',
    ];
    const progress = await create('whole', lines.join('\n'));
    assert.deepEqual([...new Set(progress.map(({ step }) => step))], ['read', 'upload', 'create']);
    const last = progress.at(-1);
    assert.equal(last?.step === 'create' && last.status, 'success');
    const details = await client().show('whole');
    assert.match(details.parameters, /num_ctx\s+512/);
    assert.match(details.parameters, /temperature\s+0\.5/);
    assert.match(details.parameters, /stop\s+"END"/);
    assert.match(details.parameters, /stop\s+"STOP"/);
    assert.equal(details.system, 'You are small.\nAnd brief.');
    assert.equal(details.template, '{{ .System }} {{ .Prompt }}');
    assert.equal(details.license, 'MIT');
    assert.match(details.modelfile, /^MESSAGE user Hello$/m);
    await client().load('whole');
    assert.equal((await client().running())[0]?.contextLength, 512);
    await client().unload('whole');
  });

  it('uploads no file that the server has', async () => {
    const progress = await create('again', 'FROM tiny.gguf\nPARAMETER num_ctx 256');
    assert.equal(
      progress.some(({ step }) => step === 'upload'),
      false,
    );
  });

  it('is made of another model', async () => {
    await create('base', 'FROM ./tiny.gguf\nPARAMETER top_k 7');
    await create('derived', 'FROM base\nSYSTEM You are derived.');
    const details = await client().show('derived');
    assert.equal(details.system, 'You are derived.');
    assert.match(details.parameters, /top_k\s+7/);
    assert.equal(details.parentModel, 'base:latest');
  });

  it('is quantised', async () => {
    writeFileSync(
      join(folder, 'wide.gguf'),
      tinyGguf({ name: 'Wide', embeddingLength: 256, feedForwardLength: 256 }),
    );
    await create('quantised', 'FROM ./wide.gguf', 'q8_0');
    const models = await client().installed();
    assert.equal(models.find(({ name }) => name === 'quantised:latest')?.quantization, 'Q8_0');
  });

  it('is made of a folder of files', async () => {
    mkdirSync(join(folder, 'weights'));
    writeFileSync(join(folder, 'weights/tiny.gguf'), tinyGguf({ name: 'In a folder' }));
    await create('folder', 'FROM ./weights');
    await client().load('folder');
    await client().unload('folder');
  });

  describe('is refused in words that name the line', () => {
    it('before anything is sent', async () => {
      for (const [text, words] of [
        ['FROM ./tiny.gguf\nPARAMETER temperature hot', /line 2/],
        ['FROM ./tiny.gguf\nSYSTEM """You', /line 2|unexpected|ends/i],
        ['SYSTEM You are small.', /FROM/],
        ['FROM ./tiny.gguf\nTEMPLATE "{{ if }}"', /line 2.*template/],
        ['FROM ./absent.gguf', /line 1 \(FROM\): there is no file or folder \.\/absent\.gguf/],
      ] as const) {
        assert.match((await problem(text)).message, words);
      }
    });

    it('by the server', async () => {
      writeFileSync(join(folder, 'text.gguf'), 'This is no model.');
      writeFileSync(join(folder, 'short.gguf'), tinyGguf({ name: 'Short' }).subarray(0, 50_000));
      for (const [text, words] of [
        ['FROM ./text.gguf', /line 1 \(FROM\)/],
        ['FROM ./short.gguf', /line 1 \(FROM\)/],
        ['FROM nowhere.invalid/library/absent', /hub|line 1/],
      ] as const) {
        const { message } = await problem(text);
        assert.match(message, words);
      }
    });
  });

  it('is not there when it was cancelled', async () => {
    const files = new NodeModelFiles(folder);
    writeFileSync(join(folder, 'other.gguf'), tinyGguf({ name: 'Cancelled' }));
    const plan = await planCreate('FROM ./other.gguf', { model: 'cancelled' }, files);
    const controller = new AbortController();
    const onProgress = ({ step }: CreateProgress): void => {
      if (step === 'upload') controller.abort();
    };
    const work = { client: client(), plan, files, onProgress, signal: controller.signal };
    await assert.rejects(createModelFromModelfile(work), { name: 'AbortError' });
    assert.equal(
      (await client().installed()).some(({ name }) => name.startsWith('cancelled')),
      false,
    );
  });
});
