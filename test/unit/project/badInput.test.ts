import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile, mkdir, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileContent, WorkspaceReader } from '../../../src/core/ports.ts';
import type { Problem } from '../../../src/core/project/clue.ts';
import { detectProject } from '../../../src/core/project/detectProject.ts';
import type { ProjectFacts } from '../../../src/core/project/facts.ts';
import { NodeWorkspace } from '../../../src/node/nodeWorkspace.ts';
import { InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';

type Files = Record<string, string | Uint8Array>;

const detect = (files: Files): Promise<ProjectFacts> => detectProject(new InMemoryWorkspace(files));

/** What is claimed: tasks, technologies and practices of all projects. */
const claims = (facts: ProjectFacts): string[] =>
  facts.projects.flatMap(({ tasks, technologies, practices }) =>
    [...tasks, ...technologies, ...practices].map(({ id }) => id),
  );

const places = (problems: readonly Problem[]): string[] =>
  problems.map(({ file, line }) => `${file}:${line}`);

/** A message says what is wrong, and after a colon, semicolon or period, or as an imperative, what to do. */
function assertHelpful({ message, line, column }: Problem): void {
  assert.match(message, /^.{20,}[.]$/s, message);
  assert.ok(line >= 1 && column >= 1, message);
}

const utf16 = (text: string): Uint8Array => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const png = new Uint8Array([
  0x89,
  0x50,
  0x4e,
  0x47,
  13,
  10,
  26,
  10,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
  0,
  0,
  1,
  0,
  ...Buffer.from('import vllm\n'),
]);
const gzip = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0xcc, 0x2d, 0xc8, 0x49, 0x05, 0]);

describe('a broken file', () => {
  const cases: [string, string, number][] = [
    ['pyproject.toml', '[project]\nname = "a"\ndependencies = ["torch"\nversion = 1\n', 4],
    ['Pipfile', '[packages\ntorch = "*"\n', 1],
    ['pixi.toml', '[dependencies]\ntorch = \n', 2],
    ['package.json', '{\n  "dependencies": {\n    "openai": "1"\n', 4],
    ['langgraph.json', '{"graphs": {"a": \n}', 2],
    ['compose.yaml', 'services:\n  a: [image: x\n', 3],
    ['cloudbuild.yaml', 'steps:\n- name: "gcloud\n', 3],
    ['environment.yml', 'dependencies:\n  - pip: [\n', 3],
    ['train.ipynb', '{"cells": [{"cell_type": "code"', 1],
    ['requirements.txt', 'torch\ntorch = 2\n', 2],
  ];
  for (const [path, text, line] of cases) {
    it(`is found at its line: ${path}`, async () => {
      const { problems } = await detect({ [path]: text });
      assert.ok(problems.length > 0, 'a problem');
      problems.forEach(assertHelpful);
      assert.deepEqual(
        places(problems.slice(0, 1)).map((place) => place.split(':')[0]),
        [path],
      );
      assert.ok(Math.abs(problems[0]!.line - line) <= 1, `${problems[0]!.line}: ${problems[0]!.message}`);
    });
  }

  it('does not hide the others', async () => {
    const facts = await detect({
      'pyproject.toml': '[project',
      'app.py': 'from vllm import LLM\nLLM("m")\n',
    });
    assert.equal(facts.projects[0]!.primaryTask, 'inference');
    assert.equal(facts.problems.length, 1);
  });
});

