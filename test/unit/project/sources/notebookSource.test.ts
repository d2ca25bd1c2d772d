import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Clue } from '../../../../src/core/project/clue.ts';
import { readNotebookSource } from '../../../../src/core/project/sources/notebookSource.ts';
import { sourceFile } from '../../../support/sourceFile.ts';

interface Cell {
  cell_type: string;
  source: string | string[];
}

function code(...lines: string[]): Cell {
  return {
    cell_type: 'code',
    source: lines.map((line, index) => (index < lines.length - 1 ? `${line}\n` : line)),
  };
}

function notebook(cells: readonly Cell[], metadata: object = { language_info: { name: 'python' } }): string {
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

function read(text: string, sampled = false): readonly Clue[] {
  return readNotebookSource(sourceFile('a.ipynb', text, sampled)).clues;
}

/** `cell:line kind name`, without the clue for the notebook itself. */
function brief(text: string, sampled = false): string[] {
  return read(text, sampled)
    .slice(1)
    .map((clue) => `${clue.cell}:${clue.cellLine} ${clue.kind} ${clue.name}`);
}

describe('readNotebookSource', () => {
  it('gives cell, line in the cell, line in the file and the source line', () => {
    const text = notebook([
      { cell_type: 'markdown', source: ['# import jax'] },
      code('import os', 'import torch'),
    ]);
    const [file, clue] = read(text);
    assert.deepEqual(file, { kind: 'file', name: 'notebook', line: 1 });
    const line = text.split('\n').findIndex((each) => each.includes('import torch')) + 1;
    const expected = {
      kind: 'import',
      ecosystem: 'pypi',
      name: 'torch',
      line,
      cell: 1,
      cellLine: 2,
      text: 'import torch',
    };
    assert.deepEqual(clue, expected);
  });

  it('reads a source that is one string', () => {
    const text = notebook([{ cell_type: 'code', source: 'import os\nimport torch\n' }]);
    assert.deepEqual(brief(text), ['0:2 import torch']);
    assert.equal(read(text)[1]?.text, 'import torch');
  });

  it('knows names of earlier cells', () => {
    const text = notebook([
      code('from peft import LoraConfig as L'),
      code('def broken(:'),
      code('c = L(r=8)'),
    ]);
    assert.deepEqual(brief(text), ['0:1 import peft.LoraConfig', '2:1 call peft.LoraConfig']);
    assert.deepEqual(read(text).at(-1)?.details, { r: '8', target: 'c' });
  });

  const magics: Record<string, [string[], string[]]> = {
    '%pip': [
      ['%pip install -q "transformers>=4.40" peft'],
      ['0:1 dependency transformers', '0:1 dependency peft'],
    ],
    '!pip': [['import os', '!pip install torch'], ['0:2 dependency torch']],
    'uv and conda': [
      ['!uv pip install trl', '%conda install pytorch'],
      ['0:1 dependency trl', '0:2 dependency torch'],
    ],
    'the running Python': [['!{sys.executable} -m pip install jax'], ['0:1 dependency jax']],
    'pip without a sign': [['pip install vllm'], ['0:1 dependency vllm']],
    'a command over two lines': [
      ['!pip install \\', '  torch', 'import keras'],
      ['0:3 import keras', '0:2 dependency torch'],
    ],
    'a program': [['!ollama pull llama3'], ['0:1 command ollama pull']],
    'a shell cell': [['%%bash', 'pip install accelerate'], ['0:2 dependency accelerate']],
    'a timed cell': [['%%time', 'import torch'], ['0:2 import torch']],
    'a timed statement': [
      ['import torch', '%time torch.load("x")'],
      ['0:1 import torch', '0:2 call torch.load'],
    ],
    'a command in a block': [
      ['import torch', 'if x:', '  !pip install trl', 'torch.load(1)'],
      ['0:1 import torch', '0:4 call torch.load', '0:3 dependency trl'],
    ],
    'cells of other languages': [['%%javascript', 'import torch'], []],
    '%env': [['%env HF_TOKEN=abc', '%env HOME=x', '%matplotlib inline'], ['0:1 variable HF_TOKEN']],
    'operators, not magics': [
      ['import torch', 'x = (a', '  % b', '  != c)', 'torch.load(1)'],
      ['0:1 import torch', '0:5 call torch.load'],
    ],
  };
  for (const [name, [lines, expected]] of Object.entries(magics)) {
    it(`reads ${name}`, () => assert.deepEqual(brief(notebook([code(...lines)])), expected));
  }

  it('keeps values out of the evidence', () => {
    const key = 'sk-' + 'proj-' + 'aB3dE5gH7jK9mN1pQ3sT5vX7zA2cF4hJ';
    const clues = read(
      notebook([code('%env OPENAI_API_KEY=verysecret', `client = OpenAI(api_key="${key}")`)]),
    );
    assert.deepEqual(
      clues
        .slice(1)
        .map(({ kind }) => kind)
        .sort(),
      ['key', 'variable'],
    );
    assert.ok(!/verysecret|aB3dE5gH7jK9/.test(JSON.stringify(clues)));
  });

  it('reads no other language, but says the notebook is there', () => {
    for (const metadata of [
      { kernelspec: { name: 'ir' } },
      { language_info: { name: 'julia' } },
      { kernelspec: { language: 'R', name: 'x' } },
    ]) {
      assert.deepEqual(read(notebook([code('import torch')], metadata)), [
        { kind: 'file', name: 'notebook', line: 1 },
      ]);
    }
    assert.equal(read(notebook([code('import torch')], { kernelspec: { name: 'my-env' } })).length, 2);
  });

  it('reads the older format', () => {
    const text = JSON.stringify({
      worksheets: [
        { cells: [{ cell_type: 'code', input: ['import torch'], outputs: [{ text: ['import jax'] }] }] },
      ],
    });
    assert.deepEqual(brief(text), ['0:1 import torch']);
  });

  it('passes over outputs', () => {
    const cell = {
      ...code('x'),
      outputs: [{ data: { 'text/plain': ['import torch'] }, source: ['import torch'] }],
    };
    assert.deepEqual(brief(notebook([cell])), []);
  });

  it('reads the complete cells of a beginning, without complaint', () => {
    const text = notebook([code('import torch'), code('import keras'), code('import jax')]);
    const reading = readNotebookSource(
      sourceFile('a.ipynb', text.slice(0, text.indexOf('import jax') + 4), true),
    );
    assert.deepEqual(
      reading.clues.map(({ name }) => name),
      ['notebook', 'torch', 'keras'],
    );
    assert.deepEqual(reading.problems, []);
  });

  it('names the place where a notebook breaks off and reads what is before', () => {
    const text = notebook([code('import torch'), code('import keras')]);
    const broken = text.replace('"metadata"', 'metadata');
    const { clues, problems } = readNotebookSource(sourceFile('a.ipynb', broken));
    assert.deepEqual(
      clues.map(({ name }) => name),
      ['notebook', 'torch', 'keras'],
    );
    const problem = problems[0]!;
    assert.equal(problem.line, broken.split('\n').findIndex((line) => line.includes('metadata')) + 1);
    assert.match(problem.message, /not valid JSON/);
  });

  it('claims nothing of other JSON, and nothing of an empty file', () => {
    assert.deepEqual(read('{"a": 1}'), []);
    assert.deepEqual(readNotebookSource(sourceFile('a.ipynb', ' \n')), { clues: [], problems: [] });
    assert.deepEqual(read('import torch'), []);
  });

  it('survives deep nesting', () => {
    const { clues, problems } = readNotebookSource(sourceFile('a.ipynb', '['.repeat(200_000)));
    assert.deepEqual(clues, []);
    assert.equal(problems.length, 1);
  });

  it('never throws on damaged notebooks', () => {
    const text = notebook([
      code('import torch', '!pip install x', '%%bash'),
      { cell_type: 'code', source: 'a\nb' },
    ]);
    const damage = fc.tuple(fc.nat(text.length), fc.nat(12), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(damage, fc.boolean(), ([at, length, put], sampled) => {
        readNotebookSource(sourceFile('a.ipynb', text.slice(0, at) + put + text.slice(at + length), sampled));
      }),
      { numRuns: 300 },
    );
  });
});
