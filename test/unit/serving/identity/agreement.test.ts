import assert from 'node:assert/strict';
import { parse } from '@cdktf/hcl2json';
import { parseAllDocuments } from 'yaml';
import type { GeneratedFile } from '../../../../src/core/generate/generator.ts';
import { githubIdentity } from '../../../../src/core/serving/identity/githubTrust.ts';
import { identityGrants } from '../../../../src/core/serving/identity/identityGrants.ts';
import { identityRenderer } from '../../../../src/core/serving/identity/renderIdentity.ts';
import { renderIdentityTerraform } from '../../../../src/core/serving/identity/renderIdentityTerraform.ts';
import { renderTerraformBase } from '../../../../src/core/serving/identity/terraformBase.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { servingFiles } from '../../../../src/core/serving/servingFiles.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

const resources = new NodeResources();
const cache = new Map<string, Promise<string>>();
const templates = (path: string): Promise<string> => {
  const text = cache.get(path) ?? resources.readText(`templates/${path}`);
  cache.set(path, text);
  return text;
};
const numbers = { owner: '11', repository: '22' };

type Blocks = Readonly<
  Record<string, Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>
>;
interface Terraform {
  readonly resource: Blocks;
}

async function filesOf(plan: ServingPlan): Promise<readonly GeneratedFile[]> {
  const github = githubIdentity(plan, 'deployer', numbers);
  const parts = github ? { github } : {};
  return [
    ...(await identityRenderer(parts)(plan, templates)),
    ...(await renderIdentityTerraform(plan, templates, { alone: false, ...parts })),
    ...(await renderTerraformBase(plan, templates)),
  ];
}

function textOf(files: readonly GeneratedFile[], path: string): string {
  return files.find((file) => file.path === path)?.content ?? assert.fail(`${path} is not there`);
}

async function terraformOf(files: readonly GeneratedFile[], name: string): Promise<Terraform> {
  return (await parse(name, textOf(files, `${servingFiles.terraform}/${name}`))) as unknown as Terraform;
}

/** `role kind name`, as the scripts have it. */
function grantsOfScript(text: string): string[] {
  const table = /^GRANTS=\(([^]*?)\)$/m.exec(text)?.[1] ?? assert.fail('no grants');
  return [...table.matchAll(/^ {2}'([^']+)'/gm)].map((match) => match[1] ?? '');
}

const kinds: Readonly<Record<string, readonly [kind: string, name: string]>> = {
  google_project_iam_member: ['project', ''],
  google_storage_bucket_iam_member: ['bucket', 'bucket'],
  google_secret_manager_secret_iam_member: ['secret', 'secret_id'],
  google_artifact_registry_repository_iam_member: ['repository', 'repository'],
  google_service_account_iam_member: ['service-account', 'service_account_id'],
};

function grantsOfTerraform({ resource }: Terraform): string[] {
  return Object.entries(resource).flatMap(([type, named]) => {
    const known = kinds[type];
    if (!known) return [];
    return Object.values(named).map(([block = {}]) => {
      const name = String(known[1] === '' ? '' : block[known[1]]).replace(
        /^.*serviceAccounts\/(.*)@.*$/,
        '$1',
      );
      return `${String(block['role'])} ${known[0]} ${name}`.trim();
    });
  });
}

/** A role of every kind beside what the samples have. */
const everyKind: ServingPlan = {
  ...samplePlans.langgraph,
  identity: {
    ...samplePlans.langgraph.identity,
    invokers: ['user:ada@example.com'],
    roles: [
      ...samplePlans.langgraph.identity.roles,
      { role: 'roles/artifactregistry.reader', on: 'repository', resource: 'images', why: 'x' },
      {
        role: 'roles/iam.serviceAccountTokenCreator',
        on: 'service-account',
        resource: 'other-account',
        why: 'x',
      },
    ],
  },
};

