import assert from 'node:assert/strict';
import { usesOllama } from '../../../../src/editor/ollama/usesOllama.ts';
import { resultOf } from '../treeSupport.ts';

describe('usesOllama', () => {
  it('is true for projects that use it, by library, endpoint or Modelfile', () => {
    assert.ok(usesOllama([resultOf([{}]), resultOf([{ technologies: ['ollama'] }])]));
    assert.ok(usesOllama([resultOf([{ practices: ['ollama-endpoint'] }])]));
    assert.ok(usesOllama([resultOf([{ practices: ['modelfile'] }])]));
  });

  it('is false for others', () => {
    assert.equal(usesOllama([]), false);
    assert.equal(usesOllama([resultOf([{ technologies: ['vllm'], practices: ['lora'] }])]), false);
  });
});
