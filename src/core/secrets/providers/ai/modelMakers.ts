import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in: keep the key in a secret manager that one service identity may read, or use a model on Vertex AI, Amazon Bedrock or Microsoft Foundry under that identity.';
const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';
const callsModels = 'Calls the models of the account and spends its budget.';

export const modelMakersProviders = {
  openai: {
    name: 'OpenAI',
    group: 'ai',
    opens:
      'Calls every model of the project, reads its files and fine-tuned models, and spends its budget; an admin key also makes further keys and users.',
    revoke:
      'Delete the key under API keys of the project, or under Admin keys of the organisation, and make a new one.',
    revokeUrl: 'https://platform.openai.com/api-keys',
    instead:
      'In production call the models under an identity of your own: Azure OpenAI with a managed identity, or Gemini on Vertex AI with Workload Identity; else keep the key in a secret manager.',
    variable: 'OPENAI_API_KEY',
  },
  'openai-compatible': {
    name: 'OpenAI-compatible service',
    group: 'ai',
    opens:
      'Calls the models of the service that issued it (many copy the form of OpenAI keys) and spends its budget.',
    revoke: 'Delete the key on the page of the service at which the base URL points, and make a new one.',
    revokeUrl: 'https://platform.openai.com/api-keys',
    instead: keepInSecretManager,
    variable: 'OPENAI_API_KEY',
  },
  anthropic: {
    name: 'Anthropic',
    group: 'ai',
    opens:
      'Calls every Claude model of the workspace and spends its budget; an admin key also manages members, workspaces and keys.',
    revoke: 'Disable and delete the key under API keys in the Claude Console, and make a new one.',
    revokeUrl: 'https://console.anthropic.com/settings/keys',
    instead:
      'Call Claude under an identity of your own: on Vertex AI with Workload Identity, on Amazon Bedrock with an IAM role, or on Microsoft Foundry with a managed identity.',
    variable: 'ANTHROPIC_API_KEY',
  },
  'google-ai': {
    name: 'Google AI',
    group: 'ai',
    opens:
      'Calls Gemini and whatever other Google API the key is open to, such as Maps or YouTube, on the bill of its project.',
    revoke: 'Delete the key under Credentials of the Google Cloud project or under API keys in AI Studio.',
    revokeUrl: 'https://console.cloud.google.com/apis/credentials',
    instead:
      'Standard API keys are no longer accepted by the Gemini API: use Gemini on Vertex AI with Application Default Credentials, and Workload Identity where the program runs.',
    variable: 'GOOGLE_API_KEY',
  },
  'google-oauth': {
    name: 'Google OAuth',
    group: 'identity',
    opens:
      'Signs in as the application, or acts as the user who gave it access, within the scopes that were granted.',
    revoke:
      'Reset the secret of the OAuth client in the Google Cloud console; a token is revoked at https://oauth2.googleapis.com/revoke or under the third-party connections of the account.',
    revokeUrl: 'https://console.cloud.google.com/auth/clients',
    instead:
      'Let programs use Application Default Credentials with Workload Identity; only the sign-in of people needs a client secret, kept in Secret Manager.',
    variable: 'GOOGLE_CLIENT_SECRET',
  },
  'hugging-face': {
    name: 'Hugging Face',
    group: 'ai',
    opens:
      'Reads the private models and data sets that the token may, writes them if it may write, and spends inference credit.',
    revoke: 'Delete or refresh the token under Access Tokens of the account.',
    revokeUrl: 'https://huggingface.co/settings/tokens',
    instead:
      'In CI publish through trusted publishing with OIDC; in production copy the weights into a bucket of your own that the service reads by its Workload Identity; else a fine-grained, read-only token in Secret Manager.',
    variable: 'HF_TOKEN',
  },
  cohere: {
    name: 'Cohere',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://dashboard.cohere.com/api-keys',
    instead: keepInSecretManager,
    variable: 'CO_API_KEY',
  },
  mistral: {
    name: 'Mistral AI',
    group: 'ai',
    opens: 'Calls the models of the workspace and spends its budget.',
    revoke: 'Delete the key under API keys of the workspace, and make a new one.',
    revokeUrl: 'https://console.mistral.ai/api-keys',
    instead:
      'Call Mistral models under an identity of your own: on Vertex AI with Workload Identity, on Amazon Bedrock with an IAM role or on Microsoft Foundry with a managed identity.',
    variable: 'MISTRAL_API_KEY',
  },
  xai: {
    name: 'xAI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://console.x.ai/',
    instead: keepInSecretManager,
    variable: 'XAI_API_KEY',
  },
  perplexity: {
    name: 'Perplexity',
    group: 'ai',
    opens: 'Calls the search and the models of the account and spends its budget.',
    revoke: replaceKey,
    revokeUrl: 'https://www.perplexity.ai/account/api/keys',
    instead: keepInSecretManager,
    variable: 'PERPLEXITY_API_KEY',
  },
  deepseek: {
    name: 'DeepSeek',
    group: 'ai',
    opens: 'Calls the models of the account and spends its balance.',
    revoke: 'Delete the key under API keys of the platform, and make a new one.',
    revokeUrl: 'https://platform.deepseek.com/api_keys',
    instead:
      'The weights are open: serve the model on Vertex AI, Cloud Run or GKE under Workload Identity; else keep the key in a secret manager.',
    variable: 'DEEPSEEK_API_KEY',
  },
  ai21: {
    name: 'AI21 Labs',
    group: 'ai',
    opens: callsModels,
    revoke: 'Delete the key under API key of the account, and make a new one.',
    revokeUrl: 'https://studio.ai21.com/account/api-key',
    instead:
      'Call Jamba on Vertex AI with Workload Identity or on Amazon Bedrock with an IAM role; else keep the key in a secret manager.',
    variable: 'AI21_API_KEY',
  },
  'aleph-alpha': {
    name: 'Aleph Alpha',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://docs.aleph-alpha.com/',
    instead: keepInSecretManager,
    variable: 'AA_TOKEN',
  },
  writer: {
    name: 'Writer',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://app.writer.com/aistudio',
    instead: keepInSecretManager,
    variable: 'WRITER_API_KEY',
  },
  upstage: {
    name: 'Upstage',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://console.upstage.ai/api-keys',
    instead: keepInSecretManager,
    variable: 'UPSTAGE_API_KEY',
  },
  reka: {
    name: 'Reka',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://platform.reka.ai/apikeys',
    instead: keepInSecretManager,
    variable: 'REKA_API_KEY',
  },
  lighton: {
    name: 'LightOn',
    group: 'ai',
    opens: 'Calls the models and the documents of the account and spends its budget.',
    revoke: replaceKey,
    revokeUrl: 'https://docs.lighton.ai/',
    instead: keepInSecretManager,
    variable: 'LIGHTON_API_KEY',
  },
  'goose-ai': {
    name: 'GooseAI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://goose.ai/dashboard/apikeys',
    instead: keepInSecretManager,
    variable: 'GOOSEAI_API_KEY',
  },
  inflection: {
    name: 'Inflection AI',
    group: 'ai',
    opens: callsModels,
    revoke: replaceKey,
    revokeUrl: 'https://developers.inflection.ai/keys',
    instead: keepInSecretManager,
    variable: 'INFLECTION_API_KEY',
  },
  'llama-api': {
    name: 'Meta Llama API',
    group: 'ai',
    opens: 'Calls the Llama models of the team and spends its budget.',
    revoke: 'Delete the key under API keys of the team, and make a new one.',
    revokeUrl: 'https://llama.developer.meta.com/api-keys/',
    instead:
      'The weights are open: call Llama on Vertex AI, Amazon Bedrock or Microsoft Foundry under an identity of the cloud; else keep the key in a secret manager.',
    variable: 'LLAMA_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
