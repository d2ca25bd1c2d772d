import type { PracticeId } from '../vocabulary.ts';
import { asset, call, command, dependency, endpoint, file, imports, importLike, key, resource, variable, when, RuleIndex, type ClueTest } from './clueTest.ts';

/** What shows a practice by itself. Practices that take several facts together are in combinedPractices.ts. */
export interface PracticeRule {
  readonly practice: PracticeId;
  readonly tests: readonly ClueTest[];
}

const quantised = /(?:GPTQ|AWQ|-gptq|-awq|\bexl2\b|-bnb-4bit|-4bit\b|-int4\b)/i;

export const practiceRules: readonly PracticeRule[] = [
  { practice: 'ollama-endpoint', tests: [endpoint(':11434', /^\/api\//), variable('OLLAMA_HOST', 'OLLAMA_BASE_URL', 'OLLAMA_API_BASE', 'OLLAMA_URL')] },
  { practice: 'modelfile', tests: [file('Modelfile')] },
  { practice: 'local-model-files', tests: [asset('gguf', 'safetensors', 'checkpoint')] },
  { practice: 'container', tests: [file('Dockerfile')] },
  {
    practice: 'cloud-run-deployment',
    tests: [
      resource('gcloud run deploy', 'serving.knative.dev/Service', /^google_cloud_run_(?:v2_)?(?:service|job|worker_pool)$/),
      when(resource('adk deploy'), 'target', /cloud_run/),
    ],
  },
  {
    practice: 'trainer',
    tests: [
      call(/^transformers\.(?:Seq2Seq)?Trainer$/, /^trl\.\w*Trainer$/, /^unsloth\.\w*Trainer$/, /^(?:sentence_transformers|setfit)\.(?:\w+\.)*\w*Trainer$/),
      command(/^trl /),
    ],
  },
  { practice: 'lora', tests: [call(/^peft\.(?:\w+\.)*(?:\w*Config|get_peft_model|prepare_model_for_kbit_training)$/, /get_peft_model$/), when(file('axolotl', 'llama-factory'), 'adapter', /lora/i)] },
  { practice: 'quantised-base-model', tests: [when(asset('config'), 'quantMethod', /gptq|awq|compressed|fp8|exl2|bitsandbytes/i), when(call(/\.from_pretrained$/), 'arg0', quantised), imports('auto_gptq', 'gptqmodel', 'awq'), dependency('auto-gptq', 'gptqmodel', 'autoawq')] },
  { practice: 'keras-training', tests: [call(/^(?:tensorflow\.)?keras\.(?:\w+\.)*(?:Sequential|Model)$/, /^keras_hub\./, /^keras_nlp\./, '.compile')] },
  { practice: 'legacy-keras', tests: [imports('tensorflow.keras', 'tf_keras', 'keras.api._v2'), call(/^tensorflow\.keras\./), dependency('tf-keras')] },
  { practice: 'jax-training', tests: [call(/^jax\.(?:grad|value_and_grad|pmap|jit)$/, /^optax\./, /^flax\.(?:\w+\.)*(?:Module|TrainState|create)$/, /^flax\.nnx\.(?:Optimizer|value_and_grad|jit)$/)] },
  { practice: 'torch-training', tests: [call(/^torch\.optim\./, '.backward', /^(?:lightning|pytorch_lightning)\.(?:\w+\.)*(?:Trainer|LightningModule)$/)] },
  { practice: 'adk-agent', tests: [call(/^google\.adk\.(?:\w+\.)*\w*Agent$/, /^@google\/adk\.\w*Agent$/), file('root_agent.yaml')] },
  { practice: 'langgraph-graph', tests: [call(/^langgraph\.(?:\w+\.)*\w*(?:StateGraph|MessageGraph)$/, /^langchain\.agents\.(?:\w+\.)*create_agent$/, /^@langchain\/langgraph\.\w*Graph$/, /^langchain\.createAgent$/, /^langgraph\.func\.entrypoint$/, /^langgraph\.prebuilt\.(?:\w+\.)*create_react_agent$/), file('langgraph.json')] },
  { practice: 'create-react-agent', tests: [imports('langgraph.prebuilt.create_react_agent', 'langgraph.prebuilt.chat_agent_executor'), call(/^langgraph\.prebuilt\.(?:\w+\.)*create_react_agent$/, '@langchain/langgraph.createReactAgent')] },
  { practice: 'legacy-langchain-agent', tests: [importLike(/^langchain(?:_classic)?\.agents\.(?:\w+\.)*(?:AgentExecutor|initialize_agent)$/), call(/^langchain\.agents\.(?:\w+\.)*(?:AgentExecutor|initialize_agent)$/)] },
  {
    practice: 'managed-model-api',
    tests: [
      call(
        /^(?:openai|anthropic|groq|cohere|mistralai|together|litellm)\.\w+/,
        /^google\.genai\.Client/, /^google\.generativeai\./, /^vertexai\./,
        /^langchain_(?:openai|anthropic|google_genai|google_vertexai|groq|cohere|mistralai|aws)\.Chat\w+$/,
        /^(?:openai|@anthropic-ai\/sdk|groq-sdk|@google\/genai|@google\/generative-ai|@google-cloud\/vertexai|@langchain\/openai|@langchain\/anthropic|@langchain\/google-genai|ai)\.\w+/,
      ),
      endpoint('generativelanguage.googleapis.com', 'aiplatform.googleapis.com', 'api.openai.com', 'openai.azure.com', 'api.anthropic.com', 'openrouter.ai', 'api.groq.com', 'api.mistral.ai', 'api.cohere.com', 'api.cohere.ai', 'api.together.xyz', 'api.deepseek.com', 'api.x.ai', 'bedrock-runtime.amazonaws.com'),
      imports('openai', 'anthropic', 'google.genai', 'google.generativeai', 'vertexai', 'langchain_openai', 'langchain_anthropic', 'langchain_google_genai', 'langchain_google_vertexai', '@google/genai', '@google/generative-ai', '@anthropic-ai/sdk', '@google-cloud/vertexai', 'groq', 'groq-sdk', 'cohere', 'mistralai', 'litellm'),
    ],
  },
  {
    practice: 'google-model-api',
    tests: [
      imports('google.genai', 'google.generativeai', 'vertexai', 'google.cloud.aiplatform', 'google.adk', 'langchain_google_genai', 'langchain_google_vertexai', '@google/genai', '@google/generative-ai', '@google-cloud/vertexai', '@google/adk', '@langchain/google-genai', '@langchain/google-vertexai'),
      endpoint('generativelanguage.googleapis.com', 'aiplatform.googleapis.com'),
      variable('GEMINI_API_KEY', 'GOOGLE_API_KEY'),
    ],
  },
  { practice: 'hardcoded-api-key', tests: [key()] },
  {
    practice: 'api-key-from-environment',
    tests: [variable(/^(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE|GROQ|MISTRAL|COHERE|TOGETHER|FIREWORKS|OPENROUTER|DEEPSEEK|XAI|PERPLEXITY|AZURE_OPENAI|HUGGINGFACE|REPLICATE|GOOGLE_AI|GOOGLE_GENERATIVE_AI|GOOGLE_GENAI|NEXT_PUBLIC_\w+)_(?:API_)?KEY$/)],
  },
  { practice: 'service-account-key-file', tests: [variable('GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_SERVICE_ACCOUNT_KEY', 'GCP_SA_KEY', 'GOOGLE_CREDENTIALS'), call(/\.from_service_account_(?:file|info|json)$/), resource('google_service_account_key'), file('service-account-key')] },
  {
    practice: 'application-default-credentials',
    tests: [
      call('google.auth.default', 'vertexai.init', 'google.cloud.aiplatform.init', /^google-auth-library\.GoogleAuth$/, /^@google-cloud\/vertexai\.VertexAI$/, /^langchain_google_vertexai\.\w+$/),
      when(call(/^google\.genai\.Client$/, /^@google\/genai\.GoogleGenAI$/), 'vertexai', /true/i),
      when(call(/^google\.genai\.Client$/, /^@google\/genai\.GoogleGenAI$/), 'enterprise', /true/i),
      variable('GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_ENTERPRISE'),
    ],
  },
  { practice: 'service-account-created', tests: [resource('gcloud iam service-accounts create', 'google_service_account')] },
  { practice: 'vertex-user-role', tests: [when(resource('iam role', /^google_\w+_iam_\w+$/), 'role', /^roles\/aiplatform\.user$/)] },
  { practice: 'service-account-attached', tests: [resource('service-account-attached')] },
  { practice: 'vertexai-generative-models', tests: [imports('vertexai.generative_models', 'vertexai.language_models', 'vertexai.preview.generative_models', 'vertexai.preview.language_models', 'vertexai.vision_models', 'vertexai.preview.vision_models')] },
  { practice: 'google-generativeai', tests: [imports('google.generativeai', '@google/generative-ai', 'github.com/google/generative-ai-go'), dependency('google-generativeai', '@google/generative-ai')] },
  {
    practice: 'semantic-cache-pattern',
    tests: [
      call(/(?:^|\.)\w*SemanticCache$/, /^gptcache\./, /^langcache\./, /^vcache\./),
      importLike(/(?:^|\.)\w*SemanticCache$/, /^gptcache(?:\.|$)/, /^redisvl\.extensions\.(?:llmcache|cache\.llm)/),
      imports('@upstash/semantic-cache', '@betterdb/semantic-cache', '@redis-ai/langcache', 'langcache', 'upstash_semantic_cache', 'betterdb_semantic_cache'),
    ],
  },
  {
    practice: 'vector-search',
    tests: [
      call('FT.SEARCH', 'FT.CREATE', 'KNN', 'VECTOR_RANGE', /^redis\.(?:\w+\.)*VectorField$/, /^redisvl\.(?:\w+\.)*(?:SearchIndex|AsyncSearchIndex|VectorQuery|VectorRangeQuery|RangeQuery)$/, /^faiss\./),
      imports('chromadb', 'faiss', 'pinecone', 'qdrant_client', 'weaviate', 'pymilvus', 'pgvector', 'langchain_chroma', 'langchain_pinecone', 'langchain_qdrant'),
    ],
  },
];

export const practiceIndex = new RuleIndex(practiceRules);
