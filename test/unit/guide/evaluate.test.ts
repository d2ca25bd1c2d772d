import assert from 'node:assert/strict';
import type { Condition } from '../../../src/core/guide/condition/condition.ts';
import { evaluate, subjectsOf } from '../../../src/core/guide/condition/evaluate.ts';
import { factsOf } from '../../support/factsFactory.ts';

const facts = factsOf(
  {
    tasks: ['agents', 'inference:0.4'],
    technologies: ['peft', 'vllm:config', 'redis:weak'],
    practices: ['lora'],
  },
  { accelerators: [{ vendor: 'nvidia', name: 'L4' }] },
);
const [subject] = subjectsOf(facts);
const peft: Condition = { kind: 'technology', ids: ['peft'], strength: 'config' };
const ollama: Condition = { kind: 'technology', ids: ['ollama'], strength: 'config' };

describe('evaluate', () => {
  const rows: readonly (readonly [string, Condition, boolean, string])[] = [
    ['a dependency', peft, true, 'PEFT is a declared dependency (pyproject.toml:1)'],
    ['an absent technology', ollama, false, 'Ollama is not used'],
    [
      'several absent ones',
      { ...ollama, ids: ['ollama', 'jax'] },
      false,
      'none of these is used: Ollama, JAX',
    ],
    ['configuration', { ...peft, ids: ['vllm'] }, true, 'vLLM is named in configuration (pyproject.toml:2)'],
    [
      'too little proof',
      { ...peft, ids: ['vllm'], strength: 'import' },
      false,
      'vLLM is named in configuration (pyproject.toml:2)',
    ],
    [
      'weak proof',
      { ...peft, ids: ['redis'] },
      false,
      'Redis is only seen in tests, examples, development tools or documents (pyproject.toml:3)',
    ],
    [
      'weak proof that is enough',
      { ...peft, ids: ['redis'], strength: 'weak' },
      true,
      'Redis is only seen in tests, examples, development tools or documents (pyproject.toml:3)',
    ],
    [
      'a task',
      { kind: 'task', ids: ['agents'], confidence: 0 },
      true,
      'Agents is a task of this project (README.md:1)',
    ],
    [
      'an uncertain task',
      { kind: 'task', ids: ['inference'], confidence: 0.5 },
      false,
      'too uncertain as a task: Inference (confidence 0.40)',
    ],
    [
      'an absent task',
      { kind: 'task', ids: ['caching', 'fine-tuning'], confidence: 0 },
      false,
      'Semantic caching or Fine-tuning is not a task of this project',
    ],
    ['the main task', { kind: 'primaryTask', ids: ['agents'] }, true, 'the main task is Agents'],
    [
      'another main task',
      { kind: 'primaryTask', ids: ['inference'] },
      false,
      'the main task is Agents, not Inference',
    ],
    [
      'a practice',
      { kind: 'practice', ids: ['lora', 'qlora'] },
      true,
      'it trains LoRA adapters (app/main.py:1)',
    ],
    [
      'an absent practice',
      { kind: 'practice', ids: ['trainer'] },
      false,
      'not seen: trains with a transformers or TRL trainer',
    ],
    ['a GPU', { kind: 'machine', ids: ['nvidia'] }, true, 'this machine has an NVIDIA GPU (L4)'],
    ['no Ollama server', { kind: 'machine', ids: ['ollama'] }, false, 'the machine has none of: ollama'],
    ['a folder with files', { kind: 'folder', state: 'empty' }, false, 'the folder is not empty'],
    ['a negation', { kind: 'not', condition: ollama }, true, 'Ollama is not used'],
    ['all, with one that fails', { kind: 'all', conditions: [peft, ollama] }, false, 'Ollama is not used'],
    [
      'any, with one that holds',
      { kind: 'any', conditions: [ollama, peft] },
      true,
      'PEFT is a declared dependency (pyproject.toml:1)',
    ],
  ];
  for (const [title, condition, holds, because] of rows) {
    it(`says how it came out and why: ${title}`, () => {
      const outcome = evaluate(condition, subject!);
      assert.deepEqual([outcome.holds, outcome.because], [holds, [because]]);
    });
  }

  it('hands on the evidence of what holds, and none of what does not', () => {
    assert.deepEqual(evaluate({ kind: 'any', conditions: [peft, ollama] }, subject!).evidence.length, 1);
    assert.deepEqual(evaluate({ kind: 'all', conditions: [peft, ollama] }, subject!).evidence, []);
  });
});
