import assert from 'node:assert/strict';
import { readLanggraphJson } from '../../../../../src/core/project/manifests/agents/langgraphJson.ts';
import { isModelfile, readModelfile } from '../../../../../src/core/project/manifests/agents/modelfile.ts';
import { readRootAgent } from '../../../../../src/core/project/manifests/agents/rootAgent.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

describe('readers of agent and model files', () => {
  const cases: [string, typeof readModelfile, string, string, string[]][] = [
    [
      'langgraph.json',
      readLanggraphJson,
      'langgraph.json',
      '{\n  "dependencies": ["."],\n  "graphs": {"agent": "./a.py:g"},\n  "env": {"OPENAI_API_KEY": ""}\n}',
      ['3 file langgraph.json {graphs=agent}', '4 variable OPENAI_API_KEY'],
    ],
    ['langgraph.json without graphs', readLanggraphJson, 'langgraph.json', '{}', []],
    [
      'root_agent.yaml',
      readRootAgent,
      'root_agent.yaml',
      '# yaml-language-server: x\nagent_class: LlmAgent\nname: root\nmodel: gemini-2.5-flash\n',
      ['3 file root_agent.yaml {model=gemini-2.5-flash agentClass=LlmAgent}'],
    ],
    ['another root_agent.yaml', readRootAgent, 'root_agent.yaml', 'name: x\n', []],
    [
      'Modelfile',
      readModelfile,
      'Modelfile',
      '# FROM nothing\nfrom llama3.2:3b\nSYSTEM x\n',
      ['2 file Modelfile', '2 asset modelfile-base {from=llama3.2:3b}'],
    ],
    ['an empty Modelfile', readModelfile, 'Modelfile', '\n', []],
  ];
  for (const [name, reader, path, text, expected] of cases) {
    it(name, () => assert.deepEqual(readLines(reader, path, text), expected));
  }

  const broken: [typeof readModelfile, string, string, number][] = [
    [readLanggraphJson, 'langgraph.json', '{\n"graphs": \n', 3],
    [readRootAgent, 'root_agent.yaml', 'name: x\n\tmodel: y\n', 2],
    [readModelfile, 'Modelfile', 'SYSTEM x\n', 1],
  ];
  for (const [reader, path, text, line] of broken) {
    it(`names line ${line} of a broken ${path}`, () => {
      const { clues, problems } = reader(sourceFile(path, text));
      assert.deepEqual([clues, problems.map((problem) => problem.line)], [[], [line]]);
    });
  }

  it('knows Modelfiles by name', () => {
    for (const path of ['Modelfile', 'a/Modelfile.coder', 'x.modelfile', 'x.Modelfile'])
      assert.ok(isModelfile(path), path);
    for (const path of ['Modelfiles/x', 'modelfile.py', 'MyModelfile']) assert.ok(!isModelfile(path), path);
  });
});
