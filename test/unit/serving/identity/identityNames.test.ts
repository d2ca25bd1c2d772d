import assert from 'node:assert/strict';
import { identityApis, identityGrants } from '../../../../src/core/serving/identity/identityGrants.ts';
import { deployerAccount, githubProvider } from '../../../../src/core/serving/identity/identityNames.ts';
import { tokenCondition, workflowAttribute } from '../../../../src/core/serving/identity/githubTrust.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

const names = [
  'a',
  'api',
  'gcp-',
  'gcp-api',
  'sentiment-api',
  'x'.repeat(49),
  `${'x'.repeat(31)}-${'y'.repeat(10)}`,
];

describe('names of an identity', () => {
  for (const name of names)
    it(`the provider for ${name} is one that Google Cloud takes`, () =>
      assert.match(githubProvider({ name }), /^(?!gcp-)[a-z0-9-]{4,32}$/));

  for (const serviceAccount of [
    'abcdef',
    'sentiment-api',
    `a${'b'.repeat(29)}`,
    `${'a'.repeat(22)}-${'b'.repeat(7)}`,
  ])
    it(`the deployer of ${serviceAccount} has a name of its own that Google Cloud takes`, () => {
      const deployer = deployerAccount({ identity: { serviceAccount, roles: [], invokers: [] } });
      assert.match(deployer, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
      assert.notEqual(deployer, serviceAccount);
    });
});

describe('identityGrants', () => {
  it('adds what secrets and weights take, each once and on its own resource', () => {
    const plan = { ...samplePlans.vllm, secrets: [{ name: 'HF_TOKEN', secret: 'hf-token', version: '1' }] };
    assert.deepEqual(
      identityGrants(plan).map(({ role, on, resource }) => [role, on, resource]),
      [
        ['roles/storage.objectViewer', 'bucket', 'acme-prod-models'],
        ['roles/secretmanager.secretAccessor', 'secret', 'hf-token'],
      ],
    );
  });

  it('grants on the bucket, not on a folder of it', () => {
    const role = {
      role: 'roles/storage.objectViewer',
      on: 'bucket',
      resource: 'gs://models/qwen',
      why: 'x',
    } as const;
    const plan = { ...samplePlans.generic, identity: { ...samplePlans.generic.identity, roles: [role] } };
    assert.equal(identityGrants(plan)[0]?.resource, 'models');
  });

  it('grants nothing to a service that asks nothing', () =>
    assert.deepEqual(identityGrants(samplePlans.generic), []));

  it('turns on the APIs of its roles and no others', () => {
    const { vertex, generic } = samplePlans;
    assert.deepEqual(identityApis(generic, identityGrants(generic)), [
      'iam.googleapis.com',
      'run.googleapis.com',
    ]);
    assert.ok(identityApis(vertex, identityGrants(vertex)).includes('aiplatform.googleapis.com'));
    assert.ok(identityApis({ platform: 'gke' }, []).includes('container.googleapis.com'));
  });
});

describe('trust in a workflow', () => {
  const named = { repository: 'acme/app', variant: 'deployer' } as const;
  const numbered = { ...named, numbers: { owner: '11', repository: '22' } };

  it('is by number where numbers are known', () => {
    assert.match(
      tokenCondition(numbered),
      /repository_owner_id == '11' && assertion\.repository_id == '22' && /,
    );
    assert.doesNotMatch(tokenCondition(numbered), /acme/);
    assert.equal(workflowAttribute(numbered), 'attribute.repository_id/22');
  });

  it('is by name else, and never without a condition', () => {
    assert.match(tokenCondition(named), /^assertion\.repository == 'acme\/app' && /);
    assert.equal(workflowAttribute(named), 'attribute.repository/acme/app');
  });

  it('is for one branch', () => {
    for (const trusted of [named, numbered])
      assert.match(tokenCondition(trusted), /assertion\.ref == 'refs\/heads\/main'$/);
  });
});
