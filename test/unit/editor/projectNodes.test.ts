import assert from 'node:assert/strict';
import { technologyTitles } from '../../../src/core/project/vocabulary.ts';
import { failedResult } from '../../../src/editor/tree/model/folderResult.ts';
import { projectNodes } from '../../../src/editor/tree/model/projectNodes.ts';
import { technologyGroups } from '../../../src/editor/tree/model/technologyGroups.ts';
import { evidence, projectOf } from '../../support/factsFactory.ts';
import { allNodes, labels, nodeWith, outline, resultOf } from './treeSupport.ts';

const agent = { tasks: ['agents', 'inference:0.4'], technologies: ['langgraph', 'openai:weak', 'redis'] };

describe('projectNodes', () => {
  it('shows nothing without folders or findings, so that the welcome text appears', () => {
    assert.deepEqual(projectNodes([], 'whole'), []);
    assert.deepEqual(projectNodes([resultOf([{}])], 'whole'), []);
  });

  it('shows the only project without a row for itself', () => {
    assert.deepEqual(outline(projectNodes([resultOf([agent])], 'whole')), [
      ['Tasks', ['Agents', 'Inference']],
      ['Agents and model services', ['LangGraph', 'OpenAI']],
      ['Stores and caches', ['Redis']],
      'Machine',
    ]);
  });

  it('shows the projects of a monorepo, the first one open', () => {
    const nodes = projectNodes(
      [
        resultOf([
          { ...agent, path: 'bot' },
          { tasks: ['inference'], path: 'api' },
        ]),
      ],
      'whole',
    );
    assert.deepEqual(labels(nodes), ['bot', 'api', 'Machine']);
    assert.deepEqual(
      nodes.slice(0, 2).map(({ expanded }) => expanded),
      [true, false],
    );
    assert.equal(nodes[1]?.description, 'Inference · api');
  });

  it('leaves out projects of a monorepo without any AI', () => {
    const nodes = projectNodes([resultOf([{ ...agent, path: 'bot' }, { path: 'website' }])], 'whole');
    assert.deepEqual(labels(nodes), ['bot', 'Machine']);
  });

  it('calls the project of the folder itself after the folder', () => {
    const root = { ...projectOf(agent), name: '' };
    const result = resultOf([{}, { ...agent, path: 'bot' }]);
    const nodes = projectNodes(
      [{ ...result, facts: { ...result.facts, projects: [root, projectOf({ ...agent, path: 'bot' })] } }],
      'whole',
    );
    assert.deepEqual(labels(nodes), ['work', 'bot', 'Machine']);
  });

  it('shows each folder of a multi-root workspace', () => {
    const nodes = projectNodes([resultOf([agent], 'one'), resultOf([{}], 'two')], 'whole');
    assert.deepEqual(labels(nodes), ['one', 'two', 'Machine']);
    assert.deepEqual(labels(nodes[1]!.children), ['No AI task found']);
  });

  it('says which folder could not be read', () => {
    const nodes = projectNodes(
      [resultOf([agent], 'one'), failedResult('file:///two', 'two', 'No access.')],
      'whole',
    );
    assert.deepEqual(
      nodes[1]?.children.map(({ label, description }) => [label, description]),
      [['This folder could not be read', 'No access.']],
    );
  });

  it('marks the main task and says how sure each is', () => {
    const nodes = projectNodes([resultOf([agent])], 'whole');
    assert.equal(nodeWith(nodes, 'Agents').description, 'main task · certain');
    assert.equal(nodeWith(nodes, 'Inference').description, 'possible');
    assert.match(nodeWith(nodes, 'Inference').tooltip!, /40 %/);
  });

  it('tells weak evidence from solid, also to a screen reader', () => {
    const nodes = projectNodes([resultOf([agent])], 'whole');
    assert.equal(nodeWith(nodes, 'OpenAI').description, 'weak evidence');
    assert.equal(nodeWith(nodes, 'OpenAI').spoken, 'OpenAI, weak evidence');
    assert.equal(nodeWith(nodes, 'LangGraph').spoken, 'LangGraph, declared dependency');
  });
});

