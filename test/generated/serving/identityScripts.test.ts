import assert from 'node:assert/strict';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { githubIdentity, type GithubVariant } from '../../../src/core/serving/identity/githubTrust.ts';
import { identityRenderer } from '../../../src/core/serving/identity/renderIdentity.ts';
import { renderIdentityTerraform } from '../../../src/core/serving/identity/renderIdentityTerraform.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { servingFiles } from '../../../src/core/serving/servingFiles.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { shellcheckOrSkip } from '../../support/linters/shellcheck.ts';
import { terraformFormatOrSkip } from '../../support/linters/terraformFormat.ts';
import {
  IdentityCloud,
  newProject,
  type CloudState,
  type ScriptRun,
} from '../../support/serving/identityCloud.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';

const { setUpIdentity, verifyIdentity, removeIdentity, setUpGithub } = servingFiles;
const resources = new NodeResources();
const templates = (path: string): Promise<string> => resources.readText(`templates/${path}`);

/** A plan with a role on every kind of resource, and somebody who may call. */
const plan: ServingPlan = {
  ...samplePlans.langgraph,
  name: 'assistant',
  identity: {
    serviceAccount: 'assistant-api',
    roles: [
      { role: 'roles/aiplatform.user', on: 'project', why: 'it calls models on Vertex AI' },
      {
        role: 'roles/storage.objectViewer',
        on: 'bucket',
        resource: 'acme-prod-models',
        why: 'it reads weights',
      },
      {
        role: 'roles/artifactregistry.reader',
        on: 'repository',
        resource: 'assistant',
        why: 'it reads images',
      },
      {
        role: 'roles/iam.serviceAccountTokenCreator',
        on: 'service-account',
        resource: 'other-account',
        why: 'it signs addresses',
      },
    ],
    invokers: ['user:ada@example.com', 'group:team@example.com'],
    githubRepository: 'acme/assistant',
  },
  deployment: { ...samplePlans.langgraph.deployment, repository: 'assistant' },
};
const account = 'assistant-api@acme-prod.iam.gserviceaccount.com';
const member = `serviceAccount:${account}`;
const standing = [
  'bucket:acme-prod-models',
  'secret:langgraph-database-url',
  'repository:assistant',
  'service-account:other-account@acme-prod.iam.gserviceaccount.com',
];

async function filesOf(
  which: ServingPlan,
  variant: GithubVariant = 'deployer',
): Promise<readonly GeneratedFile[]> {
  const github = githubIdentity(which, variant);
  return identityRenderer(github ? { github } : {})(which, templates);
}

function ok({ status, out, said }: ScriptRun): string {
  assert.equal(status, 0, `${out}\n${said}`);
  return out;
}

