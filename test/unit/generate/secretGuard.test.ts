import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import type { Generated } from '../../../src/core/generate/generator.ts';
import { optionValues } from '../../../src/core/generate/optionValues.ts';
import { checkPath, planFiles } from '../../../src/core/generate/plan.ts';
import { generators } from '../../../src/core/generate/registry.ts';
import { render } from '../../../src/core/generate/render.ts';
import { secretGuard } from '../../../src/core/generate/secretGuard.ts';
import { generateContext } from '../../support/generateContext.ts';

function generate(set: Record<string, string> = {}, files: Record<string, string> = {}): Promise<Generated> {
  const context = generateContext('secret-guard', files);
  return secretGuard.generate(optionValues(secretGuard, set), context);
}

async function paths(set: Record<string, string>, files: Record<string, string> = {}): Promise<string[]> {
  return (await generate(set, files)).files.map(({ path }) => path);
}

async function contentOf(
  path: string,
  set: Record<string, string>,
  files: Record<string, string> = {},
): Promise<string> {
  const found = (await generate(set, files)).files.find((file) => file.path === path);
  assert.ok(found, path);
  return found.content;
}

const workflow = '.github/workflows/secrets.yml';
const preCommit = '.pre-commit-config.yaml';

describe('generators', () => {
  it('have permanent ids, and defaults that they accept themselves', () => {
    for (const generator of generators) {
      assert.match(generator.id, /^[a-z][a-z-]+$/);
      const defaults = Object.fromEntries(generator.options.map((option) => [option.id, option.default]));
      assert.deepEqual(optionValues(generator, {}), defaults);
      assert.deepEqual(optionValues(generator, defaults), defaults);
    }
  });

  it('refuse options and values that they do not have', () => {
    assert.throws(() => optionValues(secretGuard, { hok: 'git' }), /no option "hok"\. Did you mean "hook"\?/);
    assert.throws(() => optionValues(secretGuard, { hook: 'husky' }), /cannot be "husky"/);
    assert.throws(() => optionValues(secretGuard, { baseline: 'maybe' }), /cannot be "maybe"/);
    assert.equal(optionValues(secretGuard, { baseline: 'off' })['baseline'], 'false');
    for (const url of [
      'http://example.org/a.vsix',
      'https://example.org/a"b',
      'https://example.org/$(id)',
      'https://example.org/a\nb',
    ])
      assert.throws(() => optionValues(secretGuard, { url }), /cannot be/);
    for (const vsix of ['/etc/passwd', '../x.vsix', 'a b', '$(id)', 'a;b'])
      assert.throws(() => optionValues(secretGuard, { vsix }), /cannot be/);
  });
});

