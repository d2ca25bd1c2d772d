import { modelServiceHosts } from '../sources/tellingStrings.ts';
import { call, dependency, endpoint, file, imports, key, resource, variable, when } from './clueTest.ts';
import type { PracticeRule } from './practiceRule.ts';

/** How the project reaches managed model services, and as whom. */
export const identityPractices: readonly PracticeRule[] = [
  {
    practice: 'managed-model-api',
    tests: [
      call(
        /^(?:openai|anthropic|groq|cohere|mistralai|together|litellm)\.\w+/,
        /^google\.genai\.Client/,
        /^google\.generativeai\./,
        /^vertexai\./,
        /^langchain_(?:openai|anthropic|google_genai|google_vertexai|groq|cohere|mistralai|aws)\.Chat\w+$/,
        /^(?:openai|@anthropic-ai\/sdk|groq-sdk|@google\/genai|@google\/generative-ai|@google-cloud\/vertexai|@langchain\/openai|@langchain\/anthropic|@langchain\/google-genai|ai)\.\w+/,
      ),
      endpoint(...modelServiceHosts, 'bedrock-runtime.amazonaws.com'),
      imports(
        'openai',
        'anthropic',
        'google.genai',
        'google.generativeai',
        'vertexai',
        'langchain_openai',
        'langchain_anthropic',
        'langchain_google_genai',
        'langchain_google_vertexai',
        '@google/genai',
        '@google/generative-ai',
        '@anthropic-ai/sdk',
        '@google-cloud/vertexai',
        'groq',
        'groq-sdk',
        'cohere',
        'mistralai',
        'litellm',
      ),
    ],
  },
  {
    practice: 'google-model-api',
    tests: [
      imports(
        'google.genai',
        'google.generativeai',
        'vertexai',
        'google.cloud.aiplatform',
        'google.adk',
        'langchain_google_genai',
        'langchain_google_vertexai',
        '@google/genai',
        '@google/generative-ai',
        '@google-cloud/vertexai',
        '@google/adk',
        '@langchain/google-genai',
        '@langchain/google-vertexai',
      ),
      endpoint('generativelanguage.googleapis.com', 'aiplatform.googleapis.com'),
      variable('GEMINI_API_KEY', 'GOOGLE_API_KEY'),
    ],
  },
  { practice: 'hardcoded-api-key', tests: [key()] },
  {
    practice: 'api-key-from-environment',
    tests: [
      variable(
        /^(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE|GROQ|MISTRAL|COHERE|TOGETHER|FIREWORKS|OPENROUTER|DEEPSEEK|XAI|PERPLEXITY|AZURE_OPENAI|HUGGINGFACE|REPLICATE|GOOGLE_AI|GOOGLE_GENERATIVE_AI|GOOGLE_GENAI|NEXT_PUBLIC_\w+)_(?:API_)?KEY$/,
      ),
    ],
  },
  {
    practice: 'service-account-key-file',
    tests: [
      variable(
        'GOOGLE_APPLICATION_CREDENTIALS',
        'GOOGLE_SERVICE_ACCOUNT_KEY',
        'GCP_SA_KEY',
        'GOOGLE_CREDENTIALS',
      ),
      call(/\.from_service_account_(?:file|info|json)$/),
      resource('google_service_account_key'),
      file('service-account-key'),
    ],
  },
  {
    practice: 'application-default-credentials',
    tests: [
      call(
        'google.auth.default',
        'vertexai.init',
        'google.cloud.aiplatform.init',
        /^google-auth-library\.GoogleAuth$/,
        /^@google-cloud\/vertexai\.VertexAI$/,
        /^langchain_google_vertexai\.\w+$/,
      ),
      when(call(/^google\.genai\.Client$/, /^@google\/genai\.GoogleGenAI$/), 'vertexai', /true/i),
      when(call(/^google\.genai\.Client$/, /^@google\/genai\.GoogleGenAI$/), 'enterprise', /true/i),
      variable('GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_ENTERPRISE'),
    ],
  },
  {
    practice: 'service-account-created',
    tests: [resource('gcloud iam service-accounts create', 'google_service_account')],
  },
  {
    practice: 'vertex-user-role',
    tests: [when(resource('iam role', /^google_\w+_iam_\w+$/), 'role', /^roles\/aiplatform\.user$/)],
  },
  { practice: 'service-account-attached', tests: [resource('service-account-attached')] },
  {
    practice: 'vertexai-generative-models',
    tests: [
      imports(
        'vertexai.generative_models',
        'vertexai.language_models',
        'vertexai.preview.generative_models',
        'vertexai.preview.language_models',
        'vertexai.vision_models',
        'vertexai.preview.vision_models',
      ),
    ],
  },
  {
    practice: 'google-generativeai',
    tests: [
      imports('google.generativeai', '@google/generative-ai', 'github.com/google/generative-ai-go'),
      dependency('google-generativeai', '@google/generative-ai'),
    ],
  },
];
