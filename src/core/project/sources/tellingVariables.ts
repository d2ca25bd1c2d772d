const tellingName = new RegExp(
  `^(?:${[
    'OLLAMA_\\w+',
    'GOOGLE_(?:API_KEY|APPLICATION_CREDENTIALS|GENAI_\\w+|CLOUD_(?:PROJECT|LOCATION|REGION))',
    'GOOGLE_(?:SERVICE_ACCOUNT_KEY|CREDENTIALS|AI_KEY)',
    'GCP_SA_KEY',
    '(?:MISTRAL|COHERE|GROQ|XAI|DEEPSEEK|OPENROUTER|TOGETHER|REPLICATE)_KEY',
    'GEMINI_\\w+',
    'VERTEX_?(?:AI)?_\\w+',
    '(?:\\w+_)?(?:REDIS|VALKEY|MEMORYSTORE)(?:_\\w+)?',
    'HF_\\w+',
    'HUGGING_?FACE\\w*',
    'TRANSFORMERS_\\w+',
    'KERAS_BACKEND',
    'XLA_\\w+',
    'JAX_\\w+',
    'PJRT_DEVICE',
    'TPU_\\w+',
    'VLLM_\\w+',
    '(?:AZURE_)?OPENAI_\\w+',
    'ANTHROPIC_\\w+',
    '(?:LANGCHAIN|LANGSMITH|LANGFUSE|MLFLOW|WANDB)_\\w+',
    'AIP_(?:HTTP_PORT|HEALTH_ROUTE|PREDICT_ROUTE|STORAGE_URI)',
    '\\w+_API_KEY',
    '\\w+_(?:ACCESS|AUTH|API|HUB)_TOKEN',
    '[A-Z]+_TOKEN',
  ].join('|')})$`,
);

/** True for names of environment variables that say something of an AI stack. Such names only, never values. */
export function isTellingVariable(name: string): boolean {
  return name.length <= 80 && tellingName.test(name);
}

/** The few variables whose value is a plain switch and says which way the project went. */
export function mayShowValue(name: string): boolean {
  return name === 'KERAS_BACKEND' || name.startsWith('GOOGLE_GENAI_USE_');
}

/** Parts of such names, for the test that comes before parsing. */
export const variableMarks: readonly string[] = [
  'API_KEY',
  '_TOKEN',
  'OLLAMA_',
  'GOOGLE_',
  'GEMINI_',
  'GCP_SA_KEY',
  'VERTEX',
  'REDIS_',
  'VALKEY_',
  'HF_',
  'HUGGINGFACE',
  'KERAS_BACKEND',
  'XLA_',
  'OPENAI_',
  'MLFLOW_',
  'WANDB_',
  'VLLM_',
];
