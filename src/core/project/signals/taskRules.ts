import type { Task } from '../facts.ts';
import {
  asset,
  call,
  command,
  dependency,
  endpoint,
  file,
  image,
  imports,
  resource,
  variable,
  when,
  RuleIndex,
  type ClueTest,
} from './clueTest.ts';

/**
 * How strongly one kind of proof speaks for a task, from 0 to 1, when it stands in product code or in a runtime
 * dependency. The weights were set by hand and checked on public repositories; what counts is their order.
 */
export interface TaskRule {
  readonly task: Task['id'];
  readonly weight: number;
  readonly tests: readonly ClueTest[];
}

const torchBase = when(call('torch.nn.Module', 'torch.nn.modules.module.Module'), 'base');

export const taskRules: readonly TaskRule[] = [
  // fine-tuning
  { task: 'fine-tuning', weight: 0.8, tests: [call(/^transformers\.(?:Seq2Seq)?Trainer$/, /^trl\.\w*Trainer$/, /^unsloth\./, /^(?:sentence_transformers|setfit)\.(?:\w+\.)*\w*Trainer$/)] },
  { task: 'fine-tuning', weight: 0.75, tests: [call(/^peft\.(?:\w+\.)*(?:\w*Config|get_peft_model|prepare_model_for_kbit_training)$/)] },
  { task: 'fine-tuning', weight: 0.8, tests: [file('axolotl', 'llama-factory'), command('axolotl', 'llamafactory-cli', /^trl (?!vllm)/)] },
  { task: 'fine-tuning', weight: 0.6, tests: [dependency('trl', 'unsloth', 'axolotl', 'llamafactory', 'torchtune', 'setfit'), imports('trl', 'unsloth', 'torchtune')] },
  { task: 'fine-tuning', weight: 0.5, tests: [dependency('peft'), imports('peft')] },
  { task: 'fine-tuning', weight: 0.4, tests: [call(/^transformers\.(?:Seq2Seq)?TrainingArguments$/), call(/^transformers\.DataCollator\w+$/)] },
  { task: 'fine-tuning', weight: 0.3, tests: [asset('adapter')] },
  { task: 'fine-tuning', weight: 0.15, tests: [command('accelerate launch', 'deepspeed', 'torchrun'), dependency('bitsandbytes', 'deepspeed')] },
  { task: 'fine-tuning', weight: 0.5, tests: [call(/fine_tuning\.jobs\.create$/)] },
  // inference
  { task: 'inference', weight: 0.85, tests: [image(/^vllm\//, /tensorrt-llm/, /tritonserver/, /text-generation-inference/, /text-embeddings-inference/, /^lmsysorg\/sglang/, 'tensorflow/serving', 'pytorch/torchserve')] },
  { task: 'inference', weight: 0.75, tests: [command('vllm serve', 'trtllm-serve', 'tritonserver', 'text-generation-launcher', 'sglang.launch_server', /^bentoml /)] },
  { task: 'inference', weight: 0.6, tests: [dependency('vllm', 'tensorrt-llm', 'sglang', 'bentoml', 'lmdeploy'), file('bentofile.yaml')] },
  { task: 'inference', weight: 0.5, tests: [imports('vllm', 'tensorrt_llm', 'sglang', 'bentoml', 'lmdeploy', 'ray.serve', 'triton_python_backend_utils', 'text_generation')] },
  { task: 'inference', weight: 0.5, tests: [call(/^vllm\.(?:\w+\.)*(?:LLM|AsyncLLMEngine|LLMEngine)$/)] },
  { task: 'inference', weight: 0.45, tests: [call('transformers.pipeline', /^transformers\.pipelines\./, /^diffusers\.\w*Pipeline(?:\.|$)/, '@huggingface/transformers.pipeline', '@xenova/transformers.pipeline')] },
  { task: 'inference', weight: 0.4, tests: [call(/^sentence_transformers\.(?:\w+\.)*(?:SentenceTransformer|CrossEncoder)$/), imports('diffusers'), dependency('diffusers', '@huggingface/transformers', '@xenova/transformers')] },
  { task: 'inference', weight: 0.4, tests: [imports('onnxruntime', 'onnxruntime_genai', 'optimum.onnxruntime'), dependency(/^onnxruntime/), call(/load_model$/)] },
  { task: 'inference', weight: 0.3, tests: [call(/^transformers\.Auto\w+\.from_pretrained$/, /^transformers\.\w+\.from_pretrained$/), variable(/^AIP_/)] },
  { task: 'inference', weight: 0.2, tests: [call(/^transformers\.(?:\w+\.)*generate$/, /\.generate$/), dependency('sentence-transformers'), imports('tritonclient')] },
  { task: 'inference', weight: 0.25, tests: [call(/chat\.completions\.(?:create|parse)$/, /responses\.create$/, /messages\.(?:create|stream)$/, /models\.generate_?content(?:_?stream)?$/i, /generate_?content(?:_?stream)?$/i, /^ai\.(?:generateText|streamText|generateObject|streamObject)$/, /^litellm\.a?completion$/)] },
  { task: 'inference', weight: 0.2, tests: [imports('openai', 'anthropic', 'google.genai', 'google.generativeai', 'vertexai', '@google/genai', '@google/generative-ai', '@anthropic-ai/sdk', '@google-cloud/vertexai', 'groq', 'groq-sdk', 'cohere', 'mistralai', 'litellm', 'ai'), endpoint('generativelanguage.googleapis.com', 'aiplatform.googleapis.com', 'api.openai.com', 'api.anthropic.com', 'openrouter.ai', 'openai.azure.com')] },
  // custom training
  { task: 'custom-training', weight: 0.65, tests: [call(/^(?:lightning|pytorch_lightning)\.(?:\w+\.)*(?:Trainer|LightningModule)$/)] },
  { task: 'custom-training', weight: 0.6, tests: [call(/^optax\./, /^flax\.(?:\w+\.)*Module$/, /^flax\.training\./, /^flax\.nnx\.Optimizer$/, /^tensorflow\.GradientTape$/, /^haiku\./, /^equinox\.Module$/)] },
  { task: 'custom-training', weight: 0.55, tests: [call(/^jax\.(?:grad|value_and_grad|pmap)$/), call('.fit')] },
  { task: 'custom-training', weight: 0.45, tests: [call(/^(?:tensorflow\.)?keras\.(?:\w+\.)*(?:Sequential|Model|Layer)$/, /^keras_hub\./, /^keras_nlp\./, /^keras_cv\./), imports('haiku', 'equinox', 'maxtext')] },
  { task: 'custom-training', weight: 0.4, tests: [torchBase, call(/^torch\.optim\.(?:\w+\.)*[A-Z]\w*$/)] },
  { task: 'custom-training', weight: 0.35, tests: [call('.backward'), dependency('flax', 'optax', 'dm-haiku', 'equinox', 'keras', 'keras-nightly', 'lightning', 'pytorch-lightning')] },
  { task: 'custom-training', weight: 0.25, tests: [imports('jax', 'flax', 'keras', 'tensorflow.keras'), dependency('jax', 'jaxlib', 'keras-hub', 'keras-tuner'), variable('KERAS_BACKEND'), call('.compile', 'jax.jit')] },
  { task: 'custom-training', weight: 0.2, tests: [command('torchrun', 'deepspeed'), dependency(/^tensorflow(?:-|$)/), imports('tensorflow')] },
  { task: 'custom-training', weight: 0.1, tests: [dependency('torch'), imports('torch')] },
  // agents
  { task: 'agents', weight: 0.85, tests: [call(/^google\.adk\.(?:\w+\.)*\w*Agent$/, /^@google\/adk\.\w*Agent$/), file('root_agent.yaml')] },
  { task: 'agents', weight: 0.8, tests: [call(/^langgraph\.(?:\w+\.)*(?:StateGraph|MessageGraph|create_react_agent|entrypoint)$/, /^langchain\.agents\.(?:\w+\.)*\w+$/, /^@langchain\/langgraph\.\w+$/, 'langchain.createAgent'), file('langgraph.json')] },
  { task: 'agents', weight: 0.75, tests: [dependency('crewai', 'pyautogen', /^autogen-/, 'ag2', /^pydantic-ai/, 'openai-agents', 'smolagents', '@openai/agents'), call(/^crewai\.(?:\w+\.)*(?:Agent|Crew)$/, /^autogen\w*\.(?:\w+\.)*\w*Agent$/, /^pydantic_ai\.(?:\w+\.)*Agent$/, /^agents\.(?:\w+\.)*Agent$/, /^smolagents\.\w*Agent$/, /^llama_index\.core\.agent\./, '@openai/agents.Agent')] },
  { task: 'agents', weight: 0.65, tests: [dependency('google-adk', '@google/adk', 'google.golang.org/adk'), imports('google.adk', '@google/adk', 'google.golang.org/adk')] },
  { task: 'agents', weight: 0.5, tests: [dependency('langgraph', '@langchain/langgraph'), imports('langgraph', '@langchain/langgraph', 'langchain.agents', 'crewai', 'autogen', 'smolagents', 'pydantic_ai', 'agents'), resource('adk deploy'), command(/^adk /, /^langgraph /), image(/langgraph-api/)] },
  { task: 'agents', weight: 0.3, tests: [dependency('langchain', '@langchain/core', 'mcp', 'fastmcp', '@modelcontextprotocol/sdk')] },
  { task: 'agents', weight: 0.25, tests: [imports('langchain', 'langchain_core', 'llama_index', '@langchain/core', 'mcp', 'fastmcp'), dependency('llama-index')] },
  // caching
  { task: 'caching', weight: 0.85, tests: [call(/(?:^|\.)\w*SemanticCache$/, /^gptcache\.(?:\w+\.)*(?:init|init_similar_cache|init_similar_cache_from_config|Cache|get_data_manager|manager_factory|SSDataManager)$/, /^vcache\./)] },
  { task: 'caching', weight: 0.6, tests: [dependency('gptcache', '@upstash/semantic-cache', 'upstash-semantic-cache', '@betterdb/semantic-cache', 'langcache', 'vcache'), imports('gptcache', 'redisvl.extensions.llmcache', 'redisvl.extensions.cache.llm', '@upstash/semantic-cache', 'langcache')] },
  // local development
  { task: 'local-development', weight: 0.6, tests: [dependency('ollama', 'langchain-ollama', 'ollama-ai-provider', '@langchain/ollama', 'llama-index-llms-ollama', 'github.com/ollama/ollama'), file('Modelfile')] },
  { task: 'local-development', weight: 0.5, tests: [imports('ollama', 'langchain_ollama', '@langchain/ollama', 'ollama-ai-provider', 'github.com/ollama/ollama'), endpoint(':11434', /^\/api\//), image('ollama/ollama'), dependency('llama-cpp-python', 'node-llama-cpp', 'gpt4all', 'ctransformers')] },
  { task: 'local-development', weight: 0.4, tests: [variable(/^OLLAMA_/), command(/^ollama /, 'llama-server'), asset('gguf'), imports('llama_cpp', 'node-llama-cpp', 'ctransformers', 'mlx_lm')] },
]; // prettier-ignore

export const taskIndex = new RuleIndex(taskRules);

/** Words of a README that break a tie between tasks; they prove nothing by themselves. */
export const taskWords: Readonly<Record<string, Task['id']>> = {
  lora: 'fine-tuning',
  qlora: 'fine-tuning',
  peft: 'fine-tuning',
  vllm: 'inference',
  agent: 'agents',
  langgraph: 'agents',
  ollama: 'local-development',
  jax: 'custom-training',
  keras: 'custom-training',
};
