import assert from 'node:assert/strict';
import { recommend } from '../../../src/core/guide/recommend/recommend.ts';
import { explainRecommendation } from '../../../src/core/guide/report/explain.ts';
import { evidenceLink } from '../../../src/core/guide/report/markdown.ts';
import { reportMarkdown } from '../../../src/core/guide/report/report.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';
import { evidence, factsOf } from '../../support/factsFactory.ts';

const guide = builtInGuide();
const facts = factsOf({
  tasks: ['agents'],
  technologies: ['langgraph', 'fastapi:import'],
  practices: ['create-react-agent'],
});
const sections = recommend(facts, guide)[0]!.sections;
const agents = sections.find(({ id }) => id === 'agents')!;

describe('reportMarkdown', () => {
  const problems = [
    { file: 'a|b.toml', line: 3, column: 1, message: 'Not *valid* TOML.', severity: 'error' as const },
  ];
  const text = reportMarkdown([
    {
      name: 'shop <b>',
      facts: { ...facts, problems, truncated: true },
      recommendations: recommend(facts, guide),
    },
  ]);

  it('has the summary, each technology with its proof, and a row for each section', () => {
    assert.ok(text.includes('Main task: **Agents**.'));
    assert.ok(
      text.includes('- LangGraph (direct)\n  - [pyproject.toml:1](pyproject.toml#L1): `langgraph`'),
      text,
    );
    const rows = text
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .slice(1);
    assert.equal(rows.length, 6);
    const row = rows.find((line) => line.startsWith('| Agentic frameworks'))!;
    assert.ok(
      row.includes(
        "| conflicts with the guide | LangChain & LangGraph | LangGraph's create\\_react\\_agent is deprecated. | Open Evidence |",
      ),
      row,
    );
  });

  it('says what stands in the way and which steps are open', () => {
    assert.match(
      text,
      /What stands in the way:\n\n- LangGraph's create\\_react\\_agent is deprecated\. Use create\\_agent .*\n {2}- \[app\/main\.py:1\]/,
    );
    assert.ok(text.includes('- Agentic frameworks: Define the agent with create\\_agent, or a graph'));
  });

  it('lets no Markdown or HTML of a project through', () => {
    assert.ok(text.includes('## shop \\<b\\>'));
    assert.ok(text.includes('`a\\|b.toml:3`: Not \\*valid\\* TOML.'));
  });

  it('says that files were left out', () => {
    assert.ok(text.includes('40 of 40 files were read; some were too large or too many.'));
  });
});

describe('explainRecommendation', () => {
  const text = explainRecommendation(agents, 'shop');

  it('has why, what stands in the way, the steps, each condition, the proof and the alternatives', () => {
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# Agentic frameworks',
      '## Recommended: LangChain & LangGraph',
      '## What stands in the way',
      '## Steps',
      '## How this answer came about',
      '## Evidence',
      '## Alternatives',
      '## Read more',
    ]);
    assert.ok(
      text.includes('☑ Add langchain 1.x and langgraph – [pyproject.toml:1](pyproject.toml#L1): `langgraph`'),
    );
    for (const line of agents.explanation) assert.ok(text.includes(line.slice(0, 20)));
  });

  it('is short for a section that is not needed', () => {
    const caching = sections.find(({ id }) => id === 'caching')!;
    const page = explainRecommendation(caching, 'shop');
    assert.match(page, /\*\*Not needed here\*\* in `shop`\./);
    assert.doesNotMatch(page, /## (Recommended|Evidence|Alternatives)/);
  });
});

describe('evidenceLink', () => {
  it('encodes the path, names the cell of a notebook and fences the text', () => {
    assert.equal(
      evidenceLink(evidence('my docs/a(1).py', 4, 'x = `y`')),
      '[my docs/a(1).py:4](my%20docs/a%281%29.py#L4): `` x = `y` ``',
    );
    assert.equal(
      evidenceLink({ ...evidence('n.ipynb', 90, ''), cell: 2, cellLine: 5 }),
      '[n.ipynb, cell 3, line 5](n.ipynb#L90)',
    );
    assert.equal(evidenceLink(evidence('\ud800.py', 1, '')), '[\ud800.py:1](%EF%BF%BD.py#L1)');
  });
});
