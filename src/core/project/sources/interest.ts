/**
 * Python modules worth reading a file for. A name stands for itself and everything under it. Which technology a
 * module speaks for is decided in signals.ts; this table only keeps thousands of other files from being parsed.
 */
export const interestingPythonModules: ReadonlySet<string> = new Set(
  `
  transformers torch torch_xla torchvision torchaudio torchtune tensorflow tensorflow_hub tensorflow_datasets keras
  tf_keras keras_hub keras_nlp keras_cv keras_tuner jax jaxlib flax optax orbax haiku equinox maxtext tunix peft trl
  bitsandbytes accelerate deepspeed unsloth axolotl llamafactory datasets evaluate sentence_transformers setfit
  diffusers huggingface_hub safetensors timm lightning pytorch_lightning sklearn auto_gptq gptqmodel awq liger_kernel
  flash_attn xformers vllm tensorrt_llm tensorrt tritonserver tritonclient triton_python_backend_utils sglang lmdeploy
  text_generation llama_cpp ctransformers exllamav2 mlx mlx_lm gguf ollama onnxruntime onnxruntime_genai optimum bentoml
  ray fastapi flask django starlette gradio streamlit uvicorn gunicorn
  google.adk google.genai google.generativeai google.ai.generativelanguage google.auth google.oauth2
  google.cloud.aiplatform vertexai a2a
  langgraph llama_index crewai pyautogen ag2 pydantic_ai agents smolagents semantic_kernel haystack dspy agno mcp fastmcp
  openai anthropic cohere mistralai groq litellm together replicate instructor
  boto3 sagemaker azure.ai azure.identity
  redis aioredis valkey glide redisvl redis_retrieval_optimizer gptcache langcache betterdb_semantic_cache adk_redis
  upstash_semantic_cache vcache chromadb faiss pinecone qdrant_client weaviate pymilvus pgvector
  mlflow wandb langsmith langfuse
  `
    .trim()
    .split(/\s+/),
);

/** Families that come as many packages: `langchain_openai`, `autogen_agentchat`. */
const families = ['langchain', 'autogen', 'llama_index_', 'opentelemetry_instrumentation_google_genai'];

/** The OpenAI Agents SDK is imported as `agents`, a name that many projects give a folder of their own. */
const agentsSdkNames = new Set([
  'Agent',
  'Runner',
  'RunConfig',
  'RunContextWrapper',
  'ModelSettings',
  'GuardrailFunctionOutput',
  'InputGuardrail',
  'function_tool',
  'handoff',
  'input_guardrail',
  'output_guardrail',
  'set_default_openai_client',
]);

/** The parts of names in the table, for a word-by-word test of an import line. */
const firstWords: ReadonlySet<string> = new Set(
  [...interestingPythonModules].map((name) => name.slice(0, (name + '.').indexOf('.'))),
);

function inFamily(word: string): boolean {
  return families.some((family) => word.startsWith(family));
}

/** True when a word on an import line may be the root of an interesting module; `google` is not decided yet. */
export function mayBeInteresting(word: string): boolean {
  return firstWords.has(word) || inFamily(word);
}

/** True when a dotted name such as `google.cloud.aiplatform.Model` lies in an interesting module. */
export function isInterestingPythonName(dotted: string): boolean {
  const parts = dotted.split('.', 4);
  const root = parts[0] ?? '';
  if (root === 'agents') return agentsSdkNames.has(parts[1] ?? '');
  if (inFamily(root)) return true;
  for (let count = 1; count <= Math.min(3, parts.length); count++) {
    if (interestingPythonModules.has(parts.slice(0, count).join('.'))) return true;
  }
  return false;
}
