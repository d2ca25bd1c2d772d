import assert from 'node:assert/strict';
import { guideCommands } from '../../../src/core/guide/guide.ts';
import { recommend } from '../../../src/core/guide/recommend/recommend.ts';
import { sectionIds, type SectionRecommendation } from '../../../src/core/guide/recommendation.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';
import { evidence, factsOf, projectOf, type ProjectSketch } from '../../support/factsFactory.ts';

const guide = builtInGuide();
const busy: ProjectSketch = {
  tasks: ['agents', 'fine-tuning:0.5'],
  technologies: ['langgraph', 'google-genai', 'fastapi:import', 'transformers', 'redis:weak'],
  practices: ['create-react-agent', 'hardcoded-api-key', 'trainer', 'container', 'cloud-run-deployment'],
};

function sectionsOf(sketch: ProjectSketch, filesListed?: number): readonly SectionRecommendation[] {
  return recommend(factsOf(sketch, undefined, filesListed), guide)[0]!.sections;
}

describe('recommend', () => {
  it('answers for each project, with all six sections in order', () => {
    const facts = { ...factsOf({}), projects: [projectOf(busy), projectOf({ path: 'web' })] };
    const answers = recommend(facts, guide);
    assert.deepEqual(
      answers.map(({ path }) => path),
      ['.', 'web'],
    );
    for (const { sections } of answers)
      assert.deepEqual(
        sections.map(({ id }) => id),
        sectionIds,
      );
  });

  it('gives the same answer for the same facts, whatever the order of what was found', () => {
    const facts = factsOf(busy);
    const [project] = facts.projects;
    const shuffled = {
      ...facts,
      projects: [
        {
          ...project!,
          technologies: project!.technologies.toReversed(),
          practices: project!.practices.toReversed(),
        },
      ],
    };
    assert.deepEqual(recommend(facts, guide), recommend(facts, guide));
    const essence = (given: typeof facts): unknown =>
      recommend(given, guide)[0]!.sections.map(({ status, option, evidence: proof, steps, actions }) => ({
        status,
        option,
        proof,
        steps,
        actions,
      }));
    assert.deepEqual(essence(shuffled), essence(facts));
  });

  it('always has a reason in words, an explanation and a first action', () => {
    for (const sketch of [busy, {}, { technologies: ['react' as never] }, { tasks: ['caching'] }]) {
      for (const section of sectionsOf(sketch)) {
        assert.match(section.reason, /^[A-Z].*[.]$/);
        assert.doesNotMatch(section.reason, /[{}]/);
        assert.notEqual(section.explanation.length, 0);
        assert.notEqual(section.actions.length, 0);
      }
    }
  });

  it('offers only commands that exist, each once', () => {
    for (const { actions } of [...sectionsOf(busy), ...sectionsOf({})]) {
      const ids = actions.map(({ command }) => command);
      assert.ok(
        ids.every((id) => guideCommands.some((known) => known === id)),
        ids.join(),
      );
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('puts the evidence first for a conflict, and the page first where something is missing', () => {
    const sections = sectionsOf(busy);
    const first = (id: string): string | undefined =>
      sections.find((section) => section.id === id)?.actions[0]?.command;
    assert.equal(first('agents'), 'aiStack.openEvidence');
    assert.equal(first('fine-tuning'), 'aiStack.showGuideSection');
    const show = sections.find(({ id }) => id === 'fine-tuning')!.actions[0]!;
    assert.equal(show.argument, 'fine-tuning');
  });

  it('sorts evidence by place and names each place once', () => {
    const twice = [
      evidence('b.py', 2, 'x'),
      evidence('a.py', 10, 'y'),
      evidence('a.py', 9, 'z'),
      evidence('a.py', 9, 'z'),
    ];
    const facts = factsOf({ tasks: ['agents'], practices: ['adk-agent'] });
    const project = {
      ...facts.projects[0]!,
      practices: [{ id: 'adk-agent' as const, evidence: twice.slice(0, 3) }],
      tasks: [],
    };
    const found = recommend({ ...facts, projects: [project] }, guide)[0]!.sections[3]!.evidence;
    assert.deepEqual(
      found.map(({ file, line }) => `${file}:${line}`),
      ['a.py:9', 'a.py:10', 'b.py:2'],
    );
  });

  it('explains each condition with the place that proves it', () => {
    const { explanation } = sectionsOf(busy).find(({ id }) => id === 'agents')!;
    assert.ok(
      explanation.includes(
        'LangChain & LangGraph is in place: yes. LangGraph is a declared dependency (pyproject.toml:1).',
      ),
      explanation.join('\n'),
    );
    assert.ok(explanation.some((line) => line.startsWith('Against the guide (create-react-agent): yes.')));
    assert.ok(
      explanation.some((line) => line.startsWith('Google ADK (Agent Development Kit) is in place: no.')),
    );
  });

  it('marks the steps that were taken, with proof', () => {
    const { steps } = sectionsOf({ ...busy, practices: ['google-model-api', 'vertex-user-role'] }).find(
      ({ id }) => id === 'security',
    )!;
    assert.deepEqual(
      steps.map(({ done }) => done),
      [false, true, false],
    );
    assert.deepEqual(
      steps.map((step) => step.evidence.length),
      [0, 1, 0],
    );
  });

  it('lists the other options as alternatives', () => {
    const { alternatives } = sectionsOf(busy).find(({ id }) => id === 'agents')!;
    assert.deepEqual(
      alternatives.map(({ id }) => id),
      ['adk'],
    );
  });

  it('gives an empty folder a start, also when it has no project at all', () => {
    for (const facts of [factsOf({}, undefined, 2), { ...factsOf({}, undefined, 0), projects: [] }]) {
      const [local, ...others] = recommend(facts, guide)[0]!.sections;
      assert.deepEqual([local?.status, local?.option?.id], ['missing', 'ollama']);
      assert.ok(others.every(({ status }) => status === 'not-applicable'));
    }
  });

  it('says that Ollama is there already when it answers', () => {
    const ollama = { endpoint: 'http://127.0.0.1:11434', version: '0.34.1', models: [] };
    const [local] = recommend(factsOf({}, { ollama }, 1), guide)[0]!.sections;
    assert.match(local!.reason, /already answers/);
  });

  it('asks nothing of a project without AI', () => {
    const sections = sectionsOf({
      technologies: ['django', 'redis', 'docker', 'cloud-run:config'],
      practices: ['container', 'cloud-run-deployment'],
    });
    assert.ok(sections.every(({ status, option }) => status === 'not-applicable' && option === undefined));
  });
});
