import assert from 'node:assert/strict';
import ignore from 'ignore';
import { copiedPaths } from '../../../../src/core/serving/dockerfile/copiedPaths.ts';
import { extendedIgnoreFile, ignoreFile } from '../../../../src/core/serving/dockerfile/ignoreFiles.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { dockerfilePlans, withModel } from '../../../support/serving/dockerfilePlans.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

/** Docker's own rules, as its documentation has them: rooted patterns, the last that matches wins. */
function dockerIgnores(text: string, path: string): boolean {
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  let ignored = false;
  for (const line of text.split(/\r?\n/).filter((each) => each !== '' && !each.startsWith('#'))) {
    const pattern = new RegExp(`^${line.replace(/^!/, '').replace(/\\(.)|\*\*\/|\*\*|\*|\?|[.+^${}()|]/g, inRegex)}$`);
    if (parents.some((parent) => pattern.test(parent))) ignored = !line.startsWith('!');
  }
  return ignored;
} // prettier-ignore

function inRegex(sign: string, escaped?: string): string {
  if (escaped !== undefined) return `\\${escaped}`;
  const known: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
  return known[sign] ?? `\\${sign}`;
}

function gcloudIgnores(text: string, path: string): boolean {
  return ignore().add(text).ignores(path);
}

const secretFiles = [
  '.env',
  '.env.production',
  'app/.env',
  'app/deep/.env.local',
  'key.pem',
  'app/tls.key',
  'app/application_default_credentials.json',
  'app/gha-creds-0123.json',
  'my-service-account.json',
  'app/service_account_prod.json',
  'app/client_secret_1.json',
  'app/id_rsa',
  '.git/config',
  'terraform.tfvars',
  'app/terraform.tfstate.backup',
];
const useless = [
  'README.md',
  'tests/test_app.py',
  '.venv/lib/x.py',
  'notebook.ipynb',
  'model.safetensors',
  'deploy/deploy.sh',
];

/** A file for each path that is copied: itself, or two within. */
function filesOf(plan: ServingPlan): string[] {
  return copiedPaths(plan).flatMap((path) =>
    /\.\w+$|Modelfile$/.test(path) ? [path] : [`${path}/main.py`, `${path}/deep/er/data.bin`],
  );
}

for (const [kind, ignores] of [
  ['docker', dockerIgnores],
  ['gcloud', gcloudIgnores],
] as const)
  // prettier-ignore
  describe(`the ignore file of ${kind}`, () => {
    it('lets everything pass that the Dockerfile copies, and nothing secret', () => {
      const seen = new Set<string>();
      for (const { name, plan } of dockerfilePlans()) {
        const text = ignoreFile(plan, kind);
        if (seen.has(text)) continue;
        seen.add(text);
        for (const path of secretFiles) assert.ok(ignores(text, path), `${name}: ${path} stays out`);
        if (plan.app.sources.includes('.')) continue;
        for (const path of filesOf(plan)) assert.ok(!ignores(text, path), `${name}: ${path} passes\n${text}`);
        for (const path of useless.filter((each) => !copiedPaths(plan).includes(each)))
          assert.ok(ignores(text, path), `${name}: ${path} stays out`);
      }
    });

    it('leaves out what was made on the way, within what is copied', () => {
      const text = ignoreFile(samplePlans.transformers, kind);
      for (const path of ['app/__pycache__/main.cpython-312.pyc', 'app/.pytest_cache/x', 'app/.ipynb_checkpoints/a'])
        assert.ok(ignores(text, path), path);
    }); // prettier-ignore

    it('lets the weights of the project pass, but no others beside them', () => {
      const plan = withModel(samplePlans.transformers, { loading: 'project', id: 'models/tiny' });
      const text = ignoreFile(plan, kind);
      assert.ok(!ignores(text, 'models/tiny/model.safetensors'));
      assert.ok(ignores(text, 'models/large/model.safetensors'));
    });

    it('takes everything but secrets and weights where everything is copied', () => {
      const { transformers } = samplePlans;
      const text = ignoreFile({ ...transformers, app: { ...transformers.app, sources: ['.'] } }, kind);
      for (const path of ['main.py', 'anything/at/all.py']) assert.ok(!ignores(text, path), path);
      for (const path of ['model.safetensors', 'deploy/deploy.sh', 'a/b.ipynb'])
        assert.ok(ignores(text, path), path);
    });

    it('is extended, not replaced: what is copied and excluded is let in, secrets are kept out', () => {
      const before = '# mine\nnode_modules\napp/data\n*.toml';
      const text = extendedIgnoreFile(samplePlans.transformers, kind, before);
      assert.ok(text.startsWith(`${before}\n\n`), text);
      assert.ok(!ignores(text, 'pyproject.toml'));
      assert.ok(!ignores(text, 'app/main.py'));
      assert.ok(!ignores(text, 'uv.lock'));
      for (const path of ['node_modules/x.js', 'app/data/x', 'app/.env']) assert.ok(ignores(text, path), path);
      assert.equal(extendedIgnoreFile(samplePlans.transformers, kind, text), text, 'again changes nothing');
    });

    it('keeps secrets out of a folder that an allow-list lets in later', () => {
      const { transformers } = samplePlans;
      const before = ignoreFile(transformers, kind);
      const plan = { ...transformers, app: { ...transformers.app, sources: ['app', 'prompts'] } };
      const text = extendedIgnoreFile(plan, kind, before);
      assert.ok(text.startsWith(before));
      assert.ok(!ignores(text, 'prompts/a.txt'));
      assert.ok(ignores(text, 'prompts/.env'));
      assert.equal(extendedIgnoreFile(transformers, kind, before), before);
    });

    it('keeps the line ends of Windows', () => {
      const text = extendedIgnoreFile(samplePlans.transformers, kind, 'node_modules\r\n');
      assert.doesNotMatch(text, /[^\r]\n/);
    });
  });

describe('the ignore file of gcloud', () => {
  it('uploads the Dockerfile and its ignore file', () => {
    const text = ignoreFile(samplePlans.transformers, 'gcloud');
    for (const path of ['Dockerfile', '.dockerignore']) assert.ok(!gcloudIgnores(text, path), path);
  });
});
