import assert from 'node:assert/strict';
import type { SecretScanner } from '../../../../src/core/secrets/scanner.ts';
import { scanOutputs } from '../../../../src/editor/secrets/cellOutputs.ts';

const paths: string[] = [];
/** Finds the word `secret`, and notes under which paths it was asked to. */
const scanner: SecretScanner = {
  scanText: (text, path) => {
    paths.push(path);
    const start = text.indexOf('secret');
    if (start < 0) return [];
    return [{ rule: 'rule', provider: 'generic', confidence: 'high', start, end: start + 6 }];
  },
  scanBytes: () => ({ findings: [], binary: false }),
};
const item = (mime: string, text: string) => ({ mime, data: new TextEncoder().encode(text) });

describe('scanOutputs', () => {
  it('looks at each text by what it is written in, and passes pictures over', () => {
    paths.length = 0;
    const items = [
      item('application/vnd.code.notebook.stdout', 'a'),
      item('text/html', 'b'),
      item('application/vnd.plotly.v1+json', 'c'),
      item('image/png', 'secret'),
      item('image/svg+xml', 'd'),
    ];
    assert.deepEqual(scanOutputs(scanner, items, 'nb.ipynb'), []);
    assert.deepEqual(paths, ['nb.ipynb.txt', 'nb.ipynb.html', 'nb.ipynb.json', 'nb.ipynb.html']);
  });

  it('tells of the same value in several representations once', () => {
    const items = [item('text/plain', 'the secret'), item('text/html', '<b>secret</b>')];
    const found = scanOutputs(scanner, items, 'nb.ipynb');
    assert.equal(found.length, 1);
    assert.deepEqual(
      found[0]?.findings.map(({ start }) => start),
      [4],
    );
  });

  it('passes over what is no data', () => {
    const data = { type: 'Buffer', data: [1, 2] } as unknown as Uint8Array;
    assert.deepEqual(scanOutputs(scanner, [{ mime: 'text/plain', data }], 'nb.ipynb'), []);
  });
});
