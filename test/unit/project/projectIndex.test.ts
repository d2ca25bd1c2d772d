import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectProject } from '../../../src/core/project/detectProject.ts';
import type { ProjectFacts } from '../../../src/core/project/facts.ts';
import { ProjectIndex } from '../../../src/core/project/projectIndex.ts';
import { InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';

type Files = Record<string, string>;

const files: Files = {
  'pyproject.toml': '[project]\ndependencies = ["fastapi"]\n',
  'app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  'app/model.py': 'from transformers import pipeline\npipeline("x")\n',
  'requirements.txt': '-r deps/base.txt\n',
  'deps/base.txt': 'redis\n',
  'data/notes.csv': 'a,b\n',
};

async function scanned(workspace: InMemoryWorkspace): Promise<ProjectIndex> {
  const index = new ProjectIndex(workspace);
  await index.scan();
  workspace.reads.length = 0;
  return index;
}

/** The facts after an update must be those of somebody who looks for the first time. */
async function assertFresh(index: ProjectIndex, workspace: InMemoryWorkspace): Promise<void> {
  const fresh = await detectProject(new InMemoryWorkspace(Object.fromEntries(workspace.files)));
  assert.deepEqual(index.facts(), fresh);
}

const technologies = (facts: ProjectFacts): string[] =>
  facts.projects.flatMap((project) => project.technologies.map(({ id }) => id));

describe('an update of the index', () => {
  const cases: [string, string[], (workspace: InMemoryWorkspace) => void, string[]][] = [
    [
      'a changed file',
      ['app/main.py'],
      (workspace) => workspace.set('app/main.py', 'from vllm import LLM\nLLM("m")\n'),
      ['app/main.py'],
    ],
    [
      'a new file',
      ['train.py'],
      (workspace) => workspace.set('train.py', 'from trl import SFTTrainer\n'),
      ['train.py'],
    ],
    ['a deleted file', ['app/model.py'], (workspace) => workspace.files.delete('app/model.py'), []],
    [
      'a deleted folder',
      ['app'],
      (workspace) => {
        workspace.files.delete('app/model.py');
        workspace.files.delete('app/main.py');
      },
      [],
    ],
    [
      'a new folder',
      ['agent'],
      (workspace) => {
        workspace.set('agent/deep/agent.py', 'import langgraph\n');
        workspace.set('agent/x.txt', '');
      },
      ['agent/deep/agent.py'],
    ],
    [
      'a file of a folder that nobody told of',
      ['agent/deep/agent.py'],
      (workspace) => {
        workspace.set('agent/deep/agent.py', 'import langgraph\n');
        workspace.set('agent/.gitignore', 'hidden.py');
        workspace.set('agent/hidden.py', 'import vllm');
      },
      ['agent/.gitignore', 'agent/deep/agent.py'],
    ],
    [
      'a new folder and a file in it',
      ['agent/agent.py', 'agent'],
      (workspace) => workspace.set('agent/agent.py', 'import langgraph\n'),
      ['agent/agent.py'],
    ],
    ['a file with no reader', ['data/more.csv'], (workspace) => workspace.set('data/more.csv', 'c'), []],
    [
      'a deleted file with no reader',
      ['data/notes.csv'],
      (workspace) => workspace.files.delete('data/notes.csv'),
      [],
    ],
    [
      'a file where a folder was',
      ['app'],
      (workspace) => {
        workspace.files.delete('app/model.py');
        workspace.files.delete('app/main.py');
        workspace.set('app', '');
      },
      [],
    ],
    [
      'a folder where a file was',
      ['requirements.txt'],
      (workspace) => {
        workspace.files.delete('requirements.txt');
        workspace.set('requirements.txt/a.py', 'import vllm\n');
      },
      ['requirements.txt/a.py'],
    ],
    ['a file that was told of but never there', ['app/ghost.py'], () => undefined, []],
    [
      'an included file',
      ['deps/base.txt'],
      (workspace) => workspace.set('deps/base.txt', 'qdrant-client\n'),
      ['deps/base.txt'],
    ],
    [
      'a deleted included file',
      ['deps/base.txt'],
      (workspace) => workspace.files.delete('deps/base.txt'),
      ['deps/base.txt'],
    ],
    [
      'the deleted folder of an included file',
      ['deps'],
      (workspace) => workspace.files.delete('deps/base.txt'),
      ['deps/base.txt'],
    ],
    [
      'an inclusion that is gone',
      ['requirements.txt'],
      (workspace) => workspace.set('requirements.txt', 'flask\n'),
      ['requirements.txt'],
    ],
    [
      'the including file, deleted',
      ['requirements.txt'],
      (workspace) => workspace.files.delete('requirements.txt'),
      [],
    ],
    [
      'an inclusion on the same line',
      ['requirements.txt'],
      (workspace) => workspace.set('requirements.txt', '-r deps/base.txt\nflask\n'),
      ['requirements.txt'],
    ],
    [
      'a new chain of inclusions',
      ['requirements.txt', 'deps/base.txt', 'deps/gpu.txt'],
      (workspace) => {
        workspace.set('deps/base.txt', 'redis\n-r gpu.txt\n');
        workspace.set('deps/gpu.txt', 'vllm\n');
      },
      ['requirements.txt', 'deps/base.txt', 'deps/gpu.txt'],
    ],
  ];
  for (const [name, paths, change, reads] of cases) {
    it(`equals a new scan, and reads no more than it must: ${name}`, async () => {
      const workspace = new InMemoryWorkspace(files);
      const index = await scanned(workspace);
      change(workspace);
      await index.update(paths);
      assert.deepEqual(workspace.reads.sort(), [...reads].sort());
      await assertFresh(index, workspace);
    });
  }

  it('takes a missing included file in when it comes', async () => {
    const workspace = new InMemoryWorkspace({ 'requirements.txt': '-r vendor/base.txt\n' });
    const index = await scanned(workspace);
    assert.equal(index.facts().problems.length, 1);
    workspace.set('vendor/base.txt', 'vllm\n');
    await index.update(['vendor/base.txt']);
    assert.deepEqual(technologies(index.facts()), ['vllm']);
    await assertFresh(index, workspace);
  });

  it('drops the problems of what is mended or gone', async () => {
    const workspace = new InMemoryWorkspace({ 'package.json': '{', 'pyproject.toml': '[' });
    const index = await scanned(workspace);
    assert.equal(index.facts().problems.length, 2);
    workspace.set('package.json', '{}');
    workspace.files.delete('pyproject.toml');
    await index.update(['package.json', 'pyproject.toml']);
    assert.deepEqual(index.facts().problems, []);
  });

  for (const [name, path, text] of [
    ['a .gitignore', '.gitignore', 'app/\n'],
    ['a nested .gitignore', 'app/.gitignore', 'model.py\n'],
    ['the mark of a virtual environment', 'app/pyvenv.cfg', 'home = /usr\n'],
  ] as const) {
    it(`follows ${name} as it comes and goes`, async () => {
      const workspace = new InMemoryWorkspace(files);
      const index = await scanned(workspace);
      workspace.set(path, text);
      await index.update([path]);
      assert.ok(!technologies(index.facts()).includes('transformers'));
      await assertFresh(index, workspace);
      workspace.files.delete(path);
      await index.update([path]);
      assert.ok(technologies(index.facts()).includes('transformers'));
      await assertFresh(index, workspace);
    });
  }

  it('forgets the .gitignore of a folder that is gone', async () => {
    const workspace = new InMemoryWorkspace({ 'app/.gitignore': '*.py\n', 'app/main.py': 'import vllm\n' });
    const index = await scanned(workspace);
    workspace.files.clear();
    await index.update(['app']);
    workspace.set('app/main.py', 'import vllm\n');
    await index.update(['app/main.py']);
    assert.deepEqual(technologies(index.facts()), ['vllm']);
    await assertFresh(index, workspace);
  });

  it('asks nothing of the disk for what is left out', async () => {
    const workspace = new InMemoryWorkspace({ ...files, '.gitignore': 'cache/\n' });
    const index = await scanned(workspace);
    const before = index.facts();
    let lists = 0;
    const list = workspace.list.bind(workspace);
    workspace.list = (folder) => {
      lists++;
      return list(folder);
    };
    await index.update(['node_modules/a/index.js', 'cache/b.py', '.git/index', 'app/__pycache__/main.pyc']);
    assert.deepEqual([lists, workspace.reads], [0, []]);
    assert.equal(index.facts(), before);
  });

  it('says when a folder grew beyond the limit', async () => {
    const workspace = new InMemoryWorkspace(files);
    const index = new ProjectIndex(workspace, { maxFiles: 7 });
    await index.scan();
    assert.deepEqual([index.facts().truncated, index.facts().filesListed], [false, 6]);
    workspace.set('b.py', '');
    workspace.set('c.py', '');
    await index.update(['b.py', 'c.py']);
    assert.deepEqual([index.facts().truncated, index.facts().filesListed], [true, 7]);
  });
});

describe('a cancelled call', () => {
  const cancelled = { isCancellationRequested: true };

  it('leaves the earlier facts in force, and the next takes up what it left', async () => {
    const workspace = new InMemoryWorkspace(files);
    const index = await scanned(workspace);
    const before = index.facts();
    workspace.set('app/main.py', 'from vllm import LLM\n');
    workspace.files.delete('app/model.py');
    await index.update(['app/main.py', 'app/model.py'], cancelled);
    assert.deepEqual(index.facts(), before);
    workspace.set('train.py', 'import trl\n');
    await index.update(['train.py']);
    await assertFresh(index, workspace);
  });

  it('in the middle of reading changes nothing', async () => {
    const workspace = new InMemoryWorkspace(files);
    const index = await scanned(workspace);
    const before = index.facts();
    for (const path of ['app/main.py', 'app/model.py', 'pyproject.toml']) workspace.set(path, '');
    for (const call of [
      (token: typeof cancelled) => index.update(['app/main.py', 'app/model.py', 'pyproject.toml'], token),
      (token: typeof cancelled) => index.scan(token),
    ]) {
      const token = { isCancellationRequested: false };
      const read = workspace.read.bind(workspace);
      workspace.read = async (file, limit) => {
        token.isCancellationRequested = true;
        return read(file, limit);
      };
      await call(token);
      workspace.read = read;
      assert.deepEqual(index.facts(), before);
    }
    await index.update([]);
    await assertFresh(index, workspace);
  });

  it('that was the first leaves no facts until the next', async () => {
    const workspace = new InMemoryWorkspace(files);
    const index = new ProjectIndex(workspace);
    await index.scan(cancelled);
    assert.deepEqual([index.facts().filesListed, index.facts().filesRead], [0, 0]);
    await index.update(['app/main.py']);
    await assertFresh(index, workspace);
  });
});

describe('any edits', () => {
  // Few names and texts, so that edits meet.
  const folders = ['', 'app/', 'app/deep/', 'vendor/'];
  const names = ['a.py', 'requirements.txt', 'requirements-dev.txt', 'base.txt', '.gitignore', 'x.csv'];
  const texts = [
    'import vllm\n',
    'torch\n',
    '-r base.txt\n',
    '-r ../base.txt\n',
    '-r app/base.txt\n-r vendor/base.txt\n',
    '*.py\n!a.py\ndeep/\n',
  ];
  const path = fc
    .tuple(fc.constantFrom(...folders), fc.constantFrom(...names))
    .map((parts) => parts.join(''));
  const edit = fc.oneof(
    fc.record({ path, text: fc.constantFrom(...texts) }),
    fc.record({ path, text: fc.constant(undefined) }),
    fc.record({ path: fc.constantFrom('app', 'app/deep', 'vendor'), text: fc.constant(undefined) }),
  );

  function apply(workspace: InMemoryWorkspace, path: string, text: string | undefined): void {
    if (text !== undefined) workspace.set(path, text);
    else
      for (const known of [...workspace.files.keys()])
        if (known === path || known.startsWith(`${path}/`)) workspace.files.delete(known);
  }

  it('lead to the facts of a new scan', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 16 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        fc.array(fc.boolean(), { maxLength: 5 }),
        async (first, rounds, cancelled) => {
          const workspace = new InMemoryWorkspace();
          for (const { path: file, text } of first) apply(workspace, file, text);
          const index = await scanned(workspace);
          for (const [at, edits] of rounds.entries()) {
            for (const { path: file, text } of edits) apply(workspace, file, text);
            await index.update(
              edits.map(({ path: file }) => file),
              { isCancellationRequested: cancelled[at] ?? false },
            );
            if (cancelled[at] !== true) await assertFresh(index, workspace);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
