import assert from 'node:assert/strict';
import { overridePath } from '../../../src/core/guide/file/override.ts';
import { ProjectIndex } from '../../../src/core/project/projectIndex.ts';
import { mayMatter } from '../../../src/editor/project/changeFilter.ts';
import { loadLastResults, storeLastResults } from '../../../src/editor/project/lastResults.ts';
import { notebookJson } from '../../../src/editor/project/notebookJson.ts';
import { InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { evidence } from '../../support/factsFactory.ts';
import { resultOf } from './treeSupport.ts';

describe('mayMatter', () => {
  const cases: [path: string, kind: 'appeared' | 'vanished' | 'changed', expected: boolean][] = [
    ['pyproject.toml', 'changed', true],
    ['src/app.py', 'changed', true],
    ['deps/base.txt', 'changed', true],
    ['deps/base', 'changed', true],
    ['sub/.gitignore', 'changed', true],
    ['logs/train.log', 'changed', false],
    ['data/part-001.parquet', 'changed', false],
    ['node_modules/x/package.json', 'changed', false],
    ['.venv/lib/a.py', 'appeared', false],
    ['services/v1.2', 'vanished', true],
    ['services', 'appeared', true],
  ];
  for (const [path, kind, expected] of cases) {
    it(`${expected ? 'keeps' : 'drops'} ${path} that ${kind}`, () =>
      assert.equal(mayMatter(path, kind), expected));
  }

  it('keeps the override, whose folder is a hidden one', () => {
    assert.equal(mayMatter(overridePath, 'changed'), true);
  });
});

describe('notebookJson', () => {
  it('is read as a saved notebook is, with cells and lines', async () => {
    const text = notebookJson(
      [
        { kind: 'markdown', source: '# Title' },
        { kind: 'code', source: '' },
        { kind: 'code', source: 'x = 1\nimport langgraph\n' },
      ],
      'python',
    );
    const index = new ProjectIndex(new InMemoryWorkspace({ 'a.ipynb': text }));
    await index.scan();
    const technologies = index.facts().projects[0]?.technologies ?? [];
    const proof = technologies.find(({ id }) => id === 'langgraph')?.evidence[0];
    assert.deepEqual([proof?.cell, proof?.cellLine], [2, 2]);
    assert.match(text.split('\n')[(proof?.line ?? 0) - 1] ?? '', /import langgraph/);
  });
});

describe('the last results', () => {
  function memento() {
    const values = new Map<string, unknown>();
    const state = {
      keys: () => [...values.keys()],
      get: (key: string) => values.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    };
    return { values, state: state as Parameters<typeof storeLastResults>[0] };
  }

  it('come back as they were stored', async () => {
    const { state } = memento();
    const result = resultOf([{ tasks: ['agents'], technologies: ['langgraph'] }]);
    await storeLastResults(state, [result]);
    assert.deepEqual(loadLastResults(state), JSON.parse(JSON.stringify([result])));
  });

  it('hold only the best evidence, and no failures', async () => {
    const { state } = memento();
    const result = resultOf([{ tasks: ['agents'] }]);
    const [project] = result.facts.projects;
    const many = Array.from({ length: 20 }, (_, line) => evidence('a.py', line + 1, 'x'));
    const facts = {
      ...result.facts,
      projects: [{ ...project!, tasks: [{ ...project!.tasks[0]!, evidence: many }] }],
    };
    await storeLastResults(state, [
      { ...result, facts },
      { ...result, failure: 'broken' },
    ]);
    const stored = loadLastResults(state);
    assert.equal(stored.length, 1);
    assert.deepEqual(stored[0]?.facts.projects[0]?.tasks[0]?.evidence, many.slice(0, 5));
  });

  it('are forgotten when they are too large, or of another version', async () => {
    const { state, values } = memento();
    const result = resultOf([{ tasks: ['agents'] }]);
    await storeLastResults(state, [result]);
    const key = [...values.keys()][0]!;
    values.set(key, { ...(values.get(key) as object), schema: 0 });
    assert.deepEqual(loadLastResults(state), []);
    await storeLastResults(state, [{ ...result, name: 'x'.repeat(400_000) }]);
    assert.deepEqual(loadLastResults(state), []);
  });
});
