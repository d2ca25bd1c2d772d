import assert from 'node:assert/strict';
import type { Clue } from '../../../../src/core/project/clue.ts';
import { matchTechnologies, signals } from '../../../../src/core/project/signals/matchTechnologies.ts';
import { practiceRules } from '../../../../src/core/project/signals/practices.ts';
import { taskRules } from '../../../../src/core/project/signals/taskRules.ts';
import { practiceTitles, taskTitles, technologyTitles } from '../../../../src/core/project/vocabulary.ts';

const clue = (kind: Clue['kind'], name: string, more: Partial<Clue> = {}): Clue => ({
  kind,
  name,
  line: 1,
  ...more,
});

describe('signals', () => {
  it('prove every technology of the vocabulary, and each has one row', () => {
    const ids = signals.map((signal) => signal.technology);
    assert.deepEqual([...ids].sort(), Object.keys(technologyTitles).sort());
  });

  it('prove every practice and task', () => {
    const combined = ['model-server', 'qlora'];
    const practices = new Set<string>([...practiceRules.map((rule) => rule.practice), ...combined]);
    assert.deepEqual([...practices].sort(), Object.keys(practiceTitles).sort());
    const tasks = new Set<string>([...taskRules.map((rule) => rule.task), 'none']);
    assert.deepEqual([...tasks].sort(), Object.keys(taskTitles).sort());
  });

  const cases: [Clue, string[]][] = [
    [clue('dependency', 'torch', { ecosystem: 'pypi' }), ['pytorch']],
    [clue('dependency', 'torch', { ecosystem: 'npm' }), []],
    [clue('dependency', 'langchain-openai', { ecosystem: 'pypi' }), ['langchain', 'openai']],
    [clue('import', 'google.genai.types.Content', { ecosystem: 'pypi' }), ['google-genai']],
    [clue('import', 'google.generativeai', { ecosystem: 'pypi' }), ['google-generativeai']],
    [clue('import', 'langchain_core.tools.tool', { ecosystem: 'pypi' }), ['langchain']],
    [clue('import', 'torchmetrics', { ecosystem: 'pypi' }), []],
    [clue('import', '@google/adk', { ecosystem: 'npm' }), ['google-adk']],
    [clue('import', 'github.com/ollama/ollama/api', { ecosystem: 'go' }), ['ollama']],
    [clue('image', 'vllm/vllm-openai'), ['vllm']],
    [clue('image', 'redis'), ['redis']],
    [clue('image', 'redistribute/app'), []],
    [clue('endpoint', ':11434'), ['ollama']],
    [clue('variable', 'OLLAMA_HOST'), ['ollama']],
    [clue('resource', 'google_cloud_run_v2_service'), ['cloud-run']],
    [clue('word', 'vllm'), []],
  ];
  for (const [given, expected] of cases) {
    it(`${given.kind} ${given.name} (${given.ecosystem ?? '-'}) proves ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual([...matchTechnologies(given)].sort(), expected);
    });
  }
});
