import assert from 'node:assert/strict';
import { decodeText } from '../../../src/core/project/decodeText.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

describe('decodeText', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['plain text', utf8('torch==2.4\n'), 'torch==2.4\n', 'utf-8'],
    ['a UTF-8 mark', utf8('\uFEFFtorch'), 'torch', 'utf-8'],
    [
      'UTF-16 little-endian with a mark',
      new Uint8Array([0xff, 0xfe, ...utf16le('torch é')]),
      'torch é',
      'utf-16le',
    ],
    ['UTF-16 big-endian with a mark', new Uint8Array([0xfe, 0xff, ...utf16be('torch')]), 'torch', 'utf-16be'],
    ['UTF-16 without a mark', utf16le('transformers>=4\n'), 'transformers>=4\n', 'utf-16le'],
    ['big-endian UTF-16 without a mark', utf16be('transformers>=4\n'), 'transformers>=4\n', 'utf-16be'],
    ['Latin-1', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), 'café', 'latin1'],
    ['nothing', new Uint8Array(), '', 'utf-8'],
  ];
  for (const [name, bytes, text, encoding] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(decodeText(bytes), { text, encoding, binary: false }));
  }

  it('lets go of a character that the limit cut in two', () => {
    const decoded = decodeText(utf8('abc€').subarray(0, 5), true);
    assert.deepEqual(decoded, { text: 'abc', encoding: 'utf-8', binary: false });
  });

  it('tells binary data apart and keeps its bytes as characters', () => {
    const decoded = decodeText(new Uint8Array([0x47, 0x47, 0x55, 0x46, 3, 0, 0, 0, 0xff]));
    assert.equal(decoded.binary, true);
    assert.equal(decoded.text.slice(0, 4), 'GGUF');
  });
});
