import { chooseClients } from '../serving/identity/clients/chooseClients.ts';
import {
  installCommand,
  renderClients,
  type PlacedClient,
} from '../serving/identity/clients/renderClients.ts';
import { readVertexClients, type VertexClients } from '../serving/identity/clients/vertexClients.ts';
import { githubIdentity, type GithubIdentity } from '../serving/identity/githubTrust.ts';
import { identityGrants } from '../serving/identity/identityGrants.ts';
import { accountAddress } from '../serving/identity/identityNames.ts';
import type { IdentitySubject } from '../serving/identity/identityParts.ts';
import { foundKeys } from '../serving/identity/keys/foundKeys.ts';
import { keySteps } from '../serving/identity/keys/keySteps.ts';
import { planIdentity, type PlannedIdentity } from '../serving/identity/planIdentity.ts';
import { identityRenderer } from '../serving/identity/renderIdentity.ts';
import { renderIdentityTerraform } from '../serving/identity/renderIdentityTerraform.ts';
import { renderTerraformBase } from '../serving/identity/terraformBase.ts';
import { servingOptions } from '../serving/plan/servingOptions.ts';
import type { Templates } from '../serving/render/rendering.ts';
import { servingFiles } from '../serving/servingFiles.ts';
import type { Decision } from './decision.ts';
import type {
  Generated,
  GeneratedFile,
  GenerateContext,
  Generator,
  GeneratorOption,
  OptionValues,
} from './generator.ts';

const number = { pattern: /^(?:[1-9]\d{0,18})?$/, words: 'a number' };

const ownOptions: readonly GeneratorOption[] = [
  {
    id: 'client',
    kind: 'text',
    default: 'auto',
    meaning:
      'Code that asks Vertex AI without a key: auto, none, or of python, typescript, go and java some.',
    form: {
      pattern: /^(?:auto|none|(?:python|typescript|go|java)(?:,(?:python|typescript|go|java))*)$/,
      words: 'auto, none, or languages with commas between: python,typescript',
    },
  },
  {
    id: 'terraform',
    kind: 'flag',
    default: 'true',
    meaning: 'Terraform that says the same as the scripts, beside them.',
  },
  {
    id: 'github',
    kind: 'choice',
    default: 'deployer',
    meaning: 'How a workflow of GitHub may deploy, where the repository is known; Cloud Run only.',
    choices: [
      {
        value: 'deployer',
        meaning: 'as a service account of its own, which the generated workflow needs to push images',
      },
      {
        value: 'direct',
        meaning:
          'without an account in between: one less to look after, but no identity tokens and 10 minutes at most',
      },
      { value: 'none', meaning: 'not at all' },
    ],
  },
  {
    id: 'github-owner-id',
    kind: 'text',
    default: '',
    meaning:
      'Number of the owner on GitHub, which cannot be taken over as a name can. Empty: the script asks gh.',
    form: number,
  },
  {
    id: 'github-repository-id',
    kind: 'text',
    default: '',
    meaning: 'Number of the repository on GitHub. Empty: the script asks gh.',
    form: number,
  },
];

/** A service account of its own for the service, the roles that it needs, and code that needs no key. */
export const identity: Generator = {
  id: 'identity',
  title: 'Workload Identity',
  summary:
    'A service account with the Vertex AI User role that the service runs as, and a client that needs no key.',
  options: [...servingOptions, ...ownOptions],
  family: 'serving',
  generate,
};

async function generate(values: OptionValues, context: GenerateContext): Promise<Generated> {
  const planned = await planIdentity(values, context);
  const { subject, app } = planned;
  const templates: Templates = (path) => context.resource(`templates/${path}`);
  const catalogue = readVertexClients(await context.resource('catalog/vertexClients.yaml'));
  const github = githubOf(values, subject);
  const asksVertex = identityGrants(subject).some(({ role }) => role.startsWith('roles/aiplatform.'));
  const { clients, decision } = await chooseClients(values['client'] ?? 'auto', asksVertex, app, context);
  const scripts = await identityRenderer(github ? { github } : {})(subject, templates);
  const terraform =
    values['terraform'] === 'true' ? await terraformFiles(subject, github, templates, context) : [];
  const code = await renderClients(clients, catalogue, templates);
  const keys = keySteps(await foundKeys(context), subject.identity.serviceAccount);
  return {
    files: [...scripts, ...terraform, ...code],
    next: [
      ...setUpSteps(planned, terraform.length > 0),
      ...clientSteps(clients, catalogue, (await context.existing('uv.lock')) !== undefined),
      ...githubSteps(subject, github),
      ...keys.next,
    ],
    decisions: [...planned.decisions, decision, ...githubDecision(values, subject, github)],
    warnings: [...keys.warnings, ...unserved(planned)],
  };
}

