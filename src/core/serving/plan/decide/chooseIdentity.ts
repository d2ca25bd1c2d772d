import type { Evidence } from '../../../project/facts.ts';
import { technology } from '../evidence/servingEvidence.ts';
import { isSecretName } from '../evidence/variableUses.ts';
import type { GrantedRole, IdentityPlan, ModelPlan, SecretPlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import { givenValue, inWords, optionValue, placeOf, type Planning } from './planning.ts';

/** Variables that a service with an identity of its own has no use for. */
const replacedByIdentity = new Set([
  'GOOGLE_API_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_GENAI_API_KEY',
]);

/** Where the project calls models of Google; undefined where it does not. */
export function googleModelCalls(
  { evidence, values }: Planning,
  target: ServingTarget,
): readonly Evidence[] | undefined {
  const given = givenValue(values, 'vertex-ai');
  if (given === 'no') return undefined;
  const practice = evidence.project.practices.find(({ id }) => id === 'google-model-api');
  const sdk = (['google-genai', 'vertex-ai'] as const).flatMap((id) => technology(evidence, id) ?? [])[0];
  const adk = target === 'adk' ? technology(evidence, 'google-adk') : undefined;
  const found = practice?.evidence ?? sdk?.evidence ?? adk?.evidence;
  return found ?? (given === 'yes' || target === 'vertex' || target === 'adk' ? [] : undefined);
}

/** Variables that come from Secret Manager. `gated`: the hub asks for a token when the container starts. */
export function chooseSecrets(
  planning: Planning,
  target: ServingTarget,
  model: ModelPlan | undefined,
  gated: boolean,
  app: ChosenApp | undefined,
): SecretPlan[] {
  const { evidence, values, notes } = planning;
  const given = givenValue(values, 'secrets');
  const byIdentity = googleModelCalls(planning, target) !== undefined;
  const secret = evidence.variables.filter(
    ({ name, evidence: { file } }) => isSecretName(name) && isServed(file, app),
  );
  const isEngine = target === 'vllm' || target === 'tensorrt-llm' || target === 'ollama';
  const found = isEngine
    ? []
    : secret.filter(
        ({ name }) =>
          !(byIdentity && replacedByIdentity.has(name)) && name !== 'GOOGLE_APPLICATION_CREDENTIALS',
      );
  const names =
    given === undefined ? found.map(({ name }) => name) : given === 'none' ? [] : given.split(',');
  if (
    gated &&
    model?.loading === 'hub' &&
    given === undefined &&
    !names.some((name) => /^HF_TOKEN$|HUGGING/.test(name))
  )
    names.push('HF_TOKEN');
  warnOfKeys(planning, byIdentity);
  if (gated && model?.loading === 'baked')
    notes.warn(
      `The hub gives ${model.id} only to who agreed to its terms: the build needs HF_TOKEN as a build secret.`,
    );
  if (names.length > 0 || given !== undefined)
    notes.decide({
      option: 'secrets',
      title: 'Secrets',
      value: names.length === 0 ? 'none' : inWords(names),
      reason:
        given === undefined
          ? 'The code reads them, and values of that kind belong in Secret Manager.'
          : 'You chose them.',
      evidence: found.map((use) => use.evidence),
      confidence: 'medium',
    });
  return [...new Set(names)].map((name) => ({
    name,
    secret: name.toLowerCase().replaceAll('_', '-'),
    version: '1',
  }));
}

/** Code that does not get into the image reads for itself: load tests, scripts that deploy. */
function isServed(file: string, app: ChosenApp | undefined): boolean {
  if (!file.endsWith('.py') || !app) return true;
  return app.sources.some((source) => file === source || file.startsWith(`${source}/`));
}

function warnOfKeys({ evidence, notes }: Planning, byIdentity: boolean): void {
  const key = evidence.variables.find(({ name }) => replacedByIdentity.has(name));
  if (!byIdentity || !key) return;
  notes.warn(
    `${key.name} (${placeOf(key.evidence)}) is left out: the service calls Google's models as its own service account, without a key.`,
  );
}

/** The service account, its roles on the narrowest resource, and who may call. */
export function chooseIdentity(
  planning: Planning,
  target: ServingTarget,
  model: ModelPlan | undefined,
  secrets: readonly SecretPlan[],
  name: string,
): IdentityPlan {
  const { values, notes } = planning;
  const calls = googleModelCalls(planning, target);
  const roles: GrantedRole[] = [];
  if (calls)
    roles.push({ role: 'roles/aiplatform.user', on: 'project', why: 'it calls models on Vertex AI' });
  if (model?.loading === 'bucket' && model.bucket !== undefined)
    roles.push({
      role: 'roles/storage.objectViewer',
      on: 'bucket',
      resource: model.bucket,
      why: 'it reads the weights',
    });
  for (const { secret, name: variable } of secrets)
    roles.push({
      role: 'roles/secretmanager.secretAccessor',
      on: 'secret',
      resource: secret,
      why: `it reads ${variable}`,
    });
  const serviceAccount = givenValue(values, 'service-account') ?? accountName(name);
  notes.decide({
    option: 'service-account',
    title: 'Identity',
    value: serviceAccount,
    reason:
      roles.length === 0
        ? 'A service account of its own, without any role: the service asks nothing of Google Cloud.'
        : `A service account of its own with ${inWords(roles.map(({ role, on }) => `${role} on the ${on}`).filter((each, index, all) => all.indexOf(each) === index))}.`,
    evidence: calls ?? [],
  });
  const github = chooseGithubRepository(planning);
  return {
    serviceAccount,
    roles,
    invokers: optionValue(values, 'invoker')
      .split(',')
      .filter((each) => each !== ''),
    ...(github !== undefined && { githubRepository: github }),
  };
}

/** The repository whose workflow deploys: given, or the remote of the folder. */
function chooseGithubRepository({ values, evidence, notes }: Planning): string | undefined {
  const github = givenValue(values, 'github-repository') ?? evidence.cloud.githubRepository?.value;
  if (github !== undefined)
    notes.decide({
      option: 'github-repository',
      title: 'Deploys from',
      value: github,
      reason:
        givenValue(values, 'github-repository') === undefined
          ? 'It is the remote "origin" of the folder.'
          : 'You chose it.',
      evidence: evidence.cloud.githubRepository ? [evidence.cloud.githubRepository.evidence] : [],
    });
  return github;
}

/** 6 to 30 characters, a letter first, no hyphen last. */
function accountName(name: string): string {
  const long = name.length < 6 ? `${name}-service` : name;
  return long.slice(0, 30).replace(/-+$/, '');
}
