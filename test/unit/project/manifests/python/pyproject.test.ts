import assert from 'node:assert/strict';
import { readPyproject } from '../../../../../src/core/project/manifests/python/pyproject.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';
import { clueRows, problemLines } from './clueRow.ts';

function read(text: string): ReturnType<typeof readPyproject> {
  return readPyproject(sourceFile('app/pyproject.toml', text));
}

describe('readPyproject', () => {
  const cases: [title: string, text: string, rows: string[]][] = [
    [
      'PEP 621 with lines of a list of several',
      '[project]\nname = "x"\ndescription = "torch"\ndependencies = [ # torch\n  "torch>=2.4", "numpy",\n\n  # "jax",\n  \'transformers[torch] >= 4\',\n]\n',
      ['5 torch >=2.4 runtime', '5 numpy - runtime', '8 transformers >=4 runtime extras=torch'],
    ],
    [
      'extras, without the project itself',
      '[project]\nname = "My.Pkg"\n[project.optional-dependencies]\ntrain = ["trl"]\ndev = ["pytest"]\nall = ["my-pkg[train,dev]"]\n',
      ['4 trl - optional group=train', '5 pytest - dev group=dev'],
    ],
    [
      'dotted and quoted keys',
      'project.name = "x"\nproject."dependencies" = ["torch"]\r\nproject.optional-dependencies.gpu = ["vllm"]',
      ['2 torch - runtime', '3 vllm - optional group=gpu'],
    ],
    [
      'an inline table',
      'project = { name = "x", dependencies = ["torch"], optional-dependencies = { gpu = ["vllm"] } }',
      ['1 torch - runtime', '1 vllm - optional group=gpu'],
    ],
    [
      'PEP 735',
      '[dependency-groups]\ntest = ["pytest", {include-group = "Typing_x"}]\ntyping-x = ["mypy"]\ntrain = ["trl>=0.9"]\n',
      ['2 pytest - dev group=test', '3 mypy - dev group=typing-x', '4 trl >=0.9 optional group=train'],
    ],
    [
      'Poetry',
      [
        '[tool.poetry]',
        'name = "x"',
        '[tool.poetry.dependencies]',
        'python = "^3.11"',
        'torch = ">=2.4, <3"',
        'peft = { version = "^0.12", extras = ["a", "b"], optional = true }',
        'trl = {git = "https://github.com/huggingface/trl.git", rev = "v1"}',
        'numpy = [',
        '  {version = "<2", markers = "python_version < \'3.12\'"},',
        '  {version = ">=2"},',
        ']',
        'any = "*"',
        'here = {path = "."}',
        '[tool.poetry.dependencies.jax]',
        'version = "^0.4"',
        '[tool.poetry.dev-dependencies]',
        'black = "*"',
        '[tool.poetry.group.test.dependencies]',
        'pytest = "^8"',
        '[tool.poetry.group.main.dependencies]',
        'fastapi = "*"',
        '[tool.poetry.group.llm]',
        'optional = true',
        'dependencies = { vllm = "*" }',
      ].join('\n'),
      [
        '5 torch >=2.4,<3 runtime',
        '6 peft ^0.12 optional extras=a,b',
        '7 trl - runtime',
        "9 numpy <2 runtime marker=python_version < '3.12'",
        '10 numpy >=2 runtime',
        '12 any - runtime',
        '14 jax ^0.4 runtime',
        '17 black - dev group=dev',
        '19 pytest ^8 dev group=test',
        '21 fastapi - runtime group=main',
        '24 vllm - optional group=llm',
      ],
    ],
    [
      'uv',
      '[tool.uv]\ndev-dependencies = ["pytest"]\n[tool.uv.sources]\ntorch = { index = "x" }\n[tool.uv.workspace]\nmembers = ["a"]',
      ['2 pytest - dev group=dev'],
    ],
    [
      'PDM',
      '[tool.pdm.dev-dependencies]\nx = ["ruff", "-e file:///x/y#egg=mine"]',
      ['2 ruff - dev group=x', '2 mine - dev group=x'],
    ],
    [
      'Hatch',
      '[tool.hatch.envs.gpu]\ndependencies = ["torch"]\nextra-dependencies = [\n"vllm"]',
      ['2 torch - dev group=gpu', '4 vllm - dev group=gpu'],
    ],
    [
      'Pixi',
      '[tool.pixi.dependencies]\npython = ">=3.11"\npytorch = ">=2.4"\n[tool.pixi.pypi-dependencies]\nme = { path = ".", editable = true }\ntrl = { version = ">=0.9", extras = ["peft"] }\n[tool.pixi.feature.test.dependencies]\npytest = "*"\n[tool.pixi.target.linux-64.dependencies]\njaxlib = { version = "0.4.*", build = "*cuda*" }',
      [
        '3 torch >=2.4 runtime',
        '6 trl >=0.9 runtime extras=peft',
        '10 jaxlib 0.4.* runtime',
        '8 pytest - dev group=test',
      ],
    ],
    [
      'what builds',
      '[build-system]\nrequires = ["setuptools", "torch"]',
      ['2 setuptools - dev group=build-system', '2 torch - dev group=build-system'],
    ],
    [
      'strings that look like tables and multi-line strings',
      '[project]\ndescription = """\n[project]\ndependencies = ["no"]\n"""\nreadme = \'[x]\'\ndependencies = ["""torch"""]',
      ['7 torch - runtime'],
    ],
    [
      'repeated tables',
      '[[tool.uv.index]]\nname = "a"\n[[tool.uv.index]]\nname = "b"\n[project]\ndependencies = ["jax"]',
      ['6 jax - runtime'],
    ],
    ['odd keys', '[project]\n"__proto__" = 1\nconstructor = 2\ndependencies = ["jax"]', ['4 jax - runtime']],
  ];
  for (const [title, text, rows] of cases) {
    it(title, () => {
      const found = read(text);
      assert.deepEqual([clueRows(found), found.problems], [rows, []]);
    });
  }

  it('includes the files of dynamic dependencies', () => {
    const text =
      '[project]\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = [\n"requirements.txt",\n"../r.txt"] }\noptional-dependencies.dev = { file = "dev.txt" }\n';
    assert.deepEqual(
      read(text).includes?.map(({ path, scope, line }) => `${line} ${path} ${scope}`),
      ['5 app/requirements.txt runtime', '6 r.txt runtime', '7 app/dev.txt dev'],
    );
  });

  const broken: [title: string, text: string, lines: number[]][] = [
    ['broken TOML', '[project]\nname = "x"\ndependencies = ["torch"\n[tool]\n', [4]],
    ['a key twice', '[project]\ndependencies = ["torch"]\ndependencies = ["jax"]', [3]],
    ['a malformed requirement', '[project]\ndependencies = [\n"torch=2"]', [3]],
    ['a list that is text', '[project]\ndependencies = "torch"', [2]],
    ['an element that is no text', '[project]\ndependencies = [\n1]', [3]],
    [
      'groups in a circle',
      '[dependency-groups]\na = [{include-group = "b"}]\nb = [{include-group = "a"}]',
      [2, 3],
    ],
    ['a group that is not there', '[dependency-groups]\na = [\n{include-group = "b"}]', [3]],
    ['a Poetry dependency without a version', '[tool.poetry.dependencies]\ntorch = 2', [2]],
    ['deep nesting', `a = ${'['.repeat(5000)}`, [1]],
  ];
  for (const [title, text, lines] of broken) {
    it(`reports ${title}`, () => {
      const found = read(text);
      assert.deepEqual([found.clues, problemLines(found)], [[], lines]);
    });
  }

  it('keeps the text around an error out of its message', () => {
    const secret = 'hf_' + 'b'.repeat(34);
    const found = read(`[tool.x]\ntoken = "${secret}\n`);
    assert.equal(found.problems.length, 1);
    assert.doesNotMatch(JSON.stringify(found), /bbbb/);
  });
});