describe('an unusual encoding', () => {
  const requirements = '# café\r\nvllm==0.6\r\ntransformers\r\n';
  const cases: [string, Uint8Array | string][] = [
    ['UTF-16', utf16(requirements)],
    ['Latin-1', latin1(requirements)],
    ['a byte order mark', `\uFEFF${requirements}`],
    ['CRLF', requirements],
    ['lone CR', requirements.replaceAll('\r\n', '\r')],
  ];
  for (const [name, content] of cases) {
    it(`is read, with its lines: ${name}`, async () => {
      const { projects, problems } = await detect({ 'requirements.txt': content });
      const vllm = projects[0]!.technologies.find(({ id }) => id === 'vllm');
      assert.deepEqual(vllm?.evidence, [{ file: 'requirements.txt', line: 2, text: 'vllm==0.6' }]);
      assert.deepEqual(problems, []);
    });
  }

  it('of code and configuration is read as well', async () => {
    const { projects } = await detect({
      'pyproject.toml': utf16('[project]\r\nname = "a"\r\ndependencies = ["vllm"]\r\n'),
      'app.py': latin1('# é\nfrom peft import LoraConfig\n'),
      Dockerfile: '\uFEFFFROM ollama/ollama\r\n',
      'package.json': '\uFEFF{"dependencies": {"openai": "^5"}}',
    });
    const ids = projects[0]!.technologies.map(({ id }) => id);
    for (const id of ['vllm', 'peft', 'ollama', 'openai'])
      assert.ok(
        ids.some((each) => each === id),
        `${id} in ${ids.join()}`,
      );
  });
});

/** Says that each file is 200 MB long, of which the given text is the beginning. */
class HugeFiles extends InMemoryWorkspace {
  override async read(file: string, limit: number): Promise<FileContent> {
    const { bytes } = await super.read(file, limit);
    return { bytes, size: 200 * 1024 * 1024 };
  }
}

describe('a huge file', () => {
  const filler = 'x'.repeat(1000);
  const output = { output_type: 'stream', text: Array.from({ length: 1200 }, () => `${filler}\n`) };
  const source = ['from trl import SFTTrainer\n', 'SFTTrainer(model="m")'];
  const notebook = JSON.stringify({
    cells: [
      { cell_type: 'code', outputs: [], source },
      { cell_type: 'code', outputs: [output], source },
    ],
  });

  it('is read in part, which the facts say: a notebook of 200 MB', async () => {
    const workspace = new HugeFiles({ 'train.ipynb': notebook });
    const facts = await detectProject(workspace);
    assert.equal(facts.truncated, true);
    assert.ok(claims(facts).includes('trl'), claims(facts).join());
    assert.deepEqual(places(facts.problems), ['train.ipynb:1']);
    assert.match(facts.problems[0]!.message, /200\.0 MB/);
    assert.equal(facts.problems[0]!.severity, 'information');
  });

  it('is no broken file, though it ends in the middle', async () => {
    const files = {
      'pyproject.toml': `[project]\ndependencies = ["vllm"]\n[tool.x]\na = [${'"y",\n'.repeat(300_000)}`,
      'package.json': `{"dependencies": {"openai": "1"}, "x": [${'"y",\n'.repeat(300_000)}`,
      'values.yaml': `a:\n${'- b\n'.repeat(400_000)}- "c`,
    };
    const { problems } = await detectProject(new HugeFiles(files));
    assert.deepEqual(
      problems.map(({ severity, file }) => `${severity} ${file}`),
      ['information package.json', 'information pyproject.toml', 'information values.yaml'],
    );
  });
});

describe('deep nesting', () => {
  const deep = 100_000;
  const files: Files = {
    'package.json': '['.repeat(deep),
    'langgraph.json': '{"a":'.repeat(deep),
    'config.json': `{"model_type": ${'['.repeat(deep)}`,
    'pyproject.toml': `a = ${'['.repeat(deep)}`,
    'uv.lock': `a = ${'{b='.repeat(deep)}`,
    'compose.yaml': '['.repeat(deep),
    'service.yaml': `kind: Service\nspec: ${'{a: '.repeat(deep)}`,
    'cloudbuild.yaml': '- '.repeat(deep),
    'app.py': `from vllm import LLM\n${'('.repeat(deep)}`,
    'setup.py': `setup(${'['.repeat(deep)}`,
    'app.ts': `import '@google/adk';\n${'{['.repeat(deep)}`,
    'main.go': `package main\nimport "a"\n${'('.repeat(deep)}`,
    'main.tf': `resource "a" "b" ${'{a '.repeat(deep)}`,
    Dockerfile: `FROM ${'${A:-'.repeat(deep)}`,
    'a.ipynb': `{"cells": ${'['.repeat(deep)}`,
    'requirements.txt': `torch${'['.repeat(deep)}`,
    'deploy.sh': `gcloud run deploy ${'$('.repeat(deep)}`,
    Modelfile: `FROM ${'"""'.repeat(deep)}`,
  };
  for (const [path, text] of Object.entries(files)) {
    it(`ends, and soon: ${path}`, async () => {
      const facts = await detect({ [path]: text });
      assert.equal(facts.filesRead, 1);
      for (const { message } of facts.problems) assert.doesNotMatch(message, /please report/);
    }).timeout(10_000);
  }
});

