import assert from 'node:assert/strict';
import type { SectionRecommendation } from '../../../src/core/guide/recommendation.ts';
import {
  countSectionsNeedingAction,
  type FolderResult,
} from '../../../src/editor/tree/model/folderResult.ts';
import { stackNodes } from '../../../src/editor/tree/model/stackNodes.ts';
import { evidence } from '../../support/factsFactory.ts';
import { allNodes, labels, nodeWith, resultOf } from './treeSupport.ts';

const agent = { tasks: ['agents'], technologies: ['langgraph'] };

const section: SectionRecommendation = {
  id: 'agents',
  title: 'Agents',
  status: 'partial',
  option: { id: 'adk', title: 'Google ADK', rank: 'primary', summary: 'The default.' },
  reason: 'Agents are the task.',
  explanation: [],
  evidence: [evidence('a.py', 1, 'import x')],
  steps: [
    { title: 'Install it', done: true, evidence: [evidence('pyproject.toml', 4, 'google-adk')] },
    { title: 'Define an agent', done: false, evidence: [] },
  ],
  obstacles: [
    { id: 'old', message: 'Old API.', remedy: 'Use the new one.', evidence: [evidence('b.py', 7, 'old()')] },
  ],
  actions: [{ command: 'aiStack.showGuideSection', title: 'Read' }],
  alternatives: [{ id: 'lg', title: 'LangGraph', rank: 'alternative', summary: 'Wide.' }],
  page: 'agents.md',
};

function withSections(...sections: SectionRecommendation[]): FolderResult {
  return { ...resultOf([agent]), recommendations: [{ path: '.', sections }] };
}

describe('stackNodes', () => {
  it('shows nothing without folders', () => {
    assert.deepEqual(stackNodes([]), []);
  });

  it('shows the six sections of the only project', () => {
    assert.equal(stackNodes([resultOf([agent])]).length, 6);
  });

  it('shows projects, and how much there is to do in each', () => {
    const result = resultOf([
      { ...agent, path: 'bot' },
      { ...agent, path: 'api' },
    ]);
    const [bot] = result.recommendations;
    const nodes = stackNodes([
      {
        ...result,
        recommendations: [
          { ...bot!, sections: [section] },
          { path: 'api', sections: [] },
        ],
      },
    ]);
    assert.deepEqual(
      nodes.map(({ label, description }) => [label, description]),
      [
        ['bot', '1 section needs action'],
        ['api', 'nothing to do'],
      ],
    );
  });

  it('shows folders of a multi-root workspace', () => {
    assert.deepEqual(labels(stackNodes([resultOf([agent], 'one'), resultOf([agent], 'two')])), [
      'one',
      'two',
    ]);
  });

  it('has the option, the status and its words on each section', () => {
    const [node] = stackNodes([withSections(section)]);
    assert.equal(node?.description, 'Google ADK');
    assert.equal(node.icon?.id, 'warning');
    assert.equal(node.spoken, 'Agents, partly in place, recommended: Google ADK');
    assert.match(node.tooltip!, /Agents are the task\./);
    assert.match(node.tooltip!, /Old API\. Use the new one\./);
  });

  it('says that a section is not needed where nothing is recommended', () => {
    const [node] = stackNodes([withSections({ ...section, status: 'not-applicable', option: undefined })]);
    assert.equal(node?.description, 'not needed here');
  });

  it('lists reason, obstacles, steps, evidence and alternatives below a section', () => {
    const [node] = stackNodes([withSections(section)]);
    assert.deepEqual(labels(node!.children), [
      'Agents are the task.',
      'Old API.',
      'Install it',
      'Define an agent',
      'Evidence',
      'Alternatives',
    ]);
    assert.equal(nodeWith([node!], 'Old API.').subject?.evidence?.[0]?.file, 'b.py');
    assert.equal(nodeWith([node!], 'Define an agent').spoken, 'Step 2, to do: Define an agent');
    assert.equal(nodeWith([node!], 'LangGraph').description, 'alternative');
  });

  it('does not say a reason twice that is an obstacle', () => {
    const [node] = stackNodes([withSections({ ...section, status: 'conflict', reason: 'Old API.' })]);
    assert.deepEqual(
      labels(node!.children).filter((label) => label === 'Old API.'),
      ['Old API.'],
    );
    assert.equal(node?.expanded, true);
    assert.equal(node.tooltip!.split('Old API.').length, 2);
  });

  it('names the actions of a section for the menus, and evidence only where there is some', () => {
    const [node] = stackNodes([withSections(section)]);
    assert.deepEqual(node?.contextValue?.split(' '), [
      'section',
      'status:partial',
      'action:aiStack.showGuideSection',
      'hasEvidence',
    ]);
    const [bare] = stackNodes([withSections({ ...section, evidence: [], obstacles: [] })]);
    assert.doesNotMatch(bare!.contextValue!, /hasEvidence/);
  });

  it('gives the commands what they need', () => {
    const [node] = stackNodes([withSections(section)]);
    assert.deepEqual(node?.subject, {
      folder: 'file:///work',
      project: '.',
      title: 'Agents',
      section: 'agents',
      page: 'agents.md',
      evidence: [...section.obstacles[0]!.evidence, ...section.evidence],
    });
  });

  it('names each place once, those of obstacles first', () => {
    const [node] = stackNodes([
      withSections({ ...section, evidence: [...section.evidence, evidence('b.py', 7, 'old()')] }),
    ]);
    assert.deepEqual(
      node?.subject?.evidence?.map(({ file }) => file),
      ['b.py', 'a.py'],
    );
  });

  it('has ids of their own for all rows', () => {
    const ids = allNodes(
      stackNodes([resultOf([agent, { ...agent, path: 'bot' }], 'one'), resultOf([agent], 'two')]),
    ).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('countSectionsNeedingAction', () => {
  it('counts conflicts, missing and partial sections', () => {
    const statuses = ['conflict', 'missing', 'partial', 'adopted', 'not-applicable'] as const;
    const result = withSections(...statuses.map((status) => ({ ...section, status })));
    assert.equal(countSectionsNeedingAction([result, result]), 6);
  });

  it('does not count advice for folders without any AI', () => {
    const result = {
      ...resultOf([{}]),
      recommendations: [{ path: '.', sections: [{ ...section, status: 'missing' as const }] }],
    };
    assert.equal(countSectionsNeedingAction([result]), 0);
    assert.equal(stackNodes([result]).length, 1);
  });
});
