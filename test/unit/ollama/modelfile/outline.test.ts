import assert from 'node:assert/strict';
import { foldModelfile } from '../../../../src/core/ollama/modelfile/foldModelfile.ts';
import { modelfileSymbols } from '../../../../src/core/ollama/modelfile/modelfileSymbols.ts';

const q = '"""';

describe('folding and outline of Modelfiles', () => {
  it('folds values and comments of several lines', () => {
    const text = `# a\n# b\r\n# c\n\nFROM x\n# single\nSYSTEM ${q}\nhello\n# no comment\n${q}\nTEMPLATE "a\nb"\n`;
    assert.deepEqual(foldModelfile(text), [
      { startLine: 0, endLine: 2, kind: 'comment' },
      { startLine: 6, endLine: 9 },
      { startLine: 10, endLine: 11 },
    ]);
    assert.deepEqual(foldModelfile(''), []);
  });

  it('lists instructions with the beginning of their values', () => {
    const text = `from x\nPARAMETER top_k 3\nMESSAGE user ${q}\nhello   there\n${q}\nSYSTEM ${'a'.repeat(100)}\n`;
    const rows = modelfileSymbols(text).map(({ name, detail, kind, selection: { start, end } }) => [
      name,
      detail,
      kind,
      text.slice(start, end),
    ]);
    assert.deepEqual(rows, [
      ['FROM', 'x', 'from', 'from'],
      ['PARAMETER top_k', '3', 'parameter', 'PARAMETER top_k'],
      ['MESSAGE user', 'hello there', 'message', 'MESSAGE user'],
      ['SYSTEM', `${'a'.repeat(60)}…`, 'system', 'SYSTEM'],
    ]);
  });
});
