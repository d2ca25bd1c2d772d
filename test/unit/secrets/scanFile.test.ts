import assert from 'node:assert/strict';
import {
  isBinary,
  notebookScanLimit,
  scanFile,
  scanLimit,
  sizeLimit,
} from '../../../src/core/secrets/scanFile.ts';
import { createScanner } from '../../../src/core/secrets/scanner.ts';
import { secretSample } from '../../support/secretSample.ts';
import { patternScanner } from './patternScanner.ts';

const encoder = new TextEncoder();

/** What was found in some bytes, as text. */
function found(bytes: Uint8Array, path = 'a.txt'): string[] {
  const { scanner } = patternScanner(/SECRET\d+/g);
  const { findings, text = '' } = scanFile(scanner, { bytes, path });
  return findings.map(({ start, end }) => text.slice(start, end));
}

function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('scanFile', () => {
  const lines = 'first line of ASCII\nkey = SECRET1\n';

  const texts: [string, Uint8Array][] = [
    ['UTF-8', encoder.encode(lines)],
    ['UTF-8 with a mark', encoder.encode(`\ufeff${lines}`)],
    ['invalid UTF-8', Buffer.concat([Buffer.from([0x23, 0xff, 0xc3, 0x28, 0x0a]), encoder.encode(lines)])],
    ['UTF-16 LE with a mark', utf16(`\ufeff${lines}`)],
    ['UTF-16 BE with a mark', utf16(`\ufeff${lines}`, true)],
    ['UTF-16 LE without a mark', utf16(lines)],
    ['UTF-16 BE without a mark', utf16(lines, true)],
    ['one endless line', encoder.encode(`${'x '.repeat(500_000)}SECRET1`)],
    ['NUL late in a text', encoder.encode(`${lines}${' '.repeat(9000)}\0`)],
  ];
  for (const [what, bytes] of texts) {
    it(`finds in ${what}`, () => assert.deepEqual(found(bytes), ['SECRET1']));
  }

  const binaries: [string, Uint8Array][] = [
    ['a NUL near the beginning', encoder.encode(`SECRET1\0${lines}`)],
    ['a NUL after 5000 bytes', encoder.encode(`SECRET1${' '.repeat(5000)}\0`)],
    ['zeros', new Uint8Array(300_000)],
    [
      'a picture',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), encoder.encode('SECRET1')]),
    ],
  ];
  for (const [what, bytes] of binaries) {
    it(`takes ${what} for no text`, () => {
      const { scanner, seen } = patternScanner(/SECRET1/g);
      assert.deepEqual(scanFile(scanner, { bytes, path: 'a.txt' }), { findings: [], binary: true });
      assert.deepEqual([seen, isBinary(bytes)], [[], true]);
      assert.equal(scanFile(scanner, { bytes, path: 'a.ipynb' }).binary, true);
    });
  }

  it('finds nothing in nothing', () => {
    assert.deepEqual(found(new Uint8Array()), []);
    assert.deepEqual(found(new Uint8Array(), 'a.ipynb'), []);
  });

  it('reads notebooks by cells, as bytes and as text', () => {
    const json = JSON.stringify({ cells: [{ cell_type: 'code', source: ['a = "SECRET1"'] }] });
    assert.deepEqual(found(encoder.encode(json), 'x/A.IPYNB'), ['SECRET1']);
    const { scanner } = patternScanner(/SECRET1/g);
    const [finding] = scanFile(scanner, { text: json, path: 'a.ipynb' }).findings;
    assert.deepEqual(finding?.notebook, {
      where: 'source',
      cell: 0,
      place: { line: 1, column: 6, endLine: 1, endColumn: 13 },
    });
  });

  it('allows notebooks to be larger', () => {
    assert.deepEqual([sizeLimit('a.py'), sizeLimit('a/b.ipynb')], [scanLimit, notebookScanLimit]);
    assert.ok(notebookScanLimit > scanLimit);
  });

  it('gives the engine what it needs to find a key, whatever the encoding', () => {
    const text = secretSample(
      'aws = "x"\n-----BEGIN RSA PRIVATE KEY-----\n{base64:64}\n{base64:64}\n{base64:40}\n-----END RSA PRIVATE KEY-----\n',
    );
    const scanner = createScanner();
    for (const bytes of [encoder.encode(text), utf16(text), utf16(`\ufeff${text}`, true)])
      assert.equal(scanFile(scanner, { bytes, path: 'a.txt' }).findings.length, 1);
  });
});