describe('requirements that include each other', () => {
  it('in a circle are read once each', async () => {
    const workspace = new InMemoryWorkspace({
      'requirements.txt': '-r deps/a.txt\ntransformers\n',
      'deps/a.txt': '-r b.txt\npeft\n',
      'deps/b.txt': '-r a.txt\n-r ../requirements.txt\n-r b.txt\ntrl\n',
    });
    const facts = await detectProject(workspace);
    assert.deepEqual(workspace.reads.sort(), ['deps/a.txt', 'deps/b.txt', 'requirements.txt']);
    assert.deepEqual(facts.problems, []);
    for (const id of ['transformers', 'peft', 'trl']) assert.ok(claims(facts).includes(id), id);
  });

  it('and are missing are found at the line that names them', async () => {
    const { problems } = await detect({ 'requirements.txt': 'vllm\n-r deps/gone.txt\n' });
    assert.deepEqual(places(problems), ['requirements.txt:2']);
    assert.match(problems[0]!.message, /deps\/gone\.txt/);
    problems.forEach(assertHelpful);
  });

  it('are read in the scope that makes most of them', async () => {
    const files = {
      'requirements-dev.txt': '-r deps/base.txt\n-r deps/inner.txt\n',
      'requirements.txt': '-r deps/base.txt\n',
      'deps/base.txt': '-r inner.txt\n',
      'deps/inner.txt': 'vllm\n',
    };
    for (const each of [files, Object.fromEntries(Object.entries(files).reverse())]) {
      const { projects } = await detect(each);
      assert.equal(projects[0]!.technologies[0]?.strength, 'direct');
    }
  });

  it('outside the folder are not read', async () => {
    const workspace = new InMemoryWorkspace({
      'requirements.txt': '-r ../../etc/passwd\n-r /etc/passwd\n-c https://example.org/c.txt\n',
    });
    await detectProject(workspace);
    assert.deepEqual(workspace.reads, ['requirements.txt']);
  });
});

describe('a file that cannot be read', () => {
  it('is a problem of its own', async () => {
    const workspace = new InMemoryWorkspace({
      'pyproject.toml': '[project]',
      'app.py': 'from vllm import LLM\n',
    });
    workspace.unreadable.add('pyproject.toml');
    const facts = await detectProject(workspace);
    assert.deepEqual(places(facts.problems), ['pyproject.toml:1']);
    facts.problems.forEach(assertHelpful);
    assert.ok(claims(facts).includes('vllm'));
  });

  it('though it is a .gitignore, leaves the rest as it is', async () => {
    const workspace = new InMemoryWorkspace({ '.gitignore': '*', 'app.py': 'from vllm import LLM\n' });
    workspace.unreadable.add('.gitignore');
    assert.ok(claims(await detectProject(workspace)).includes('vllm'));
  });
});

describe('binary data under a text name', () => {
  const manifests = [
    'pyproject.toml',
    'requirements.txt',
    'package.json',
    'compose.yaml',
    'Dockerfile',
    'setup.py',
    'go.mod',
    'langgraph.json',
    'main.tf',
  ];
  for (const bytes of [png, gzip]) {
    it(`claims nothing and says so of manifests (${bytes.length} bytes)`, async () => {
      const facts = await detect(Object.fromEntries(manifests.map((path) => [path, bytes])));
      assert.deepEqual(places(facts.problems), manifests.map((path) => `${path}:1`).sort());
      facts.problems.forEach(assertHelpful);
      assert.deepEqual(claims(facts), []);
    });
  }

  it('claims nothing of code', async () => {
    const facts = await detect({
      'a.py': png,
      'b.ipynb': png,
      'c.ts': png,
      'd.go': png,
      'e.gguf': png,
      'f.safetensors': gzip,
      'g.py': gzip,
    });
    assert.deepEqual(claims(facts), []);
  });
});

