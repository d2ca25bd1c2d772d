import assert from 'node:assert/strict';
import { checkGuideFile } from '../../../src/core/guide/file/checkGuideFile.ts';
import { loadGuide } from '../../../src/core/guide/file/loadGuide.ts';
import { applyOverride } from '../../../src/core/guide/file/override.ts';
import { recommend } from '../../../src/core/guide/recommend/recommend.ts';
import type { SectionId, SectionRecommendation } from '../../../src/core/guide/recommendation.ts';
import { builtInGuide, guideText } from '../../support/builtInGuide.ts';
import { factsOf, type ProjectSketch } from '../../support/factsFactory.ts';

const guide = builtInGuide();
const agent: ProjectSketch = { tasks: ['agents'], technologies: ['openai'] };
const oldAgent: ProjectSketch = {
  tasks: ['agents'],
  technologies: ['langgraph'],
  practices: ['create-react-agent'],
};

function withOverride(text: string, sketch: ProjectSketch, id: SectionId): SectionRecommendation {
  const overridden = applyOverride(guide, text);
  assert.deepEqual(overridden.problems, []);
  return recommend(factsOf(sketch), overridden.guide)[0]!.sections.find((section) => section.id === id)!;
}

const houseFramework = `
sections:
  agents:
    options:
      house-agents:
        title: House agents
        rank: RANK
        summary: What our platform team supports.
        adopted: { technology: smolagents }
`;

describe('applyOverride', () => {
  it('changes nothing when it is empty or only comments', () => {
    for (const text of ['', '# nothing yet\n', 'sections: {}\n'])
      assert.deepEqual(applyOverride(guide, text), { guide, problems: [] });
  });

  it('adds an option, which is preferred among those of its rank', () => {
    const section = withOverride(houseFramework.replace('RANK', 'primary'), agent, 'agents');
    assert.deepEqual([section.option?.id, section.status], ['house-agents', 'missing']);
    assert.match(section.reason, /House agents/);
    assert.deepEqual(
      section.alternatives.map(({ id }) => id),
      ['adk', 'langgraph'],
    );
  });

  it('does not prefer an added option of a lower rank', () => {
    assert.equal(
      withOverride(houseFramework.replace('RANK', 'alternative'), agent, 'agents').option?.id,
      'adk',
    );
  });

  it('sees that an added option is in place', () => {
    const section = withOverride(
      houseFramework.replace('RANK', 'alternative'),
      { tasks: ['agents'], technologies: ['smolagents'] },
      'agents',
    );
    assert.deepEqual([section.status, section.option?.id], ['adopted', 'house-agents']);
    assert.equal(
      section.reason,
      'House agents is in place: smolagents is a declared dependency (pyproject.toml:1).',
    );
  });

  it('overrides fields of an option and keeps the others', () => {
    const text =
      'sections: { agents: { options: { adk: { title: Our ADK, reasons: { missing: "Use {option}." } } } } }';
    const section = withOverride(text, agent, 'agents');
    assert.deepEqual([section.option?.title, section.reason], ['Our ADK', 'Use Our ADK.']);
    const adopted = withOverride(text, { tasks: ['agents'], practices: ['adk-agent'] }, 'agents');
    assert.match(adopted.reason, /built with ADK/);
  });

  it('turns an option off', () => {
    const section = withOverride(
      'sections: { agents: { options: { adk: { disable: true } } } }',
      agent,
      'agents',
    );
    assert.deepEqual([section.option?.id, section.alternatives], ['langgraph', []]);
  });

  it('turns a section off, or all of its options', () => {
    const off = withOverride('sections: { agents: { disable: true } }', agent, 'agents');
    assert.deepEqual([off.status, off.reason], ['not-applicable', 'Turned off by .vscode/ai-stack.yaml.']);
    const none = withOverride(
      'sections: { security: { options: { workload-identity: { disable: true } } } }',
      { technologies: ['google-genai'] },
      'security',
    );
    assert.equal(none.status, 'not-applicable');
    assert.match(none.reason, /All options/);
  });

  it('turns a conflict off, softens one and adds one', () => {
    const off = withOverride(
      'sections: { agents: { conflicts: { create-react-agent: { disable: true } } } }',
      oldAgent,
      'agents',
    );
    assert.deepEqual([off.status, off.obstacles], ['adopted', []]);
    const soft = withOverride(
      'sections: { agents: { conflicts: { create-react-agent: { level: warning } } } }',
      oldAgent,
      'agents',
    );
    assert.deepEqual([soft.status, soft.obstacles.length], ['partial', 1]);
    const added = withOverride(
      'sections: { agents: { conflicts: { no-openai: { when: { technology: openai }, message: No., remedy: Ask us. } } } }',
      agent,
      'agents',
    );
    assert.deepEqual([added.status, added.reason], ['conflict', 'No.']);
  });

  it('names conditions of its own and of the guide', () => {
    const text =
      'conditions: { ours: { any: [{ is: containerised }, { technology: openai }] } }\nsections: { agents: { applies: { is: ours } } }';
    assert.equal(withOverride(text, { technologies: ['openai'] }, 'agents').status, 'missing');
  });

  const rows: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'a misspelt section',
      'sections:\n  agent:\n    disable: true\n',
      '2:3-2:8',
      /"agent" is not a known section\. Did you mean "agents"\?/,
    ],
    [
      'a misspelt key',
      'sections:\n  agents:\n    option:\n      adk: {}\n',
      '3:5-3:11',
      /Did you mean "options"\?/,
    ],
    [
      'a key that does not exist',
      'secretz:\n  disable: []\n',
      '1:1-1:8',
      /"secretz" is not a key of a guide\. Did you mean "secrets"\?/,
    ],
    ['a wrong type', 'sections:\n  agents:\n    disable: "yes"\n', '3:14-3:19', /true or false/],
    [
      'a new option that lacks fields',
      'sections:\n  agents:\n    options:\n      ours:\n        title: Ours\n',
      '4:7-4:11',
      /"ours" lacks: rank, summary, adopted\./,
    ],
    ['broken YAML', 'sections:\n  agents: [\n', '3:1-3:2', /not valid YAML/],
    [
      'a repeated key',
      'sections:\n  agents: { disable: true, disable: false }\n',
      '2:28-2:35',
      /stands here twice/,
    ],
    ['tabs and CRLF', 'sections:\r\n  agents:\r\n    goal: 5\r\n', '3:11-3:12', /Expected text/],
    [
      'an alias',
      'sections:\n  agents: &a { disable: true }\n  caching: *a\n',
      '3:12-3:14',
      /use a named condition/,
    ],
    [
      'a bad id',
      'sections:\n  agents:\n    options:\n      Our Agents: { disable: true }\n',
      '4:7-4:17',
      /lower-case/,
    ],
  ];
  for (const [title, text, place, message] of rows) {
    it(`names the exact place of ${title} and leaves the guide as it was`, () => {
      const overridden = applyOverride(guide, text);
      const [problem] = overridden.problems;
      assert.match(problem!.message, message);
      assert.equal(`${problem!.line}:${problem!.column}-${problem!.endLine}:${problem!.endColumn}`, place);
      assert.equal(overridden.guide, guide);
    });
  }

  it('ignores all of it when one part is wrong', () => {
    const text = 'sections: { agents: { disable: true }, caching: { disabled: true } }';
    assert.equal(applyOverride(guide, text).guide, guide);
  });
});

