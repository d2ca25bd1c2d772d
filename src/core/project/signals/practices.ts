import {
  asset,
  call,
  command,
  dependency,
  endpoint,
  file,
  imports,
  importLike,
  resource,
  variable,
  when,
  RuleIndex,
} from './clueTest.ts';
import { identityPractices } from './identityPractices.ts';
import type { PracticeRule } from './practiceRule.ts';

const quantised = /(?:GPTQ|AWQ|-gptq|-awq|\bexl2\b|-bnb-4bit|-4bit\b|-int4\b)/i;

export const practiceRules: readonly PracticeRule[] = [
  {
    practice: 'ollama-endpoint',
    tests: [
      endpoint(':11434', /^\/api\//),
      variable('OLLAMA_HOST', 'OLLAMA_BASE_URL', 'OLLAMA_API_BASE', 'OLLAMA_URL'),
    ],
  },
  { practice: 'modelfile', tests: [file('Modelfile')] },
  { practice: 'local-model-files', tests: [asset('gguf', 'safetensors', 'checkpoint')] },
  { practice: 'container', tests: [file('Dockerfile')] },
  {
    practice: 'cloud-run-deployment',
    tests: [
      resource(
        'gcloud run deploy',
        'serving.knative.dev/Service',
        /^google_cloud_run_(?:v2_)?(?:service|job|worker_pool)$/,
      ),
      when(resource('adk deploy'), 'target', /cloud_run/),
    ],
  },
  {
    practice: 'trainer',
    tests: [
      call(
        /^transformers\.(?:Seq2Seq)?Trainer$/,
        /^trl\.\w*Trainer$/,
        /^unsloth\.\w*Trainer$/,
        /^(?:sentence_transformers|setfit)\.(?:\w+\.)*\w*Trainer$/,
      ),
      command(/^trl /),
    ],
  },
  {
    practice: 'lora',
    tests: [
      call(
        /^peft\.(?:\w+\.)*(?:\w*Config|get_peft_model|prepare_model_for_kbit_training)$/,
        /get_peft_model$/,
      ),
      when(file('axolotl', 'llama-factory'), 'adapter', /lora/i),
    ],
  },
  {
    practice: 'quantised-base-model',
    tests: [
      when(asset('config'), 'quantMethod', /gptq|awq|compressed|fp8|exl2|bitsandbytes/i),
      when(call(/\.from_pretrained$/), 'arg0', quantised),
      imports('auto_gptq', 'gptqmodel', 'awq'),
      dependency('auto-gptq', 'gptqmodel', 'autoawq'),
    ],
  },
  {
    practice: 'keras-training',
    tests: [
      call(
        /^(?:tensorflow\.)?keras\.(?:\w+\.)*(?:Sequential|Model)$/,
        /^keras_hub\./,
        /^keras_nlp\./,
        '.compile',
      ),
    ],
  },
  {
    practice: 'legacy-keras',
    tests: [
      imports('tensorflow.keras', 'tf_keras', 'keras.api._v2'),
      call(/^tensorflow\.keras\./),
      dependency('tf-keras'),
    ],
  },
  {
    practice: 'jax-training',
    tests: [
      call(
        /^jax\.(?:grad|value_and_grad|pmap|jit)$/,
        /^optax\./,
        /^flax\.(?:\w+\.)*(?:Module|TrainState|create)$/,
        /^flax\.nnx\.(?:Optimizer|value_and_grad|jit)$/,
      ),
    ],
  },
  {
    practice: 'torch-training',
    tests: [
      call(
        /^torch\.optim\./,
        '.backward',
        /^(?:lightning|pytorch_lightning)\.(?:\w+\.)*(?:Trainer|LightningModule)$/,
      ),
    ],
  },
  {
    practice: 'adk-agent',
    tests: [call(/^google\.adk\.(?:\w+\.)*\w*Agent$/, /^@google\/adk\.\w*Agent$/), file('root_agent.yaml')],
  },
  {
    practice: 'langgraph-graph',
    tests: [
      call(
        /^langgraph\.(?:\w+\.)*\w*(?:StateGraph|MessageGraph)$/,
        /^langchain\.agents\.(?:\w+\.)*create_agent$/,
        /^@langchain\/langgraph\.\w*Graph$/,
        /^langchain\.createAgent$/,
        /^langgraph\.func\.entrypoint$/,
        /^langgraph\.prebuilt\.(?:\w+\.)*create_react_agent$/,
      ),
      file('langgraph.json'),
    ],
  },
  {
    practice: 'create-react-agent',
    tests: [
      imports('langgraph.prebuilt.create_react_agent', 'langgraph.prebuilt.chat_agent_executor'),
      call(/^langgraph\.prebuilt\.(?:\w+\.)*create_react_agent$/, '@langchain/langgraph.createReactAgent'),
    ],
  },
  {
    practice: 'legacy-langchain-agent',
    tests: [
      importLike(/^langchain(?:_classic)?\.agents\.(?:\w+\.)*(?:AgentExecutor|initialize_agent)$/),
      call(/^langchain\.agents\.(?:\w+\.)*(?:AgentExecutor|initialize_agent)$/),
    ],
  },
  ...identityPractices,
  {
    practice: 'semantic-cache-pattern',
    tests: [
      call(
        /(?:^|\.)\w*SemanticCache$/,
        /^gptcache\.(?:\w+\.)*(?:init|init_similar_cache|init_similar_cache_from_config|Cache|get_data_manager|manager_factory|SSDataManager)$/,
        /^langcache\./,
        /^vcache\./,
      ),
      importLike(
        /(?:^|\.)\w*SemanticCache$/,
        /^gptcache(?:\.|$)/,
        /^redisvl\.extensions\.(?:llmcache|cache\.llm)/,
      ),
      imports(
        '@upstash/semantic-cache',
        '@betterdb/semantic-cache',
        '@redis-ai/langcache',
        'langcache',
        'upstash_semantic_cache',
        'betterdb_semantic_cache',
      ),
    ],
  },
  {
    practice: 'vector-search',
    tests: [
      call(
        'FT.SEARCH',
        'FT.CREATE',
        'KNN',
        'VECTOR_RANGE',
        /^redis\.(?:\w+\.)*VectorField$/,
        /^redisvl\.(?:\w+\.)*(?:SearchIndex|AsyncSearchIndex|VectorQuery|VectorRangeQuery|RangeQuery)$/,
        /^faiss\./,
      ),
      imports(
        'chromadb',
        'faiss',
        'pinecone',
        'qdrant_client',
        'weaviate',
        'pymilvus',
        'pgvector',
        'langchain_chroma',
        'langchain_pinecone',
        'langchain_qdrant',
      ),
    ],
  },
];

export const practiceIndex = new RuleIndex(practiceRules);
