import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { parse } from 'yaml';
import { machineTraits, strengths } from '../../../src/core/guide/condition/condition.ts';
import { parseGuide } from '../../../src/core/guide/file/parseGuide.ts';
import { applyOverride } from '../../../src/core/guide/file/override.ts';
import { guideCommands, optionRanks } from '../../../src/core/guide/guide.ts';
import { sectionIds } from '../../../src/core/guide/recommendation.ts';
import { practiceTitles, taskTitles, technologyTitles } from '../../../src/core/project/vocabulary.ts';
import { builtInGuide, guideText } from '../../support/builtInGuide.ts';

const schemaFile = new URL('../../../media/guide/guide.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const overrideSchema = JSON.parse(readFileSync(new URL('override.schema.json', schemaFile), 'utf8'));

const ajv = new Ajv({ strict: false });
ajv.addSchema(schema, 'guide.schema.json');
const isGuide = ajv.getSchema('guide.schema.json')!;
const isOverride = ajv.compile(overrideSchema);
const guide = builtInGuide();

describe('guide.schema.json', () => {
  it('accepts the guide that is shipped', () => {
    assert.ok(isGuide(parse(guideText)), JSON.stringify(isGuide.errors?.slice(0, 3)));
  });

  it('lists the ids of the vocabulary with their titles (rewrite with UPDATE_SCHEMA=1)', async () => {
    const tasks = Object.fromEntries(Object.entries(taskTitles).filter(([id]) => id !== 'none'));
    const tables = {
      technology: technologyTitles,
      practice: practiceTitles,
      task: tasks,
      primaryTask: taskTitles,
    };
    const lists = Object.entries(tables).map(
      ([name, titles]) =>
        [name, { enum: Object.keys(titles), enumDescriptions: Object.values(titles) }] as const,
    );
    if (process.env.UPDATE_SCHEMA) {
      const updated = { ...schema, definitions: { ...schema.definitions, ...Object.fromEntries(lists) } };
      const style = { parser: 'json', printWidth: 110, singleQuote: true };
      writeFileSync(schemaFile, await format(JSON.stringify(updated), style));
    }
    for (const [name, list] of lists)
      assert.deepEqual(JSON.parse(readFileSync(schemaFile, 'utf8')).definitions[name], list);
  });

  it('lists the same words as the parser', () => {
    const { definitions } = schema;
    assert.deepEqual(definitions.machine.enum, machineTraits);
    assert.deepEqual(definitions.strength.enum, strengths);
    assert.deepEqual(definitions.action.properties.command.enum, guideCommands);
    assert.deepEqual(definitions.option.properties.rank.enum, optionRanks);
    assert.deepEqual(Object.keys(definitions.file.properties.sections.properties), sectionIds);
  });

  it('describes every key, for hover', () => {
    for (const [name, definition] of Object.entries<{
      properties?: Record<string, { description?: string }>;
    }>(schema.definitions)) {
      for (const [key, property] of Object.entries(definition.properties ?? {})) {
        if (name === 'file' || '$ref' in property) continue;
        assert.ok(property.description, `${name}.${key}`);
      }
    }
  });
});

describe('schema and parser agree', () => {
  const ours = 'title: Ours, rank: primary, summary: Good., adopted: { technology: ollama }';
  const option = (fields: string): string => `sections: { agents: { options: { ours: { ${fields} } } } }`;
  const applies = (condition: string): string => `sections: { agents: { applies: ${condition} } }`;
  const notNeeded = (text: string): string => `sections: { agents: { notNeeded: ${text} } }`;
  const rule = (more: string): string =>
    `secrets: { rules: [{ id: billing-token, title: T, pattern: 'bill_[a-z]{9}'${more} }] }`;
  const overrides: readonly (readonly [text: string, good: boolean])[] = [
    ['sections: {}', true],
    ['conditions: { a: { task: agents }, b: { is: a } }', true],
    [option(ours), true],
    [option('disable: true'), true],
    [option(`${ours}, steps: [{ title: One, done: { practice: lora } }]`), true],
    [option(`${ours}, steps: []`), false],
    [option(`${ours}, steps: [{ title: One }]`), false],
    [option(`${ours}, links: [{ title: Docs, url: "https://example.org/x" }]`), true],
    [option(`${ours}, links: [{ title: Docs, url: "http://example.org/x" }]`), false],
    [option(`${ours}, links: [{ title: Docs, url: "https://" }]`), false],
    [option(`${ours}, actions: [{ command: aiStack.copyReport, title: Copy }]`), true],
    [option(`${ours}, actions: [{ command: workbench.action.quit, title: Quit }]`), false],
    [option(`${ours}, reasons: { adopted: "{option}, {because}; {next}" }`), true],
    [option(`${ours}, reasons: { adopted: "{who}" }`), false],
    [option(`${ours}, reasons: { adopted: "a { brace" }`), true],
    [option(`${ours}, reasons: { conflict: Why. }`), false],
    [option(`${ours}, price: 5`), false],
    [option('title: "", rank: primary, summary: x, adopted: { technology: ollama }'), false],
    [option('title: " ", rank: primary, summary: x, adopted: { technology: ollama }'), false],
    [option('title: x, rank: first, summary: x, adopted: { technology: ollama }'), false],
    [applies('{ technology: ollama }'), true],
    [applies('{ technology: [ollama, peft], strength: import }'), true],
    [applies('{ technology: [] }'), false],
    [applies('{ technology: llama }'), false],
    [applies('{ technology: ollama, strength: strong }'), false],
    [applies('{ task: agents, strength: import }'), false],
    [applies('{ task: agents, confidence: 0.5 }'), true],
    [applies('{ task: agents, confidence: 2 }'), false],
    [applies('{ task: none }'), false],
    [applies('{ primaryTask: none }'), true],
    [applies('{ practice: [lora, qlora] }'), true],
    [applies('{ machine: nvidia }'), true],
    [applies('{ machine: intel }'), false],
    [applies('{ folder: empty }'), true],
    [applies('{ folder: full }'), false],
    [applies('{ is: containerised }'), true],
    [applies('{ all: [{ not: { task: agents } }, { any: [{ practice: lora }] }] }'), true],
    [applies('{ all: [] }'), false],
    [applies('{ not: [{ task: agents }] }'), false],
    [applies('{}'), false],
    [applies('{ task: agents, practice: lora }'), false],
    [applies('true'), false],
    [notNeeded('Not here.'), true],
    [notNeeded('[{ when: { task: agents }, text: A. }, { text: B. }]'), true],
    [notNeeded('[{ when: { task: agents } }]'), false],
    [notNeeded('[]'), false],
    [notNeeded('7'), false],
    [
      'sections: { agents: { conflicts: { x: { when: { task: agents }, message: M., remedy: R., level: warning } } } }',
      true,
    ],
    [
      'sections: { agents: { conflicts: { x: { when: { task: agents }, message: M., remedy: R., level: fatal } } } }',
      false,
    ],
    ['sections: { agents: { conflicts: { X: { disable: true } } } }', false],
    ['sections: { agents: { options: [ours] } }', false],
    ['sections: { agent: { disable: true } }', false],
    ['sections: { agents: { disable: maybe } }', false],
    ['sections: { agents: ~ }', false],
    ['secrets: {}', true],
    ['secrets: { disable: [] }', false],
    ['secrets: { disable: [openai-api-key, "stripe-*", secret/x] }', true],
    ['secrets: { disable: [OpenAI] }', false],
    ['secrets: { severity: { openai-*: error, low: "off" } }', true],
    ['secrets: { severity: { openai-*: fatal } }', false],
    ['secrets: { severity: { "A b": error } }', false],
    ['secrets: { paths: { exclude: ["docs/**"] } }', true],
    ['secrets: { paths: { include: ["docs/**"] } }', false],
    ['secrets: { paths: { exclude: [] } }', false],
    [rule(''), true],
    [rule(', keywords: [bill_], group: 1, confidence: high, entropy: 3.5, path: "[.]py$"'), true],
    [rule(', group: value'), true],
    [rule(', group: 0'), false],
    [rule(', group: [1]'), false],
    [rule(', entropy: 9'), false],
    [rule(', confidence: sure'), false],
    [rule(', keywords: []'), false],
    [rule(', regex: x'), false],
    ['secrets: { rules: [{ id: Ours, title: x, pattern: x }] }', false],
    ['secrets: { rules: [{ id: ours, pattern: x }] }', false],
    ['secrets: { rules: [{ id: ours, title: x, pattern: "" }] }', false],
    ['secrets: { allow: { words: [example], regexes: ["^x"], paths: ["test/**"] } }', true],
    [`secrets: { allow: { hashes: ["${'0a'.repeat(32)}"] } }`, true],
    ['secrets: { allow: { hashes: [abc] } }', false],
    ['secrets: { allow: { values: [x] } }', false],
    ['secrets: ~', false],
    ['secrets: [x]', false],
    ['conditions: { "A b": { task: agents } }', false],
    ['[]', false],
  ];
  for (const [text, good] of overrides) {
    it(`${good ? 'accept' : 'refuse'} ${text}`, () => {
      assert.deepEqual(
        [applyOverride(guide, text).problems.length === 0, isOverride(parse(text))],
        [good, good],
      );
    });
  }

  const wholes: readonly (readonly [title: string, from: string, to: string, good: boolean])[] = [
    ['as it is', '', '', true],
    [
      'a section without a goal',
      '    goal: Build applications that reason, choose tools and carry out several steps.\n',
      '',
      false,
    ],
    ['an option without a rank', '        rank: alternative\n', '', false],
    [
      'a conflict without a remedy',
      '        remedy: Use create_agent from langchain.agents, or ADK for new agents.\n',
      '',
      false,
    ],
    ['a section misnamed', '  caching:\n', '  cache:\n', false],
    ['a part on secrets', 'sections:\n', 'secrets: {}\nsections:\n', false],
  ];
  for (const [title, from, to, good] of wholes) {
    it(`${good ? 'accept' : 'refuse'} the whole guide: ${title}`, () => {
      assert.ok(guideText.includes(from));
      const text = guideText.replace(from, to);
      assert.deepEqual([parseGuide(text).problems.length === 0, isGuide(parse(text))], [good, good]);
    });
  }
});
