import type { CheckDiagnostic } from '../../check.ts';
import { isPlaceholder } from '../../yaml/placeholder.ts';
import { fixOf, type ServiceRule, type ServiceSettings, type VariableSetting } from '../serviceSettings.ts';

/** Keys of Google's models, which the service's own identity makes needless. */
const googleKeys = new Set(['GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GENAI_API_KEY', 'VERTEX_API_KEY']);
/** Keys and tokens of others, which belong in Secret Manager. */
const otherKeys =
  /^(?:OPENAI_API_KEY|ANTHROPIC_API_KEY|AZURE_OPENAI_API_KEY|MISTRAL_API_KEY|COHERE_API_KEY|GROQ_API_KEY|TOGETHER_API_KEY|HF_TOKEN|HUGGING_FACE_HUB_TOKEN|HUGGINGFACEHUB_API_TOKEN|LANGCHAIN_API_KEY|LANGSMITH_API_KEY|PINECONE_API_KEY|WANDB_API_KEY|NGC_API_KEY|TAVILY_API_KEY|SERPAPI_API_KEY)$/;

const reserved = {
  service: new Set(['PORT', 'K_SERVICE', 'K_REVISION', 'K_CONFIGURATION']),
  job: new Set([
    'CLOUD_RUN_JOB',
    'CLOUD_RUN_EXECUTION',
    'CLOUD_RUN_TASK_INDEX',
    'CLOUD_RUN_TASK_ATTEMPT',
    'CLOUD_RUN_TASK_COUNT',
  ]),
};

/** Variables that Cloud Run sets itself, keys among them, and versions of secrets that move. */
export const environmentRules: ServiceRule = (service) =>
  service.containers.flatMap((container) => {
    const sidecar = service.containers.length > 1 && !container.hasPort;
    return container.variables.flatMap((variable) => [
      ...(sidecar ? [] : reservedRule(service, variable)),
      ...variableRules(variable),
    ]);
  });

/** What holds for a variable wherever it is set. */
export function variableRules(variable: VariableSetting): CheckDiagnostic[] {
  return [...keyRule(variable), ...credentialsRule(variable), ...versionRule(variable)];
}

export function reservedRule(
  { kind }: Pick<ServiceSettings, 'kind'>,
  variable: VariableSetting,
): CheckDiagnostic[] {
  if (!reserved[kind].has(variable.name)) return [];
  return [
    {
      code: 'cloudrun/reserved-variable',
      severity: 'error',
      message: `Cloud Run sets ${variable.name} itself and refuses a ${kind} that does. ${variable.name === 'PORT' ? 'Choose the port by the container’s port instead.' : 'Remove it.'}`,
      fixes: fixOf('remove-variable', `Remove ${variable.name}`, variable.remove?.()),
      ...spanOf(variable),
    },
  ];
}

function keyRule(variable: VariableSetting): CheckDiagnostic[] {
  const { name, value } = variable;
  const google = googleKeys.has(name);
  if (!google && !otherKeys.test(name)) return [];
  if (!value) return google && variable.secretVersion ? [needless(variable)] : [];
  if (value.value === undefined || value.value === '' || isPlaceholder(value.value)) return [];
  const secret = name.toLowerCase().replaceAll('_', '-');
  const fromSecret = fixOf(
    'use-secret',
    `Take it from the secret ${secret}, version 1`,
    variable.fromSecret?.(secret, '1'),
    false,
  );
  return [
    {
      code: 'identity/api-key',
      severity: 'warning',
      message: google
        ? `${name} stands in the open for everyone who can see the service or this file. The service’s own account with roles/aiplatform.user calls the same models without a key.`
        : `${name} stands in the open for everyone who can see the service or this file. Put it in Secret Manager and revoke this one.`,
      fixes: fromSecret,
      ...spanOf(variable),
    },
  ];
}

function needless(variable: VariableSetting): CheckDiagnostic {
  return {
    code: 'identity/needless-key',
    severity: 'information',
    message: `The service’s own account with roles/aiplatform.user calls the same models without ${variable.name}: nothing to rotate or to leak.`,
    fixes: [],
    ...spanOf(variable),
  };
}

function credentialsRule(variable: VariableSetting): CheckDiagnostic[] {
  if (variable.name !== 'GOOGLE_APPLICATION_CREDENTIALS') return [];
  return [
    {
      code: 'identity/credentials-file',
      severity: 'warning',
      message:
        'GOOGLE_APPLICATION_CREDENTIALS makes the service use a key file. Remove it: on Cloud Run the clients find the service’s own account by themselves.',
      fixes: fixOf('remove-variable', 'Remove GOOGLE_APPLICATION_CREDENTIALS', variable.remove?.()),
      ...spanOf(variable),
    },
  ];
}

function versionRule({ name, secretVersion }: VariableSetting): CheckDiagnostic[] {
  if (secretVersion?.value !== 'latest') return [];
  return [
    {
      code: 'cloudrun/secret-version',
      severity: 'information',
      message: `${name} takes the latest version of its secret, as it is when an instance starts: after a change instances differ, and a bad one cannot be rolled back. Name the version.`,
      fixes: [],
      ...spanOf(secretVersion),
    },
  ];
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): {
  start: number;
  end: number;
} {
  return { start, end };
}