describe('secret-guard', () => {
  it('writes a hook and a workflow', async () => {
    assert.deepEqual(await paths({}), ['.githooks/pre-commit', workflow]);
    assert.deepEqual(await paths({ hook: 'pre-commit' }), [
      '.githooks/ai-stack-secrets.sh',
      preCommit,
      workflow,
    ]);
    assert.deepEqual(await paths({}, { [preCommit]: 'repos: []\n' }), [
      '.githooks/ai-stack-secrets.sh',
      preCommit,
      workflow,
    ]);
    assert.deepEqual(await paths({ ci: 'none' }), ['.githooks/pre-commit']);
    assert.deepEqual(await paths({ hook: 'none' }), [workflow]);
    await assert.rejects(generate({ hook: 'none', ci: 'none' }), /nothing to write/);
  });

  it('says the same every time, and what is left to do', async () => {
    assert.deepEqual(await generate(), await generate());
    assert.match((await generate()).next.join('\n'), /core\.hooksPath \.githooks/);
    assert.match((await generate({ hook: 'pre-commit' })).next.join('\n'), /pre-commit install/);
    assert.match(
      (await generate({ install: 'committed' })).next.join('\n'),
      /\.github\/ai-stack-guide\.vsix/,
    );
    assert.doesNotMatch((await generate({ baseline: 'false' })).next.join('\n'), /baseline/);
  });

  describe('hook', () => {
    const path = '.githooks/pre-commit';
    for (const set of [{}, { missing: 'warn' }, { baseline: 'false' }] as Record<string, string>[]) {
      it(`is a script of sh: ${JSON.stringify(set)}`, async () => {
        const { files } = await generate(set);
        const hook = files.find((file) => file.path === path);
        assert.equal(hook?.executable, true);
        execFileSync('sh', ['-n'], { input: hook.content });
        assert.doesNotMatch(hook.content, /@@|# @/);
      });
    }

    it('lets commits pass without the program only where it is told to', async () => {
      assert.equal((await contentOf(path, {})).match(/exit 0/g)?.length, 1);
      assert.equal((await contentOf(path, { missing: 'warn' })).match(/exit 0/g)?.length, 3);
    });
  });

  describe('workflow', () => {
    const sha256 = '0a'.repeat(32);
    const sets: readonly Record<string, string>[] = [
      {},
      { sha256 },
      { install: 'source' },
      { install: 'committed', vsix: 'tools/x.vsix' },
      { baseline: 'false', url: 'https://example.org/files/x.vsix' },
      // Not for the installation that it is about.
      { install: 'source', sha256 },
    ];
    for (const set of sets) {
      it(`is a workflow of few rights, with pinned actions: ${JSON.stringify(set).slice(0, 60)}`, async () => {
        const text = await contentOf(workflow, set);
        assert.doesNotMatch(text, /@@|# @/);
        const { permissions, jobs } = parse(text, { uniqueKeys: true });
        assert.deepEqual(permissions, {});
        assert.deepEqual(jobs.scan.permissions, { contents: 'read', 'security-events': 'write' });
        for (const { uses, run } of jobs.scan.steps) {
          if (uses) assert.match(uses, /^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
          else execFileSync('bash', ['-n'], { input: run });
        }
        const steps = jobs.scan.steps.map(({ name }: { name?: string }) => name);
        assert.deepEqual(steps.slice(2), [
          'Get AI Stack Guide',
          'Scan',
          'Show findings under Code scanning',
          'Refuse secrets',
        ]);
      });
    }

    it('gets the program as it is told', async () => {
      const get = async (set: Record<string, string>): Promise<string> => {
        const step = parse(await contentOf(workflow, set)).jobs.scan.steps[2];
        return `${JSON.stringify(step.env ?? {})}${String(step.run)}`;
      };
      assert.match(await get({}), /releases\/download\/v1\.2\.3\/ai-stack-guide-1\.2\.3\.vsix/);
      assert.doesNotMatch(await get({}), /sha256sum/);
      assert.match(await get({ sha256 }), new RegExp(`${sha256}.*sha256sum --check --strict`, 's'));
      assert.match(await get({ url: 'https://example.org/x.vsix' }), /https:\/\/example\.org\/x\.vsix/);
      assert.match(
        await get({ install: 'source' }),
        /archive\/refs\/tags\/v1\.2\.3\.tar\.gz.*npm ci.*dist\/cli\.js/s,
      );
      assert.match(await get({ install: 'committed', vsix: 'tools/x.vsix' }), /vsix=tools\/x\.vsix/);
      assert.doesNotMatch(await get({ install: 'committed' }), /curl/);
      assert.doesNotMatch(await contentOf(workflow, { baseline: 'false' }), /baseline/);
    });
  });

  describe('.pre-commit-config.yaml', () => {
    const merged = (text: string): Promise<string> =>
      contentOf(preCommit, { hook: 'pre-commit' }, { [preCommit]: text });

    it('is new, or keeps all it said', async () => {
      const { repos } = parse(await contentOf(preCommit, { hook: 'pre-commit' }));
      assert.equal(repos[0].hooks[0].entry, 'sh .githooks/ai-stack-secrets.sh');
      const before =
        '# ours\nrepos:\n  - repo: https://example.org/x # why\n    rev: v1\n    hooks:\n      - id: a\n';
      const after = await merged(before);
      assert.ok(after.startsWith(before.trimEnd()), after);
      assert.deepEqual(
        parse(after).repos.map(({ repo }: { repo: string }) => repo),
        ['https://example.org/x', 'local'],
      );
      assert.equal(parse(await merged('default_stages: [pre-commit]\n')).repos.length, 1);
    });

    it('stays as it is where the hook is there', async () => {
      const once = await merged('repos: []\n');
      assert.equal(await merged(once), once);
      assert.equal(
        await merged(await contentOf(preCommit, { hook: 'pre-commit' })),
        await contentOf(preCommit, { hook: 'pre-commit' }),
      );
    });

    it('is not touched where it cannot be read', async () => {
      for (const text of ['repos: [', '- a', 'repos: 5'])
        await assert.rejects(merged(text), /cannot be extended/);
    });
  });
});

describe('render', () => {
  it('fills in values and keeps lines by condition', () => {
    const text = 'a @@x@@\n  # @if y=1\nb\n# @if x=2\nc\n# @end\n  # @end\nd';
    assert.equal(render(text, { x: '2', y: '1' }), 'a 2\nb\nc\nd');
    assert.equal(render(text, { x: '2', y: '0' }), 'a 2\nd');
    assert.equal(render(text, { x: '3', y: '1' }), 'a 3\nb\nd');
    assert.throws(() => render('@@z@@', {}), /asks for "z"/);
  });
});

describe('planFiles', () => {
  const there = (path: string): Promise<string | undefined> =>
    Promise.resolve({ same: 'a', other: 'b' }[path]);
  const files = ['new', 'same', 'other'].map((path) => ({ path, content: 'a' }));
  it('says what would be done', async () => {
    const actions = async (overwrite: boolean): Promise<string[]> =>
      (
        await planFiles({ files, existing: there, conflicts: () => (overwrite ? 'overwrite' : 'refuse') })
      ).map(({ action }) => action);
    assert.deepEqual(await actions(false), ['create', 'identical', 'conflict']);
    assert.deepEqual(await actions(true), ['create', 'identical', 'overwrite']);
  });

  it('refuses paths that leave the folder', () => {
    for (const path of ['../x', '/x', 'a/../../x', 'a//b', './x', 'C:\\x', 'a\\b', 'x\0', ''])
      assert.throws(() => checkPath(path), /no path within/);
    checkPath('.github/workflows/a b.yml');
  });
});