describe('evidence in the Project view', () => {
  it('opens from the claim itself when there is one piece', () => {
    const node = nodeWith(projectNodes([resultOf([agent])], 'whole'), 'LangGraph');
    assert.equal(node.command?.id, 'aiStack.openEvidence');
    assert.deepEqual(node.subject?.evidence, [evidence('pyproject.toml', 1, 'langgraph')]);
    assert.deepEqual(node.children, []);
  });

  it('is listed below the claim when there are several pieces', () => {
    const result = resultOf([agent]);
    const [project] = result.facts.projects;
    const pieces = [
      evidence('src/a.py', 3, 'import langgraph'),
      { ...evidence('b.ipynb', 40, 'x'), cell: 2, cellLine: 5 },
    ];
    const technologies = [{ ...project!.technologies[0]!, evidence: pieces }];
    const facts = { ...result.facts, projects: [{ ...project!, technologies }] };
    const node = nodeWith(projectNodes([{ ...result, facts }], 'whole'), 'LangGraph');
    assert.equal(node.command, undefined);
    assert.match(node.contextValue!, /\bhasEvidence\b/);
    assert.deepEqual(labels(node.children), ['a.py:3', 'b.ipynb [3]:5']);
    assert.equal(node.children[1]?.spoken, 'b.ipynb, cell 3, line 5: x');
  });
});

describe('problems in the Project view', () => {
  const problem = {
    file: 'pyproject.toml',
    line: 3,
    column: 1,
    message: 'A ] is missing.',
    severity: 'error' as const,
  };

  it('are a note with a row for each, which opens the place', () => {
    const result = resultOf([agent]);
    const other = { ...problem, line: 9 };
    const nodes = projectNodes(
      [{ ...result, facts: { ...result.facts, problems: [problem, other] } }],
      'whole',
    );
    const note = nodeWith(nodes, '1 file has problems');
    assert.deepEqual(labels(note.children), ['pyproject.toml:3', 'pyproject.toml:9']);
    assert.equal(note.children[1]?.subject?.evidence?.[0]?.line, 9);
  });

  it('show even when nothing else was found', () => {
    const result = resultOf([{}]);
    const nodes = projectNodes([{ ...result, facts: { ...result.facts, problems: [problem] } }], 'whole');
    assert.deepEqual(labels(nodes), ['No AI task found', '1 file has problems', 'Machine']);
  });

  it('include that the folder was read in part', () => {
    const result = resultOf([agent]);
    const nodes = projectNodes([{ ...result, facts: { ...result.facts, truncated: true } }], 'whole');
    assert.ok(nodeWith(nodes, 'Large project: read in part'));
  });
});

describe('rows of the Project view', () => {
  it('have ids of their own that do not depend on the order', () => {
    const one = resultOf([agent, { ...agent, path: 'bot' }], 'one');
    const two = resultOf([agent], 'two');
    const ids = allNodes(projectNodes([one, two], 'whole')).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      allNodes(projectNodes([two, one], 'whole'))
        .map(({ id }) => id)
        .sort(),
      [...ids].sort(),
    );
  });

  it('make no Markdown of what a project says', () => {
    const sly = {
      ...projectOf(agent),
      technologies: [{ ...projectOf(agent).technologies[0]!, version: '[x](command:evil)' }],
    };
    const result = resultOf([agent]);
    const nodes = projectNodes([{ ...result, facts: { ...result.facts, projects: [sly] } }], 'whole');
    assert.ok(nodeWith(nodes, 'LangGraph').tooltip!.includes('\\[x\\]\\(command:evil\\)'));
  });
});

describe('technologyGroups', () => {
  it('has every technology in exactly one group', () => {
    const members = technologyGroups.flatMap((group) => [...group.members] as string[]);
    assert.deepEqual(members.sort(), Object.keys(technologyTitles).sort());
  });
});
