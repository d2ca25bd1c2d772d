import assert from 'node:assert/strict';
import {
  pythonManifestReaders,
  readInclusion,
} from '../../../../../src/core/project/manifests/python/registry.ts';
import { readScriptHeader } from '../../../../../src/core/project/manifests/python/scriptHeader.ts';
import type { FileReading } from '../../../../../src/core/project/clue.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';
import { clueRows, problemLines } from './clueRow.ts';

function read(path: string, text: string): FileReading {
  const reader = pythonManifestReaders.find(({ matches }) => matches(path));
  assert.ok(reader, `no reader for ${path}`);
  return reader.read(sourceFile(path, text));
}

describe('Python manifests', () => {
  const cases: [title: string, path: string, text: string, rows: string[]][] = [
    [
      'setup.cfg',
      'setup.cfg',
      '[metadata]\nname = torch\n[options]\ninstall_requires =\n    torch>=2\n    # no\n    jax; sys_platform == "linux"  # x\n    %(more)s\ntests_require = pytest; mock>1\n[options.extras_require]\ngpu =\n  vllm\ndocs: sphinx\n[tool:pytest]\nrequires = x\n',
      [
        '5 torch >=2 runtime',
        '7 jax - runtime marker=sys_platform == "linux"',
        '9 pytest - dev',
        '9 mock >1 dev',
        '12 vllm - optional group=gpu',
        '13 sphinx - dev group=docs',
      ],
    ],
    [
      'a marker on the only line',
      'setup.cfg',
      '[options]\ninstall_requires = jax; python_version > "3"',
      ['2 jax - runtime marker=python_version > "3"'],
    ],
    [
      'Pipfile',
      'Pipfile',
      '[[source]]\nurl = "https://u:p@h"\nname = "x"\n[packages]\ntorch = ">=2"\npeft = {version = "*", extras = ["x"]}\nme = {path = ".", editable = true}\n[dev-packages]\npytest = "*"\n[train]\n"trl" = "~=0.9"\n[requires]\npython_version = "3.11"\n',
      [
        '5 torch >=2 runtime',
        '6 peft - runtime extras=x',
        '9 pytest - dev group=dev',
        '11 trl ~=0.9 optional group=train',
      ],
    ],
    [
      'a conda environment',
      'environment.yml',
      'name: torch\nchannels: [pytorch]\ndependencies:\n  - python=3.11\n  - pytorch::pytorch=2.1=py3.11_cuda  # x\n  - conda-forge::transformers>=4,<5\n  - numpy 1.26.*\n  - "jaxlib[version=\'>=0.4\']"\n  - tensorflow-gpu\n  - pip\n  - pip:\n    - trl>=0.9\n    - git+https://github.com/huggingface/peft.git # y\n    - -e .\n',
      [
        '5 torch =2.1 runtime',
        '6 transformers >=4,<5 runtime',
        '7 numpy 1.26.* runtime',
        '8 jaxlib >=0.4 runtime',
        '9 tensorflow-gpu - runtime',
        '12 trl >=0.9 runtime',
        '13 peft - runtime',
      ],
    ],
    [
      'a conda environment for development',
      'ci/environment-dev.yaml',
      'dependencies: [pytorch-gpu, faiss-gpu]',
      ['1 torch - dev', '1 faiss-gpu - dev'],
    ],
    ['other YAML of that name', 'env.yaml', 'service: torch\nvalues:\n  - dependencies: x\n', []],
    [
      'pixi.toml',
      'pixi.toml',
      '[dependencies]\npytorch-cpu = "*"\n[host-dependencies]\ncmake = "*"\n[feature.gpu.pypi-dependencies]\nvllm = ">=0.6"',
      ['2 torch - runtime', '4 cmake - dev', '6 vllm >=0.6 optional group=gpu'],
    ],
    [
      'uv.lock, without members of the workspace',
      'uv.lock',
      'version = 1\n\n[[package]]\nname = "me"\nversion = "0.1.0"\nsource = { editable = "." }\ndependencies = [\n    { name = "torch" },\n]\n\n[[package]]\nname = "Torch_x"\nversion = "2.4.0+cu121"\nsource = { registry = "https://h" }\n\n[package.metadata]\nname = "no"\n\n[[package]]\nname = "jax"\r\nversion = "0.4"\n',
      ['12 torch-x 2.4.0+cu121 locked', '20 jax 0.4 locked'],
    ],
    [
      'poetry.lock',
      'sub/poetry.lock',
      '[[package]]\nname = "torch"\nversion = "2.4.0"\ndescription = "x"\n\n[metadata]\nname = "a"\nversion = "1"',
      ['2 torch 2.4.0 locked'],
    ],
    [
      'Pipfile.lock',
      'Pipfile.lock',
      JSON.stringify(
        {
          _meta: { hash: { version: '==1' } },
          default: { torch: { hashes: ['sha256:0'], version: '==2.4' }, x: { git: 'https://h' } },
          develop: { Py_test: { version: '==8.0' } },
        },
        null,
        4,
      ),
      ['8 torch 2.4 locked', '19 py-test 8.0 locked'],
    ],
  ];
  for (const [title, path, text, rows] of cases) {
    it(title, () => {
      const found = read(path, text);
      assert.deepEqual([clueRows(found), found.problems], [rows, []]);
    });
  }

  it('follows files named in setup.cfg and in a conda environment', () => {
    const config = read(
      'a/setup.cfg',
      '[options]\ninstall_requires = file: r.txt, s.txt\n[options.extras_require]\ndev =\n  file: d.txt\n',
    );
    const environment = read(
      'environment.yml',
      'dependencies:\n- pip:\n  - -r requirements.txt\n  - -c c.txt',
    );
    assert.deepEqual(
      [...(config.includes ?? []), ...(environment.includes ?? [])].map(
        ({ path, format, scope, line }) => `${line} ${path} ${format} ${scope}`,
      ),
      [
        '2 a/r.txt requirements runtime',
        '2 a/s.txt requirements runtime',
        '5 a/d.txt requirements dev',
        '3 requirements.txt requirements runtime',
        '4 c.txt constraints locked',
      ],
    );
  });

  it('reads an included file as its inclusion says', () => {
    const file = sourceFile('deps.txt', 'torch==2.4');
    assert.deepEqual(clueRows(readInclusion(file, { format: 'requirements', scope: 'dev' })), [
      '1 torch ==2.4 dev',
    ]);
    assert.deepEqual(clueRows(readInclusion(file, { format: 'constraints', scope: 'runtime' })), [
      '1 torch ==2.4 locked',
    ]);
  });

  const broken: [path: string, text: string, lines: number[]][] = [
    ['setup.cfg', 'install_requires = x\n[options]', [1]],
    ['setup.cfg', '[options]\ninstall_requires =\n  torch=2\n', [3]],
    ['Pipfile', '[packages]\ntorch = \n', [2]],
    ['pixi.toml', '[dependencies\n', [1]],
    ['environment.yml', 'name: x\ndependencies:\n  - torch\n - jax: [\n', [4]],
    ['environment.yml', 'dependencies:\n  - torch >> 2\n', [2]],
    ['uv.lock', 'not a lock', []],
  ];
  for (const [path, text, lines] of broken) {
    it(`reports a broken ${path} at ${lines.join(', ') || 'no line'}`, () => {
      const found = read(path, text);
      assert.deepEqual([found.clues, problemLines(found)], [[], lines]);
    });
  }
});

describe('readScriptHeader', () => {
  const script = (text: string): FileReading => readScriptHeader(sourceFile('run.py', text));

  it('reads the dependencies with their lines', () => {
    const text =
      '#!/usr/bin/env -S uv run\r\n# /// script\r\n# requires-python = ">=3.11"\r\n# dependencies = [\r\n#   "torch>=2",\r\n#\r\n#   "rich",\r\n# ]\r\n# ///\r\nimport torch\r\n';
    assert.deepEqual(clueRows(script(text)), ['5 torch >=2 runtime', '7 rich - runtime']);
  });
  it('yields nothing without a closed block', () => {
    for (const text of [
      'import torch',
      '# /// script\n# dependencies = ["torch"]\nimport x\n# ///',
      '# /// other\n# dependencies = ["a"]\n# ///',
    ]) {
      assert.deepEqual(script(text), { clues: [], problems: [] });
    }
  });
  it('reports broken TOML in its place', () => {
    const { problems } = script('\n# /// script\n# dependencies = [\n# x y\n# ]\n# ///\n');
    assert.deepEqual([problems[0]?.line, problems.length], [4, 1]);
  });
});