describe('the scripts of an identity, run', function () {
  this.timeout(300_000);
  this.slow(20_000);
  let files: readonly GeneratedFile[];
  let cloud: IdentityCloud;

  before(async () => {
    files = await filesOf(plan);
  });
  beforeEach(async () => {
    cloud = await IdentityCloud.start(files, newProject('acme-prod', 'europe-west1', standing));
    cloud.program('gh', 'exit 1');
  });
  afterEach(() => cloud.remove());

  function edit(how: (state: CloudState) => void): void {
    how(cloud.state);
  }

  function deploy(as = ''): void {
    edit((state) => {
      state.services['assistant'] = { account: as, variables: ['PORT_NAME'], unchecked: false };
      state.policies['service:assistant'] = [];
    });
  }

  it('makes the account, grants each role on its own resource, and has the service run as it', async () => {
    deploy();
    const out = ok(await cloud.run(setUpIdentity));
    assert.match(out, /Done, \d+ changes\. Check it with/);
    const { accounts, policies, services, apis } = cloud.state;
    assert.deepEqual(Object.keys(accounts), [account]);
    assert.deepEqual(policies['project:acme-prod'], [['roles/aiplatform.user', member, '']]);
    assert.deepEqual(policies['bucket:acme-prod-models'], [['roles/storage.objectViewer', member, '']]);
    assert.deepEqual(policies['secret:langgraph-database-url'], [
      ['roles/secretmanager.secretAccessor', member, ''],
    ]);
    assert.deepEqual(policies['repository:assistant'], [['roles/artifactregistry.reader', member, '']]);
    assert.deepEqual(policies[standing[3] ?? ''], [['roles/iam.serviceAccountTokenCreator', member, '']]);
    assert.equal(services['assistant']?.account, account);
    assert.deepEqual(policies['service:assistant'], [
      ['roles/run.invoker', 'user:ada@example.com', ''],
      ['roles/run.invoker', 'group:team@example.com', ''],
    ]);
    assert.ok(apis.includes('aiplatform.googleapis.com') && apis.includes('iam.googleapis.com'));
  });

  it('changes nothing when it is run again', async () => {
    deploy();
    ok(await cloud.run(setUpIdentity));
    const before = cloud.copy();
    cloud.changes();
    assert.match(ok(await cloud.run(setUpIdentity)), /Done, 0 changes/);
    assert.deepEqual(cloud.changes(), []);
    assert.deepEqual(cloud.state, before);
  });

  it('shows with --dry-run what it would do, and does nothing', async () => {
    deploy();
    const before = cloud.copy();
    const out = ok(await cloud.run(setUpIdentity, ['--dry-run']));
    assert.match(out, /would run: gcloud iam service-accounts create assistant-api/);
    assert.match(out, /nothing was changed/);
    assert.deepEqual(cloud.changes(), []);
    assert.deepEqual(cloud.state, before);
  });

  it('goes on after a failure where it stopped', async () => {
    deploy();
    edit((state) => (state.fails = 'storage buckets add-iam-policy-binding'));
    const failed = await cloud.run(setUpIdentity);
    assert.notEqual(failed.status, 0);
    assert.match(failed.said, /it does not work today/);
    assert.equal(
      cloud.state.services['assistant']?.account,
      '',
      'the service is not touched before its roles',
    );
    edit((state) => delete state.fails);
    cloud.changes();
    ok(await cloud.run(setUpIdentity));
    const changes = cloud.changes().join('\n');
    assert.doesNotMatch(changes, /service-accounts create|projects add-iam-policy-binding/);
    ok(await cloud.run(verifyIdentity));
  });

  it('says which resource is not there', async () => {
    edit((state) => delete state.policies['bucket:acme-prod-models']);
    const { status, said } = await cloud.run(setUpIdentity);
    assert.equal(status, 1);
    assert.match(said, /Cannot read who has access to the bucket acme-prod-models\. Is it there/);
  });

  it('waits until a new account is known, and gives up after some tries', async () => {
    edit((state) => (state.newAccountsUnknownFor = 3));
    assert.match((await cloud.run(setUpIdentity)).said, /not accepted yet, trying again \(3 of 5\)/);
    assert.deepEqual(cloud.state.policies['project:acme-prod'], [['roles/aiplatform.user', member, '']]);
    const late = await IdentityCloud.start(files, {
      ...newProject('acme-prod', 'europe-west1', standing),
      newAccountsUnknownFor: 100,
    });
    try {
      assert.equal((await late.run(setUpIdentity)).status, 1);
    } finally {
      late.remove();
    }
  });

  it('leaves an account alone that somebody disabled', async () => {
    edit((state) => {
      state.apis.push('iam.googleapis.com');
      state.accounts[account] = { disabled: true, keys: [], unknownFor: 0 };
    });
    const { status, said } = await cloud.run(setUpIdentity);
    assert.equal(status, 1);
    assert.match(said, /is disabled/);
  });

  it('does without a service that is not there yet, and takes it over later', async () => {
    assert.match(ok(await cloud.run(setUpIdentity)), /assistant is not deployed in europe-west1 yet/);
    deploy('1234-compute@developer.gserviceaccount.com');
    assert.match(
      ok(await cloud.run(setUpIdentity)),
      /runs as assistant-api@.*, no longer as 1234-compute@developer/,
    );
  });

  it('takes another project from the environment', async () => {
    cloud.state = newProject(
      'other-project',
      'us-central1',
      standing.map((each) => each.replace('acme-prod.iam', 'other-project.iam')),
    );
    ok(await cloud.run(setUpIdentity, [], { PROJECT_ID: 'other-project', REGION: 'us-central1' }));
    assert.deepEqual(Object.keys(cloud.state.accounts), [
      'assistant-api@other-project.iam.gserviceaccount.com',
    ]);
  });

  it('refuses words that it does not know', async () => {
    for (const script of [setUpIdentity, removeIdentity, setUpGithub]) {
      const { status, said } = await cloud.run(script, ['--force']);
      assert.equal(status, 2);
      assert.match(said, /^Usage: /);
    }
    assert.deepEqual(cloud.changes(), []);
  });

  describe('verify.sh', () => {
    beforeEach(async () => {
      deploy();
      ok(await cloud.run(setUpIdentity));
      cloud.changes();
    });

    async function failing(how: (state: CloudState) => void, row: RegExp): Promise<void> {
      edit(how);
      const { status, out } = await cloud.run(verifyIdentity);
      assert.equal(status, 1, out);
      assert.match(out, row);
      assert.match(out, /of these are not as they should be/);
      assert.deepEqual(cloud.changes(), [], 'it changes nothing');
    }

    it('passes what set-up.sh made, with a row for each of the three steps', async () => {
      const out = ok(await cloud.run(verifyIdentity));
      assert.match(out, new RegExp(`^ok    1 service account ${account}$`, 'm'));
      assert.match(out, /^ok {4}2 roles\/aiplatform\.user on the project acme-prod$/m);
      assert.match(out, /^ok {4}3 assistant runs as it$/m);
      assert.doesNotMatch(out, /FAIL/);
    });

    it('finds a missing account', () =>
      failing((state) => (state.accounts = {}), /FAIL {2}1 service account .* is not there/));
    it('finds a disabled account', () =>
      failing((state) => {
        const found = state.accounts[account];
        if (found) found.disabled = true;
      }, /FAIL {2}1 .* it is disabled/));
    it('finds a role that was taken away', () =>
      failing(
        (state) => (state.policies['bucket:acme-prod-models'] = []),
        /FAIL {2}2 roles\/storage\.objectViewer on the bucket acme-prod-models: not granted/,
      ));
    it('takes no conditional grant for the role', () =>
      failing(
        (state) =>
          (state.policies['project:acme-prod'] = [['roles/aiplatform.user', member, 'until spring']]),
        /FAIL {2}2 roles\/aiplatform\.user on the project acme-prod: not granted/,
      ));
    for (const role of ['roles/owner', 'roles/editor'])
      it(`finds ${role}`, () =>
        failing(
          (state) => state.policies['project:acme-prod']?.push([role, member, '']),
          new RegExp(`FAIL    ${role} on the project: a basic role[^]*remove-iam-policy-binding acme-prod`),
        ));
    it('finds a role that is more than it needs', () =>
      failing(
        (state) => state.policies['project:acme-prod']?.push(['roles/storage.admin', member, '']),
        /FAIL {4}roles\/storage\.admin on the project: more than it needs/,
      ));
    it('finds a key of the account', () =>
      failing(
        (state) => state.accounts[account]?.keys.push('0123abcd'),
        /FAIL {4}the account has 1 key\(s\) that somebody made[^]*keys delete 0123abcd/,
      ));
    it('finds another account on the service', () =>
      failing((state) => {
        const service = state.services['assistant'];
        if (service) service.account = '';
      }, /FAIL {2}3 assistant runs as the default compute account/));
    for (const everybody of ['allUsers', 'allAuthenticatedUsers'])
      it(`finds ${everybody} among the callers`, () =>
        failing(
          (state) => state.policies['service:assistant']?.push(['roles/run.invoker', everybody, '']),
          new RegExp(`FAIL    assistant is public: ${everybody} may call it`),
        ));
    it('finds that nobody is asked who they are', () =>
      failing((state) => {
        const service = state.services['assistant'];
        if (service) service.unchecked = true;
      }, /FAIL {4}assistant asks nobody who they are/));
    it('finds a key in the environment, by its name', () =>
      failing(
        (state) =>
          state.services['assistant']?.variables.push('GEMINI_API_KEY', 'GOOGLE_APPLICATION_CREDENTIALS'),
        /is given a key: GEMINI_API_KEY GOOGLE_APPLICATION_CREDENTIALS[^]*--remove-env-vars=GEMINI_API_KEY,GOOGLE_APPLICATION_CREDENTIALS/,
      ));
    it('finds a service that is not deployed', () =>
      failing((state) => (state.services = {}), /FAIL {2}3 assistant is not deployed in europe-west1/));
    it('exits 2 where it cannot look', async () => {
      const { status } = await cloud.run(verifyIdentity, [], { PROJECT_ID: 'somebody-elses' });
      assert.equal(status, 2);
    });
  });

  describe('remove.sh', () => {
    it('takes back everything, and nothing of anybody else', async () => {
      edit((state) => state.policies['project:acme-prod']?.push(['roles/owner', 'user:ada@example.com', '']));
      const before = cloud.copy();
      ok(await cloud.run(setUpIdentity));
      ok(await cloud.run(setUpGithub));
      assert.match(ok(await cloud.run(removeIdentity)), /would be removed; nothing was changed/);
      assert.equal(Object.keys(cloud.state.accounts).length, 2);
      ok(await cloud.run(removeIdentity, ['--yes']));
      const after = cloud.state;
      assert.deepEqual(after.accounts, {});
      assert.deepEqual(after.policies, before.policies);
      assert.equal(after.providers['assistant']?.state, 'DELETED');
      assert.match(ok(await cloud.run(removeIdentity, ['--yes'])), /Done, 0 things removed/);
    });

    it('leaves a service that runs as the account its access', async () => {
      deploy();
      ok(await cloud.run(setUpIdentity));
      const before = cloud.copy();
      const { status, said } = await cloud.run(removeIdentity, ['--yes']);
      assert.equal(status, 1);
      assert.match(said, /assistant still runs as/);
      assert.deepEqual(cloud.state, before);
    });
  });

  describe('set-up-github.sh', () => {
    const deployer = 'serviceAccount:assistant-api-deploy@acme-prod.iam.gserviceaccount.com';
    const pool =
      'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github';

    beforeEach(async () => {
      ok(await cloud.run(setUpIdentity));
    });

    it('trusts the repository by its numbers, and grants the deployer what it needs', async () => {
      cloud.program('gh', 'echo "11 22"');
      deploy();
      const out = ok(await cloud.run(setUpGithub));
      const { providers, policies } = cloud.state;
      assert.equal(
        providers['assistant']?.condition,
        "assertion.repository_owner_id == '11' && assertion.repository_id == '22' && assertion.ref == 'refs/heads/main'",
      );
      assert.match(providers['assistant'].mapping, /attribute\.repository_id=assertion\.repository_id/);
      assert.deepEqual(policies['service-account:assistant-api-deploy@acme-prod.iam.gserviceaccount.com'], [
        ['roles/iam.workloadIdentityUser', `${pool}/attribute.repository_id/22`, ''],
      ]);
      assert.deepEqual(
        policies['project:acme-prod']?.filter(([, who]) => who === deployer),
        [['roles/run.developer', deployer, '']],
      );
      assert.deepEqual(policies[`service-account:${account}`], [
        ['roles/iam.serviceAccountUser', deployer, ''],
      ]);
      assert.deepEqual(policies['repository:assistant']?.at(-1), [
        'roles/artifactregistry.writer',
        deployer,
        '',
      ]);
      assert.deepEqual(policies['service:assistant']?.at(-1), ['roles/run.invoker', deployer, '']);
      assert.match(out, /gh variable set WORKLOAD_IDENTITY_PROVIDER .*\/github\/providers\/assistant$/m);
      cloud.changes();
      ok(await cloud.run(setUpGithub));
      assert.deepEqual(cloud.changes(), [], 'a second run changes nothing');
    });

    it('trusts the name where the numbers are not known, says so, and takes the numbers later', async () => {
      const run = await cloud.run(setUpGithub);
      ok(run);
      assert.match(run.said, /its name is trusted/);
      assert.match(
        cloud.state.providers['assistant']?.condition ?? '',
        /^assertion\.repository == 'acme\/assistant' && /,
      );
      ok(await cloud.run(setUpGithub, [], { GITHUB_OWNER_ID: '11', GITHUB_REPOSITORY_ID: '22' }));
      assert.match(cloud.state.providers['assistant']?.condition ?? '', /repository_id == '22'/);
    });

    it('restores a pool and a provider that were deleted', async () => {
      ok(await cloud.run(setUpGithub));
      edit((state) => {
        state.pools['github'] = 'DELETED';
        const provider = state.providers['assistant'];
        if (provider) provider.state = 'DELETED';
      });
      ok(await cloud.run(setUpGithub));
      assert.equal(cloud.state.pools['github'], 'ACTIVE');
      assert.equal(cloud.state.providers['assistant']?.state, 'ACTIVE');
    });

    it('changes nothing with --dry-run', async () => {
      const before = cloud.copy();
      cloud.changes();
      assert.match(ok(await cloud.run(setUpGithub, ['--dry-run'])), /nothing was changed/);
      assert.deepEqual(cloud.changes(), []);
      assert.deepEqual(cloud.state, before);
    });

    it('grants the workflow itself, where no account is wanted, and takes it back', async () => {
      const direct = await IdentityCloud.start(await filesOf(plan, 'direct'), cloud.copy());
      direct.program('gh', 'echo "11 22"');
      try {
        const before = cloud.copy().policies;
        ok(await direct.run(setUpGithub));
        const workflow = `${pool}/attribute.repository_id/22`;
        assert.deepEqual(direct.state.policies['project:acme-prod']?.at(-1), [
          'roles/run.developer',
          workflow,
          '',
        ]);
        assert.deepEqual(Object.keys(direct.state.accounts), [account]);
        ok(await direct.run(removeIdentity, ['--yes']));
        assert.deepEqual(direct.state.policies['project:acme-prod'], []);
        assert.notDeepEqual(before['project:acme-prod'], []);
      } finally {
        direct.remove();
      }
    });
  });

  it('asks for the project and the region where no file names them', async () => {
    const unknown = { ...plan, deployment: { ...plan.deployment, project: '', region: '' } };
    const bare = await IdentityCloud.start(
      await filesOf(unknown),
      newProject('acme-prod', 'europe-west1', standing),
    );
    try {
      for (const script of [setUpIdentity, verifyIdentity, removeIdentity, setUpGithub]) {
        const { status, said } = await bare.run(script);
        assert.equal(status, 2, script);
        assert.match(said, /^PROJECT_ID is not set\. Name the Google Cloud project: PROJECT_ID=my-project /);
        assert.match((await bare.run(script, [], { PROJECT_ID: 'acme-prod' })).said, /^REGION is not set/);
      }
      ok(await bare.run(setUpIdentity, [], { PROJECT_ID: 'acme-prod', REGION: 'europe-west1' }));
    } finally {
      bare.remove();
    }
  });

  it('on GKE grants the Kubernetes service account itself', async () => {
    const gke = await IdentityCloud.start(await filesOf({ ...plan, platform: 'gke' }), {
      ...newProject('acme-prod', 'europe-west1', standing),
      clusters: ['main,europe-west1,acme-prod.svc.id.goog'],
    });
    gke.program(
      'kubectl',
      'case "$*" in *pods*) echo assistant-api ;; *) echo serviceaccount/assistant-api ;; esac',
    );
    try {
      const out = ok(await gke.run(setUpIdentity));
      assert.match(out, /kubectl apply -f deploy\/kubernetes\/service-account\.yaml/);
      assert.doesNotMatch(out, /No cluster of/);
      const principal =
        'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/assistant/sa/assistant-api';
      assert.deepEqual(gke.state.policies['project:acme-prod'], [['roles/aiplatform.user', principal, '']]);
      assert.deepEqual(gke.state.accounts, {});
      assert.match(ok(await gke.run(verifyIdentity)), /ok {4}3 all pods of assistant run as assistant-api/);
      gke.program('kubectl', 'case "$*" in *pods*) echo default ;; *) echo x ;; esac');
      assert.match((await gke.run(verifyIdentity)).out, /FAIL {2}3 pods of assistant run as default/);
      ok(await gke.run(removeIdentity, ['--yes']));
      assert.deepEqual(gke.state.policies['project:acme-prod'], []);
      gke.state.clusters = ['main,europe-west1,'];
      assert.match(
        ok(await gke.run(setUpIdentity)),
        /No cluster of acme-prod has Workload Identity Federation/,
      );
    } finally {
      gke.remove();
    }
  });
});