describe('checkGuideFile', () => {
  it('takes guide.yaml as a whole guide and any other file as an override', () => {
    assert.deepEqual(checkGuideFile('media/guide/guide.yaml', guideText, guide), []);
    assert.deepEqual(
      checkGuideFile('.vscode/ai-stack.yaml', 'sections: { agents: { disable: true } }', guide),
      [],
    );
    const [finding] = checkGuideFile('guide.yaml', 'sections: { agents: { disable: true } }', guide);
    assert.deepEqual(
      [finding?.file, finding?.rule, finding?.severity, finding?.line],
      ['guide.yaml', 'guide/missing-field', 'error', 1],
    );
  });

  it('gives findings a rule of the guide area', () => {
    const findings = checkGuideFile(
      'ours.yaml',
      'sections: { agents: { rank: 1, options: { x: { rank: best } } } }',
      guide,
    );
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['guide/unknown-key', 'guide/unknown-id', 'guide/missing-field'],
    );
  });
});

describe('loadGuide', () => {
  it('reads the shipped guide through the resources', async () => {
    assert.deepEqual(
      await loadGuide({ readText: (path) => Promise.resolve(path === 'guide/guide.yaml' ? guideText : '') }),
      guide,
    );
  });

  it('rejects with the place when the shipped guide is broken', async () => {
    await assert.rejects(
      loadGuide({ readText: () => Promise.resolve('sections: 1') }),
      /guide\.yaml:1:11: Expected sections by id/,
    );
  });
});
