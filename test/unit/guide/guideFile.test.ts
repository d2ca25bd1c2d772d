import assert from 'node:assert/strict';
import { parseGuide } from '../../../src/core/guide/file/parseGuide.ts';
import { guideCommands, optionRanks } from '../../../src/core/guide/guide.ts';
import { sectionIds } from '../../../src/core/guide/recommendation.ts';
import { builtInGuide, guideText } from '../../support/builtInGuide.ts';

/** What each section of the written guide names. */
const writtenGuide = {
  'local-development': ['ollama', 'transformers-fastapi'],
  'production-inference': ['transformers-fastapi-container', 'vllm', 'tensorrt-llm'],
  'fine-tuning': ['trainer-peft', 'keras', 'jax-flax'],
  agents: ['adk', 'langgraph'],
  security: ['workload-identity'],
  caching: ['redis-semantic-cache', 'memorystore-semantic-cache'],
};

describe('the guide that is shipped', () => {
  const guide = builtInGuide();

  it('has the six sections with every option of the written guide', () => {
    const found = guide.sections.map(({ id, options }) => [id, options.map((option) => option.id)]);
    assert.deepEqual(found, Object.entries(writtenGuide));
  });

  it('says why for every status an option can have, with steps, links and a first action', () => {
    for (const option of guide.sections.flatMap(({ options }) => options)) {
      const { reasons, steps, links, actions, started } = option;
      assert.ok(reasons.adopted && reasons.missing, option.id);
      assert.equal(reasons.partial !== undefined, started !== undefined, option.id);
      assert.ok(steps.length > 0 && links.length > 0 && actions.length > 0, option.id);
      for (const { command, argument } of actions) {
        assert.ok(guideCommands.some((known) => known === command));
        const takesSection = command === 'aiStack.showGuideSection';
        assert.equal(
          sectionIds.some((id) => id === argument),
          takesSection,
          option.id,
        );
      }
    }
  });

  it('ends every list of reasons with one that always fits', () => {
    const texts = guide.sections.flatMap(({ notNeeded, options }) => [
      notNeeded,
      ...options.flatMap(({ reasons }) => Object.values(reasons)),
    ]);
    for (const text of texts) assert.equal(text.at(-1)?.when, undefined);
  });

  it('has the three steps of Workload Identity', () => {
    const steps = guide.sections[4]!.options[0]!.steps.map(
      ({ done }) => done.kind === 'practice' && done.ids[0],
    );
    assert.deepEqual(steps, ['service-account-created', 'vertex-user-role', 'service-account-attached']);
  });

  it('uses each named condition', () => {
    for (const name of guide.conditions.keys()) assert.match(guideText, new RegExp(`is: ${name}\\b`), name);
  });
});

describe('parseGuide', () => {
  const rows: readonly (readonly [title: string, from: string, to: string, line: string, message: RegExp])[] =
    [
      [
        'a misspelt key',
        '    goal: Get a model',
        '    gaol: Get a model',
        'gaol',
        /"gaol" is not a key of a section\. Did you mean "goal"\?/,
      ],
      [
        'a misspelt technology',
        'technology: [kubernetes, sagemaker]',
        'technology: [kubernets, sagemaker]',
        'kubernets',
        /"kubernets" is not a known technology\. Did you mean "kubernetes"\?/,
      ],
      [
        'an unknown practice',
        '- practice: cloud-run-deployment',
        '- practice: flying',
        'flying',
        /"flying" is not a known practice\./,
      ],
      ['an unknown rank', 'rank: primary', 'rank: best', 'best', /Known: primary, secondary/],
      [
        'a condition that is not named',
        'any: [{ is: containerised }, { is: deployed }]',
        'any: [{ is: containerized }, { is: deployed }]',
        'containerized',
        /Did you mean "containerised"\?/,
      ],
      [
        'two questions at once',
        '- practice: cloud-run-deployment',
        '- { practice: container, technology: docker }',
        'technology: docker',
        /one question/,
      ],
      [
        'a strength without a technology',
        '- practice: cloud-run-deployment',
        '- { practice: container, strength: direct }',
        'strength: direct',
        /"strength" is not a key of a condition/,
      ],
      [
        'an unknown placeholder',
        'serves the models of this project: {because}',
        'serves the models: {why}',
        '{why}',
        /\{why\} is not a placeholder/,
      ],
      [
        'plain http',
        'https://docs.ollama.com/',
        'http://docs.ollama.com/',
        'http://docs',
        /begins with https/,
      ],
      [
        'a command that does not exist',
        'command: aiStack.showGuideSection',
        'command: aiStack.showGuide',
        'aiStack.showGuide,',
        /Did you mean "aiStack.showGuideSection"\?/,
      ],
      ['a number for a title', '    title: Agentic frameworks', '    title: 7', 'title: 7', /Expected text/],
    ];
  for (const [title, from, to, at, message] of rows) {
    it(`names the place of ${title}`, () => {
      assert.ok(guideText.includes(from));
      const text = guideText.replace(from, to);
      const { guide, problems } = parseGuide(text);
      assert.equal(guide, undefined);
      const [problem] = problems;
      assert.match(problem!.message, message);
      const offset = text.indexOf(at);
      assert.equal(problem!.line, text.slice(0, offset).split('\n').length);
      const line = text.split('\n')[problem!.line - 1]!;
      const marked = line.slice(
        problem!.column - 1,
        problem!.endLine === problem!.line ? problem!.endColumn - 1 : undefined,
      );
      assert.ok(line.includes(at) && marked.length > 0, line);
      assert.ok(at.startsWith(marked) || marked.includes(at) || at.includes(marked), `${marked} | ${at}`);
    });
  }

  it('says which fields and sections are missing', () => {
    const { problems } = parseGuide('sections:\n  agents:\n    title: Agents\n');
    assert.deepEqual(
      problems.map(({ line, column, message }) => ({ line, column, message })),
      [{ line: 2, column: 3, message: 'The section "agents" lacks: goal, applies, notNeeded, options.' }],
    );
    assert.match(parseGuide('sections: {}').problems[0]!.message, /lacks these sections: local-development/);
  });

  it('reports a wrong value once, not also as missing', () => {
    const { problems } = parseGuide(guideText.replace('rank: primary', 'rank: best'));
    assert.equal(problems.length, 1);
  });

  it('knows every rank that the type has', () => {
    assert.equal(new Set(optionRanks).size, 5);
  });

  const broken = [
    '',
    '[]',
    'sections:',
    'sections: [',
    '\u0000',
    ': :',
    '- a\n b: c',
    '&a [*a]',
    'sections: &x { agents: *x }',
    'a: 1\na: 2',
    '{'.repeat(20_000),
    '['.repeat(20_000),
    `x: ${'a'.repeat(500_000)}`,
    'conditions:\n  a: {is: a}',
    '? [a]\n: b',
    '\ud800: 1',
    `conditions:\n  a: ${'{not: '.repeat(200)}{task: agents}${'}'.repeat(200)}`,
    '%YAML 9.9\n---\nsections: {}',
    'sections: !!binary aGk=',
    Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join('\n'),
  ];
  it('survives anything and says what is wrong', () => {
    for (const text of broken) {
      const { guide, problems } = parseGuide(text);
      assert.equal(guide, undefined);
      assert.ok(problems.length > 0, text.slice(0, 40));
      for (const { line, column, endLine, endColumn, message } of problems) {
        assert.ok(line >= 1 && column >= 1 && endLine >= line && endColumn >= 1 && message.length > 10);
      }
    }
  });
});