function githubOf(values: OptionValues, subject: IdentitySubject): GithubIdentity | undefined {
  const variant = values['github'];
  if (variant !== 'deployer' && variant !== 'direct') return undefined;
  const owner = values['github-owner-id'] ?? '';
  const repository = values['github-repository-id'] ?? '';
  return githubIdentity(
    subject,
    variant,
    owner !== '' && repository !== '' ? { owner, repository } : undefined,
  );
}

/** Beside the service's own Terraform, where that is there; else with what it needs to stand alone. */
async function terraformFiles(
  subject: IdentitySubject,
  github: GithubIdentity | undefined,
  templates: Templates,
  { existing }: GenerateContext,
): Promise<readonly GeneratedFile[]> {
  const main = await existing(`${servingFiles.terraform}/main.tf`);
  const hasService = main?.includes('"google_cloud_run_v2_service" "service"') === true;
  const parts = { alone: !hasService, ...(github && { github }) };
  const own = await renderIdentityTerraform(subject, templates, parts);
  return main === undefined ? [...(await renderTerraformBase(subject, templates)), ...own] : own;
}

function setUpSteps({ subject }: PlannedIdentity, terraform: boolean): string[] {
  const { identity: who, deployment, platform } = subject;
  const project = deployment.project === '' ? 'PROJECT_ID=my-project ' : '';
  const account = accountAddress(
    who.serviceAccount,
    deployment.project === '' ? 'my-project' : deployment.project,
  );
  const isCloudRun = platform === 'cloud-run';
  return [
    `See what would be changed in Google Cloud: \`${project}${servingFiles.setUpIdentity} --dry-run\``,
    `Change it: \`${project}${servingFiles.setUpIdentity}\``,
    ...(isCloudRun
      ? []
      : [`Make the account in the cluster: \`kubectl apply -f ${servingFiles.kubernetesAccount}\``]),
    `Check that it is so, and that nothing is wider: \`${project}${servingFiles.verifyIdentity}\``,
    ...(terraform
      ? [
          `With Terraform instead of the scripts: \`terraform -chdir=${servingFiles.terraform} init\`, then plan and apply.`,
        ]
      : []),
    'On your own machine, once, without a key file: `gcloud auth application-default login`',
    ...(isCloudRun
      ? [
          `Or, better, with the rights of the service alone (needs roles/iam.serviceAccountTokenCreator on it): \`gcloud auth application-default login --impersonate-service-account=${account}\``,
        ]
      : []),
  ];
}

function clientSteps(
  clients: readonly PlacedClient[],
  catalogue: VertexClients,
  hasUvLock: boolean,
): string[] {
  return clients.flatMap((client) => {
    const install = installCommand(client, catalogue, hasUvLock);
    return [
      ...(install === undefined ? [] : [`Add the library of ${client.place.path}: ${install}`]),
      `Ask Vertex AI through ${client.place.path}; the settings GOOGLE_CLOUD_PROJECT, GOOGLE_CLOUD_LOCATION and GEMINI_MODEL are no secrets.`,
    ];
  });
}

function githubSteps(subject: IdentitySubject, github: GithubIdentity | undefined): string[] {
  if (!github) return [];
  const project = subject.deployment.project === '' ? 'PROJECT_ID=my-project ' : '';
  return [
    `Let the workflow of ${github.repository} deploy without a key: \`${project}${servingFiles.setUpGithub}\`; it ends with the variables that the workflow needs.`,
  ];
}

function githubDecision(
  values: OptionValues,
  subject: IdentitySubject,
  github: GithubIdentity | undefined,
): Decision[] {
  if (subject.identity.githubRepository === undefined || subject.platform !== 'cloud-run') return [];
  const isDefault = values['github'] === 'deployer';
  return [
    {
      option: 'github',
      title: 'GitHub',
      value: !github
        ? 'not at all'
        : `${github.variant === 'deployer' ? 'as an account of its own' : 'directly'}, trusted by ${github.numbers ? 'number' : 'name until its numbers are known'}`,
      reason: isDefault
        ? 'The workflow pushes images and asks the service for an answer, which takes an account.'
        : 'You chose it.',
      evidence: [],
      source: isDefault ? 'default' : 'given',
      confidence: 'high',
      alternatives: (ownOptions.find(({ id }) => id === 'github')?.choices ?? []).filter(
        ({ value }) => value !== values['github'],
      ),
    },
  ];
}

function unserved({ unserved: why, subject }: PlannedIdentity): string[] {
  if (why === undefined) return [];
  return [
    `The identity is made without a service: ${why} Whatever runs as ${subject.identity.serviceAccount} later has these rights.`,
  ];
}
