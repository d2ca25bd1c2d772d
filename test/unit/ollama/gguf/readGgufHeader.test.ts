import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../../src/core/errors.ts';
import { modelInfoOf, modelTensorsOf, type GgufHeader } from '../../../../src/core/ollama/gguf/ggufHeader.ts';
import { readGgufHeader } from '../../../../src/core/ollama/gguf/readGgufHeader.ts';
import { withFileSlices } from '../../../../src/node/ollama/readFileSlice.ts';
import { everyType } from '../../../support/ollama/everyType.ts';
import { writeGguf, writeGgufFile } from '../../../support/ollama/ggufWriter.ts';

function read(file: Uint8Array, size = file.length): Promise<GgufHeader> {
  return readGgufHeader(
    (offset, length) => Promise.resolve(file.subarray(offset, offset + length)),
    size,
    'model.gguf',
  );
}

async function problem(file: Uint8Array, size?: number): Promise<string> {
  try {
    await read(file, size);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    assert.ok(error.remedy.length > 10);
    return error.message;
  }
  return assert.fail('it was read');
}

const ascii = (text: string) => new TextEncoder().encode(text);
/** The beginning of a file: `GGUF`, the version, then 64-bit numbers. */
function start(version: number, ...numbers: bigint[]): Uint8Array {
  const out = new Uint8Array(8 + 8 * numbers.length);
  out.set(ascii('GGUF'));
  const view = new DataView(out.buffer);
  view.setUint32(4, version, true);
  numbers.forEach((number, index) => {
    view.setBigUint64(8 + 8 * index, number, true);
  });
  return out;
}

