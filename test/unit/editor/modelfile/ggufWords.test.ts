import assert from 'node:assert/strict';
import type { GgufHeader, GgufTensor, GgufValue } from '../../../../src/core/ollama/gguf/ggufHeader.ts';
import { contextLengthOf, ggufMarkdown, quantizationOf } from '../../../../src/editor/modelfile/ggufWords.ts';

function header(metadata: Record<string, GgufValue>, tensors: readonly GgufTensor[] = []): GgufHeader {
  const rest = { version: 3, bigEndian: false, dataOffset: 0, alignment: 32 };
  return {
    ...rest,
    metadata: new Map(Object.entries(metadata)),
    tensors,
    parameterCount: 1_235_814_432,
    fileBytes: 807_694_464,
  };
}

const tensor = (type: string, bytes?: number): GgufTensor => ({
  name: type,
  type,
  dims: [],
  offset: 0,
  bytes,
});

describe('words on a GGUF file', () => {
  it('say what it is, how large and for which context', () => {
    const text = ggufMarkdown(
      header({
        'general.architecture': 'llama',
        'general.name': 'Llama 3.2 [1B]',
        'general.file_type': 15,
        'llama.context_length': 131_072,
      }),
    );
    assert.equal(
      text,
      '**llama**, Llama 3.2 \\[1B\\]\n\nQ4\\_K\\_M · 1.2B parameters · 808 MB\n\nMade for a context of up to 128K tokens.',
    );
  });

  it('leave out what the file does not say', () => {
    assert.equal(ggufMarkdown(header({})), '**unknown architecture**\n\n1.2B parameters · 808 MB');
  });

  it('take the quantisation from the file, else from its tensors', () => {
    assert.equal(quantizationOf(header({ 'general.file_type': 1 })), 'F16');
    const tensors = [
      tensor('F32', 100),
      tensor('Q4_K', 400),
      tensor('Q6_K', 300),
      tensor('Q4_K', 1),
      tensor('X'),
    ];
    assert.equal(quantizationOf(header({ 'general.file_type': 999 }, tensors)), 'Q4_K');
    assert.equal(quantizationOf(header({})), undefined);
  });

  it('take the context of the architecture only', () => {
    assert.equal(contextLengthOf(header({ 'general.architecture': 'a', 'b.context_length': 4 })), undefined);
    assert.equal(contextLengthOf(header({ 'general.architecture': 'a', 'a.context_length': 4 })), 4);
    assert.equal(contextLengthOf(header({ 'a.context_length': 4 })), undefined);
  });
});
