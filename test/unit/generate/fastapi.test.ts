import assert from 'node:assert/strict';
import { fastapi } from '../../../src/core/generate/fastapi.ts';
import type { Generated } from '../../../src/core/generate/generator.ts';
import { optionValues } from '../../../src/core/generate/optionValues.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';
import { planServing } from '../../../src/core/serving/plan/planServing.ts';
import { scaffoldPaths, scaffoldTasks, starterModels } from '../../../src/core/serving/scaffold/scaffold.ts';
import { generateContext } from '../../support/generateContext.ts';

type Files = Record<string, string>;

function generate(set: Record<string, string> = {}, files: Files = {}): Promise<Generated> {
  return fastapi.generate(optionValues(fastapi, set), generateContext('fastapi', files));
}

/** The files by path, over those that were there. */
function written(generated: Generated, before: Files = {}): Files {
  return { ...before, ...Object.fromEntries(generated.files.map(({ path, content }) => [path, content])) };
}

function paths({ files }: Generated): string[] {
  return files.map(({ path }) => path);
}

const application = {
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'requirements.txt': 'fastapi\n',
};
const embedding =
  'from sentence_transformers import SentenceTransformer\nm = SentenceTransformer("BAAI/bge-small-en-v1.5")\n';

describe('fastapi', () => {
  for (const task of scaffoldTasks) {
    it(`writes the same complete application every time (${task})`, async () => {
      const generated = await generate({ task });
      assert.deepEqual(generated, await generate({ task }));
      const files = written(generated);
      for (const path of [
        'pyproject.toml',
        'README.md',
        '.env.example',
        '.gitignore',
        'app/main.py',
        'tests/conftest.py',
      ])
        assert.ok(path in files, path);
      for (const [path, content] of Object.entries(files)) {
        assert.doesNotMatch(content, /@@|^\s*# @(?:if|end)\b/m, path);
        assert.doesNotMatch(content, /\r|[ \t]$|\n\n\n\n/m, path);
        assert.match(content, /[^\n]\n$/, path);
      }
      assert.ok(files['README.md']?.includes(scaffoldPaths[task]));
      assert.ok(files['app/settings.py']?.includes(`model_id: str = "${starterModels[task]}"`));
      assert.ok(generated.next.some((step) => step.includes(`downloads ${starterModels[task]}`)));
    });

    it(`is found again by the plan, with its model, its paths and its task (${task})`, async () => {
      const files = written(await generate({ task }));
      const plan = await planServing({}, generateContext('fastapi', files));
      assert.deepEqual([plan.target, plan.app.module, plan.app.object], ['transformers', 'app.main', 'app']);
      assert.deepEqual([plan.app.healthPath, plan.app.readyPath], ['/health', '/ready']);
      assert.deepEqual([plan.model?.id, plan.model?.task], [starterModels[task], task]);
      assert.ok(plan.environment.some(({ name }) => name === 'MODEL_ID'));
      assert.deepEqual(plan.app.sources, ['app']);
      assert.equal(plan.python?.torch?.chosenByProject, true);
    });

    it(`changes nothing when it runs again (${task})`, async () => {
      const first = await generate({ task });
      const again = await generate({ task }, written(first));
      assert.deepEqual(
        again.files.filter(({ path }) => path !== '.gitignore'),
        first.files.filter(({ path }) => path !== '.gitignore'),
      );
    });
  }

  it('starts with models of the catalogue', async () => {
    const text = await generateContext('fastapi').resource('catalog/serving.yaml');
    const known = readServingCatalogue(text).models;
    for (const task of scaffoldTasks)
      assert.equal(known.find(({ id }) => id === starterModels[task])?.task, task);
  });

  it('takes the model and the task from the code', async () => {
    const generated = await generate(
      {},
      { 'embed.py': embedding, 'requirements.txt': 'sentence-transformers\n' },
    );
    const files = written(generated);
    assert.ok(files['app/settings.py']?.includes('model_id: str = "BAAI/bge-small-en-v1.5"'));
    assert.ok('app/routes/embeddings.py' in files);
    const decision = generated.decisions?.find(({ option }) => option === 'task');
    assert.equal(decision?.source, 'evidence');
    assert.equal(decision.evidence[0]?.file, 'embed.py');
  });

  it('pins what was given: the revision, and another name for the package', async () => {
    const files = written(
      await generate({ model: 'Qwen/Qwen3-0.6B', revision: 'c1899de', package: 'inference' }),
    );
    assert.ok(files['inference/settings.py']?.includes('model_revision: str | None = "c1899de"'));
    assert.ok(files['tests/conftest.py']?.includes('from inference.application import create_app'));
    assert.ok(files['.env.example']?.includes('MODEL_REVISION=c1899de'));
  });

  it('takes torch from the index of the target', async () => {
    const cpu = written(await generate())['pyproject.toml'] ?? '';
    assert.match(cpu, /^url = "https:\/\/download\.pytorch\.org\/whl\/cpu"$/m);
    const gpu = written(await generate({ model: 'Qwen/Qwen3-4B', gpu: 'nvidia-l4' }))['pyproject.toml'] ?? '';
    assert.match(gpu, /^torch = \[\{ index = "pytorch-cu\d+", marker = "sys_platform != 'darwin'" \}\]$/m);
  });
});

describe('fastapi, in a folder with files', () => {
  it('leaves an application alone and takes another package', async () => {
    const generated = await generate({}, application);
    assert.ok(!paths(generated).some((path) => path.startsWith('app/')));
    assert.ok(paths(generated).includes('serving/main.py'));
    assert.ok(generated.next.some((step) => step.includes('--set app=serving.main:app')));
    assert.ok(generated.next.some((step) => step.includes('uvicorn serving.main:app')));
    const again = await generate({}, written(generated, application));
    assert.ok(paths(again).includes('serving/main.py'), 'and stays there');
  });

  it('takes a module app.py for taken as well', async () => {
    assert.ok(paths(await generate({}, { 'app.py': 'x = 1\n' })).includes('serving/main.py'));
  });

  it('puts its tests beside those that are there', async () => {
    const generated = await generate({}, { 'tests/test_mine.py': '' });
    assert.ok(paths(generated).includes('tests/inference/conftest.py'));
    assert.ok(!paths(generated).includes('tests/conftest.py'));
  });

  it('adds what requirements.txt lacks, and no more', async () => {
    const before = { 'requirements.txt': 'FastAPI[standard]==0.160\ntorch' };
    const generated = await generate({}, before);
    const file = generated.files.find(({ path }) => path === 'requirements.txt');
    assert.equal(file?.extends, true);
    assert.match(
      file.content,
      /^FastAPI\[standard\]==0\.160\ntorch\nprometheus-client>=.*\npydantic-settings>=.*\ntransformers>=.*\nuvicorn>=.*\n$/,
    );
    assert.ok(!paths(generated).includes('pyproject.toml'));
    const again = await generate({}, written(generated, before));
    assert.ok(!paths(again).includes('requirements.txt'));
  });

  it('says what to add where a tool writes the requirements', async () => {
    const compiled = { 'requirements.txt': '# This file is autogenerated by pip-compile\nfastapi==0.160\n' };
    for (const files of [
      compiled,
      { 'requirements.in': 'fastapi\n', 'requirements.txt': 'fastapi==0.160\n' },
    ]) {
      const generated = await generate({}, files);
      assert.ok(!paths(generated).includes('requirements.txt'));
      assert.match(generated.next[0] ?? '', /pip install .*"transformers>=5,<6"/);
    }
  });

  it('says what to add to a pyproject.toml, by the tool of its lock file', async () => {
    const project = '[project]\nname = "mine"\nversion = "1"\ndependencies = ["fastapi"]\n';
    for (const [lock, command] of [
      [
        'uv.lock',
        /^Install what it needs: `uv add --index pytorch-cpu=https:\/\/download\.pytorch\.org\/whl\/cpu .*"torch>=/,
      ],
      ['poetry.lock', /`poetry add .*"transformers>=/],
      ['pdm.lock', /`pdm add .*"transformers>=/],
    ] as const) {
      const generated = await generate({}, { 'pyproject.toml': project, [lock]: '' });
      assert.ok(!paths(generated).includes('pyproject.toml'));
      assert.match(generated.next[0] ?? '', command);
      assert.doesNotMatch(generated.next[0] ?? '', /"fastapi/);
    }
  });

  it('keeps a README and adds to .gitignore only what is missing', async () => {
    const generated = await generate({}, { 'readme.rst': 'Mine', '.gitignore': '*.log\n.venv\n' });
    assert.ok(!paths(generated).includes('README.md'));
    const ignored = generated.files.find(({ path }) => path === '.gitignore');
    assert.deepEqual([ignored?.extends, ignored?.content], [true, '*.log\n.venv\n.env\n']);
    assert.ok(!paths(await generate({}, { '.gitignore': '/.env\n.venv/\n' })).includes('.gitignore'));
  });
});

describe('fastapi, when it cannot', () => {
  for (const [title, set, files, sentence] of [
    ['another target', { target: 'vllm' }, {}, /for the target transformers; "vllm" needs another or none/],
    ['a model of Ollama', { model: 'gemma3:4b' }, {}, /transformers cannot load "gemma3:4b"/],
    [
      'a model of unknown use',
      { model: 'acme/frobnicator', parameters: '0.1' },
      application,
      /What "acme\/frobnicator" does .* could not be told/,
    ],
    ['a package that is taken', { package: 'app' }, application, /already something called "app"/],
    ['a package that would hide a library', { package: 'torch' }, {}, /would hide the library/],
    ['a broken pyproject.toml', {}, { 'pyproject.toml': '[project\n' }, /pyproject\.toml/],
  ] as const) {
    it(`says so in one sentence: ${title}`, async () => {
      await assert.rejects(generate(set, files), { name: 'UserError', message: sentence });
    });
  }

  it('refuses options that are none', () => {
    assert.throws(() => optionValues(fastapi, { task: 'embedding' }), /Did you mean "embeddings"\?/);
    for (const name of ['My-App', '1app', 'a.b', '../x'])
      assert.throws(() => optionValues(fastapi, { package: name }), /cannot be/);
  });
});