describe('the files of an identity agree', function () {
  this.slow(1000);

  for (const plan of [...Object.values(samplePlans), everyKind]) {
    for (const platform of ['cloud-run', 'gke'] as const) {
      it(`${plan.name} on ${platform}: scripts and Terraform grant what the plan says`, async () => {
        const files = await filesOf({ ...plan, platform });
        const expected = identityGrants(plan)
          .map(({ role, on, resource }) => [role, on, resource ?? []].flat().join(' '))
          .sort();
        for (const path of [
          servingFiles.setUpIdentity,
          servingFiles.verifyIdentity,
          servingFiles.removeIdentity,
        ])
          assert.deepEqual(grantsOfScript(textOf(files, path)).sort(), expected, path);
        assert.deepEqual(grantsOfTerraform(await terraformOf(files, 'identity.tf')).sort(), expected);
      });
    }
  }

  it('scripts and Terraform name one account and turn on the same APIs', async () => {
    const files = await filesOf(everyKind);
    const { resource } = await terraformOf(files, 'identity.tf');
    const setUp = textOf(files, servingFiles.setUpIdentity);
    assert.equal(
      resource['google_service_account']?.['runtime']?.[0]?.['account_id'],
      everyKind.identity.serviceAccount,
    );
    assert.match(setUp, /^ACCOUNT="langgraph-api@\$PROJECT_ID\.iam\.gserviceaccount\.com"$/m);
    const enabled = /^APIS=\(\n([^)]*)\)/m.exec(setUp)?.[1]?.trim().split(/\s+/);
    const set = String(resource['google_project_service']?.['identity']?.[0]?.['for_each']);
    assert.deepEqual(set.match(/[a-z]+\.googleapis\.com/g), enabled);
  });

  it('scripts and Terraform trust the same workflow in the same way', async () => {
    const files = await filesOf(everyKind);
    const { resource } = await terraformOf(files, 'github.tf');
    const script = textOf(files, servingFiles.setUpGithub);
    const provider = resource['google_iam_workload_identity_pool_provider']?.['github']?.[0] ?? {};
    assert.equal(
      provider['attribute_condition'],
      "assertion.repository_owner_id == '11' && assertion.repository_id == '22' && assertion.ref == 'refs/heads/main'",
    );
    for (const part of ['${GITHUB_OWNER_ID:-11}', '${GITHUB_REPOSITORY_ID:-22}', '${GITHUB_BRANCH:-main}'])
      assert.ok(script.includes(part), part);
    const mapping = Object.entries(provider['attribute_mapping'] as Record<string, string>);
    const mapped = /^MAPPING='(.*)'$/m.exec(script)?.[1]?.split(',') ?? [];
    assert.deepEqual(mapped.sort(), mapping.map(([name, claim]) => `${name}=${claim}`).sort());
    const roles = Object.values(resource).flatMap((named) =>
      Object.values(named).map(([block]) => block?.['role']),
    );
    const granted = [...script.matchAll(/^ *grant (roles\/\S+)/gm)].map((match) => match[1]);
    assert.deepEqual(roles.filter((role) => role !== undefined).sort(), granted.sort());
  });

  it('Terraform alone names no service and no repository that is not there', async () => {
    const github = githubIdentity(everyKind, 'deployer', numbers);
    const files = await renderIdentityTerraform(everyKind, templates, {
      alone: true,
      ...(github && { github }),
    });
    for (const { content } of files)
      assert.doesNotMatch(content, /google_cloud_run_v2_service|google_artifact_registry_repository\.images/);
    const base = await renderTerraformBase(everyKind, templates);
    const variables = (await parse(
      'variables.tf',
      base.find(({ path }) => path.endsWith('variables.tf'))?.content ?? '',
    )) as unknown as { variable: object };
    assert.deepEqual(Object.keys(variables.variable).sort(), ['project', 'region', 'service']);
    assert.ok(
      await parse('versions.tf', base.find(({ path }) => path.endsWith('versions.tf'))?.content ?? ''),
    );
  });

  it('GKE: the account is one of Kubernetes, without annotation, and nothing speaks of a service account of Google', async () => {
    const files = await filesOf({ ...everyKind, platform: 'gke' });
    const [namespace, account] = parseAllDocuments(textOf(files, servingFiles.kubernetesAccount)).map(
      (document) => document.toJS() as unknown,
    );
    assert.deepEqual(namespace, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'langgraph-api' } });
    assert.deepEqual(account, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'langgraph-api', namespace: 'langgraph-api' },
    });
    const { resource } = await terraformOf(files, 'identity.tf');
    assert.equal(resource['google_service_account'], undefined);
    assert.match(
      textOf(files, servingFiles.setUpIdentity),
      /subject\/ns\/\$NAMESPACE\/sa\/\$KUBERNETES_ACCOUNT"/,
    );
    assert.ok(files.every(({ path }) => path !== servingFiles.setUpGithub));
  });

  it('no file makes a key, lets everybody in, or has a mark left in it', async () => {
    for (const plan of [...Object.values(samplePlans), everyKind]) {
      for (const { path, content } of await filesOf(plan)) {
        assert.doesNotMatch(content, /allUsers|allAuthenticatedUsers/, path);
        assert.doesNotMatch(
          content,
          /keys create|google_service_account_key|PRIVATE KEY|roles\/iam\.serviceAccountKeyAdmin/,
          path,
        );
        assert.doesNotMatch(content, /@@|# @(?:if|end)|\r|\n{3}|[ \t]$/m, path);
        assert.ok(content.endsWith('\n') && !content.endsWith('\n\n'), path);
      }
    }
  });

  it('the same plan gives the same files', async () =>
    assert.deepEqual(await filesOf(everyKind), await filesOf(everyKind)));
});