describe('the header of a GGUF file', () => {
  it('reads as another parser reads it', async () => {
    const fixture = new URL('../../../fixtures/ollama/gguf-huggingface.json', import.meta.url);
    const theirs = JSON.parse(readFileSync(fixture, 'utf8')) as {
      metadata: Record<string, unknown>;
      tensors: unknown;
      dataOffset: number;
    };
    const header = await read(writeGguf(everyType));
    const ours = [...header.metadata].map(([key, value]) => [
      key,
      typeof value === 'object' ? (value.values ?? { length: value.length }) : value,
    ]);
    assert.deepEqual(Object.fromEntries(ours), theirs.metadata);
    assert.deepEqual(
      header.tensors.map(({ name, dims, offset }) => ({ name, dims, offset })),
      theirs.tensors,
    );
    assert.equal(header.dataOffset, theirs.dataOffset);
  });

  for (const version of [1, 2, 3] as const) {
    for (const bigEndian of [false, true]) {
      it(`is the same in version ${String(version)}, ${bigEndian ? 'big' : 'little'}-endian`, async () => {
        const header = await read(writeGguf({ ...everyType, version, bigEndian }));
        const usual = await read(writeGguf(everyType));
        assert.equal(header.version, version);
        assert.equal(header.bigEndian, bigEndian);
        assert.deepEqual(header.metadata, usual.metadata);
        assert.deepEqual(header.tensors, usual.tensors);
        assert.equal(header.parameterCount, 32 * 4 + 8);
      });
    }
  }

  it('is that of a big-endian file whose magic was not turned round', async () => {
    const file = writeGguf({ ...everyType, bigEndian: true });
    file.set(ascii('GGUF'));
    assert.equal((await read(file)).bigEndian, true);
  });

  it('keeps no vocabulary', async () => {
    const { metadata } = await read(writeGguf(everyType));
    assert.deepEqual(metadata.get('a.vocabulary'), { length: 3000 });
    assert.deepEqual(metadata.get('a.numbers'), { length: 3, values: [1, 2, 3] });
  });

  it('becomes what the server says of a model', async () => {
    const header = await read(writeGguf(everyType));
    const info = modelInfoOf(header);
    assert.equal(info['a.vocabulary'], null);
    assert.equal(info['a.texts'], null);
    assert.deepEqual(info['a.bools'], [1, 0]);
    assert.equal(info['general.parameter_count'], 136);
    assert.deepEqual(modelTensorsOf(header)[0], { name: 'token_embd.weight', type: 'Q8_0', shape: [32, 4] });
    assert.deepEqual(
      header.tensors.map(({ bytes }) => bytes),
      [136, 32],
    );
  });

  it('heeds the alignment', async () => {
    const header = await read(writeGguf({ ...everyType, alignment: 256 }));
    assert.equal(header.dataOffset % 256, 0);
    assert.equal(header.tensors[1]?.offset, 256);
  });

  it('is read from a file on disk, of which only the beginning', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gguf-'));
    try {
      const path = join(folder, 'model.gguf');
      const weights = {
        name: 'blk.0.ffn_up.weight',
        dims: [1024, 2048],
        type: 'F16',
        data: 'zeros',
      } as const;
      writeGgufFile(path, { ...everyType, tensors: [weights] });
      let bytes = 0;
      const header = await withFileSlices(path, (file) =>
        readGgufHeader(async (offset, length) => {
          const read = await file.read(offset, length);
          bytes += read.length;
          return read;
        }, file.fileBytes),
      );
      assert.equal(header.tensors.length, 1);
      assert.ok(header.fileBytes > 4_000_000 && bytes < 1_200_000, String(bytes));
      await assert.rejects(
        withFileSlices(join(folder, 'none.gguf'), () => Promise.resolve()),
        /ENOENT/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what is no whole GGUF file', () => {
  it('is named for what it looks like', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4000000000\n';
    assert.match(await problem(ascii(pointer)), /^model\.gguf is a pointer of Git LFS/);
    assert.match(await problem(ascii('<!DOCTYPE html><html><body>Sign in</body></html>')), /is a web page/);
    const safetensors = Uint8Array.of(64, 0, 0, 0, 0, 0, 0, 0, ...ascii('{"__metadata__":{}}'));
    assert.match(await problem(safetensors), /safetensors/);
    assert.match(await problem(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)), /ZIP archive/);
    assert.match(await problem(ascii('tjgg\u0003\0\0\0')), /came before GGUF/);
    assert.match(await problem(ascii('hello')), /is not a GGUF file/);
    assert.match(await problem(new Uint8Array(0)), /is empty/);
  });

  it('is one of a version that is not known', async () => {
    assert.match(await problem(start(4, 0n, 0n)), /version 4; this extension reads versions 1 to 3/);
    assert.match(await problem(start(0, 0n, 0n)), /damaged/);
  });

  it('is cut off, wherever that is', async () => {
    const file = writeGguf(everyType);
    for (const size of [4, 7, 12, 30, 100, 400, 5000, file.length - 40]) {
      assert.match(await problem(file.subarray(0, size), size), /is cut off/, String(size));
    }
    // The system says one size and gives fewer bytes.
    assert.match(await problem(file.subarray(0, 900), file.length), /is cut off/);
  });

  it('is one that announces more than there can be, without taking memory for it', async () => {
    assert.match(await problem(start(3, 2n ** 60n, 1n)), /announces \d+ tensors/);
    assert.match(await problem(start(3, 1n, 2n ** 40n)), /announces \d+ entries/);
    assert.match(await problem(start(3, 0n, 1n, 2n ** 50n)), /cut off/);
    const name = 'k'.repeat(70_000);
    assert.match(await problem(writeGguf({ metadata: { [name]: 1 }, tensors: [] })), /a text of 70000 bytes/);
  });

  it('is one with types that do not exist, or arrays without end', async () => {
    const file = writeGguf({ metadata: { key: 7 }, tensors: [] });
    // Magic, version, two counts, the key's length and three letters.
    new DataView(file.buffer, file.byteOffset).setUint32(24 + 8 + 3, 99, true);
    assert.match(await problem(file), /unknown type 99/);
    const nested = new Uint8Array(24 + 8 + 1 + 4 + 6 * 12);
    nested.set(start(3, 0n, 1n, 1n));
    nested[32] = 0x6b;
    const view = new DataView(nested.buffer);
    view.setUint32(33, 9, true);
    for (let depth = 0; depth < 6; depth++) {
      view.setUint32(37 + depth * 12, 9, true);
      view.setBigUint64(41 + depth * 12, 1n, true);
    }
    assert.match(await problem(nested), /nested too deeply|cut off/);
    assert.match(
      await problem(writeGguf({ metadata: { 'general.alignment': 0 }, tensors: [] })),
      /alignment is no plausible number/,
    );
  });
});
