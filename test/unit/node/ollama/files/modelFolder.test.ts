import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../../../src/core/errors.ts';
import { NodeModelFiles } from '../../../../../src/node/ollama/files/nodeModelFiles.ts';

const binary = Buffer.from([0x47, 0x47, 0x55, 0x46, 3, 0, 0, 0]);
const zip = Buffer.from([0x50, 0x4b, 3, 4, 0, 0]);
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n';

describe('NodeModelFiles', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'model-files-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (files: Readonly<Record<string, string | Buffer>>): void => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
  };
  const names = async (value: string): Promise<string[] | undefined> =>
    (await new NodeModelFiles(root).find(value))?.map(({ name }) => name);
  const refuses = (value: string, words: RegExp): Promise<void> =>
    assert.rejects(new NodeModelFiles(root).find(value), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, words);
      return true;
    });

  it('finds a file by a relative or an absolute path', async () => {
    write({ 'weights/tiny.gguf': binary });
    assert.deepEqual(await names('./weights/tiny.gguf'), ['tiny.gguf']);
    assert.deepEqual(await names(join(root, 'weights/tiny.gguf')), ['tiny.gguf']);
    assert.deepEqual(await names(`../${root.slice(dirname(root).length + 1)}/weights/tiny.gguf`), [
      'tiny.gguf',
    ]);
  });

  it('takes what is not there for a name', async () => {
    write({ file: 'x' });
    for (const value of [
      'llama3.2',
      'hf.co/user/model:Q4_K_M',
      './gone.gguf',
      'file/below',
      'a\u0000b',
      'x'.repeat(300),
    ])
      assert.equal(await names(value), undefined, value);
    assert.equal(await new NodeModelFiles(undefined).find('file'), undefined);
  });

  it('refuses the home of others', () => refuses('~other/model', /home folder of another user/));

  const folders: readonly [string, Readonly<Record<string, string | Buffer>>, readonly string[]][] = [
    [
      'safetensors with configuration and tokenizer',
      {
        'model-00001-of-00002.safetensors': 'a',
        'model-00002-of-00002.safetensors': 'b',
        'config.json': '{}',
        'tokenizer.json': '{}',
        'tokenizer.model': binary,
        'README.md': '#',
        'other.gguf': binary,
      },
      [
        'model-00001-of-00002.safetensors',
        'model-00002-of-00002.safetensors',
        'config.json',
        'tokenizer.json',
        'tokenizer.model',
      ],
    ],
    [
      'consolidated weights',
      { 'consolidated.safetensors': 'a', 'params.json': '{}' },
      ['consolidated.safetensors', 'params.json'],
    ],
    [
      'PyTorch weights',
      { 'pytorch_model.bin': zip, 'config.json': '{}' },
      ['pytorch_model.bin', 'config.json'],
    ],
    ['consolidated PyTorch weights', { 'consolidated.00.pth': zip }, ['consolidated.00.pth']],
    ['GGUF files', { 'a.gguf': binary, 'b.gguf': binary }, ['a.gguf', 'b.gguf']],
    ['GGUF in .bin', { 'pytorch_model.bin': binary }, ['pytorch_model.bin']],
    [
      'configuration one folder below, and none deeper',
      { 'model.safetensors': 'a', '1_Pooling/config.json': '{}', 'a/b/c.json': '{}' },
      ['model.safetensors', '1_Pooling/config.json'],
    ],
    [
      'the tokenizer of Llama 3 in a folder below',
      { 'model.safetensors': 'a', 'original/tokenizer.model': 'IQ== 0\n' },
      ['model.safetensors', 'tokenizer.model'],
    ],
  ];
  for (const [what, files, expected] of folders)
    it(`takes ${what} from a folder`, async () => {
      write(files);
      assert.deepEqual(await names('.'), expected);
    });

  it('says what a folder without weights lacks', async () => {
    write({ 'config.json': '{}' });
    await refuses('.', /holds no weights/);
  });

  it('tells pointers of Git LFS from weights', async () => {
    write({ 'gguf/a.gguf': pointer, 'st/model.safetensors': pointer });
    await refuses('gguf', /pointer of Git LFS/);
    await refuses('gguf/a.gguf', /pointer of Git LFS/);
    await refuses('st', /pointer of Git LFS/);
  });

  it('refuses JSON that is none', async () => {
    write({ 'model.safetensors': 'a', 'config.json': binary });
    await refuses('.', /config\.json is no JSON/);
  });

  it('follows links inside of a folder, and no others', async () => {
    write({ 'in/blobs/x': 'a', 'out/config.json': '{}', secret: 's' });
    symlinkSync(join(root, 'in/blobs/x'), join(root, 'in/model.safetensors'));
    assert.deepEqual(await names('in'), ['model.safetensors']);
    symlinkSync(join(root, 'secret'), join(root, 'out/model.safetensors'));
    await refuses('out', /link to a file outside of the folder/);
    symlinkSync(join(root, 'in'), join(root, 'alias'));
    assert.deepEqual(await names('alias'), ['model.safetensors']);
    symlinkSync(join(root, 'gone'), join(root, 'in/broken.json'));
    await refuses('in', /cannot be read: ENOENT/);
  });

  it('digests a file in chunks, and stops when told to', async () => {
    const content = Buffer.alloc(3_000_000, 7);
    write({ 'big.gguf': content });
    const files = new NodeModelFiles(root);
    const [file] = (await files.find('big.gguf')) ?? [];
    assert.ok(file);
    const counts: number[] = [];
    const signal = new AbortController().signal;
    const digest = await files.sha256(file, (count) => counts.push(count), signal);
    assert.equal(digest, createHash('sha256').update(content).digest('hex'));
    assert.ok(counts.length >= 3);
    assert.equal(
      counts.reduce((one, other) => one + other),
      content.length,
    );
    const aborted = AbortSignal.abort();
    await assert.rejects(
      files.sha256(file, () => undefined, aborted),
      { name: 'AbortError' },
    );
  });
});