describe('the files of an identity, linted', function () {
  this.timeout(300_000);
  this.slow(20_000);

  /** Every target, platform and way of GitHub, with and without a project. */
  async function everyVariant<File>(
    make: (which: ServingPlan, variant: GithubVariant | undefined) => Promise<readonly File[]>,
  ): Promise<File[]> {
    const made: File[] = [];
    for (const sample of [samplePlans.vllm, samplePlans.generic, samplePlans.vertex, plan]) {
      for (const platform of ['cloud-run', 'gke'] as const) {
        for (const variant of ['deployer', 'direct', undefined] as const) {
          const deployment =
            variant === 'direct' ? { ...sample.deployment, project: '', region: '' } : sample.deployment;
          made.push(...(await make({ ...sample, platform, deployment }, variant)));
        }
      }
    }
    return made;
  }

  it('ShellCheck finds nothing', async function () {
    const shellcheck = shellcheckOrSkip(this);
    const scripts = await everyVariant((which, variant) => {
      const github = variant && githubIdentity(which, variant);
      return identityRenderer(github ? { github } : {})(which, templates);
    });
    const texts = new Set(scripts.filter(({ path }) => path.endsWith('.sh')).map(({ content }) => content));
    assert.ok(texts.size > 30);
    for (const text of texts) assert.deepEqual(shellcheck(text, 'bash'), [], text);
  });

  it('terraform fmt would change nothing', async function () {
    const format = terraformFormatOrSkip(this);
    const files = await everyVariant(async (which, variant) => {
      const github = variant && githubIdentity(which, variant);
      return [
        ...(await renderIdentityTerraform(which, templates, { alone: true, ...(github && { github }) })),
        ...(await renderIdentityTerraform(which, templates, { alone: false, ...(github && { github }) })),
      ];
    });
    const texts = new Set(files.map(({ content }) => content));
    assert.ok(texts.size > 20);
    for (const text of texts) assert.deepEqual(format(text), [], text);
  });
});