describe('odd names and sizes', () => {
  it('are no obstacle', async () => {
    const odd = [
      'CON',
      'aux.py',
      'a b.py',
      'ä.py',
      '..py',
      '...',
      'C:evil.py',
      'back\\slash.py',
      '__proto__/constructor.py',
      'constructor',
      'x'.repeat(300) + '.py',
      '\u202Etxt.py',
      'new\nline.py',
    ];
    const facts = await detect(Object.fromEntries(odd.map((path) => [path, 'from vllm import LLM\n'])));
    assert.equal(facts.filesListed, odd.length);
    assert.ok(claims(facts).includes('vllm'));
  });

  it('of nothing at all claim nothing but the files that are there', async () => {
    const empty = [
      'pyproject.toml',
      'requirements.txt',
      'setup.py',
      'setup.cfg',
      'Pipfile',
      'package.json',
      'go.mod',
      'compose.yaml',
      'app.yaml',
      'main.tf',
      'a.py',
      'a.ipynb',
      'a.ts',
      'langgraph.json',
      'root_agent.yaml',
      'Modelfile',
      '.env',
      'model.gguf',
      'a.safetensors',
      'config.json',
      'uv.lock',
    ];
    const facts = await detect(Object.fromEntries(empty.map((path) => [path, ''])));
    assert.equal(facts.projects[0]!.primaryTask, 'none', JSON.stringify(facts.projects[0]!.tasks));
  });
});

describe('more files than the limit', () => {
  it('are sampled from the top, which the facts say', async () => {
    const files: Files = { 'pyproject.toml': '[project]\ndependencies = ["vllm"]\n' };
    for (let at = 0; at < 200; at++) files[`src/deep/${at}.py`] = 'import os\n';
    const facts = await detectProject(new InMemoryWorkspace(files), { maxFiles: 50 });
    assert.equal(facts.truncated, true);
    assert.equal(facts.filesListed, 50);
    assert.ok(claims(facts).includes('vllm'));
    assert.equal((await detectProject(new InMemoryWorkspace(files), { maxFiles: 201 })).truncated, false);
  });
});

describe('a real folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ai-stack-bad-input-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('with links in circles and out of it is read to its end', async () => {
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src', 'app.py'), 'from vllm import LLM\n');
    await symlink(folder, join(folder, 'src', 'loop'));
    await symlink('self', join(folder, 'self'));
    await symlink('/etc/hosts', join(folder, 'requirements.txt'));
    await symlink('missing', join(folder, 'pyproject.toml'));
    const facts = await detectProject(new NodeWorkspace(folder));
    assert.deepEqual([facts.filesListed, facts.filesRead, facts.problems], [1, 1, []]);
    assert.ok(claims(facts).includes('vllm'));
  });

  it('whose files vanish while it is scanned is read to its end', async () => {
    for (const name of ['a.py', 'b.py', 'c.py'])
      await writeFile(join(folder, name), 'from vllm import LLM\n');
    const disk = new NodeWorkspace(folder);
    const vanishing: WorkspaceReader = {
      list: (directory) => disk.list(directory),
      read: async (file, limit) => {
        if (file === 'b.py') await unlink(join(folder, file));
        return disk.read(file, limit);
      },
    };
    const facts = await detectProject(vanishing);
    assert.deepEqual(places(facts.problems), ['b.py:1']);
    assert.deepEqual(
      facts.projects[0]!.technologies[0]?.evidence.map(({ file }) => file),
      ['a.py', 'c.py'],
    );
  });

  it('that is not there has no facts', async () => {
    const facts = await detectProject(new NodeWorkspace(join(folder, 'gone')));
    assert.deepEqual([facts.filesListed, claims(facts)], [0, []]);
  });
});
