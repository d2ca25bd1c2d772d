import assert from 'node:assert/strict';
import type {
  SectionId,
  SectionRecommendation,
  SectionStatus,
} from '../../../src/core/guide/recommendation.ts';
import { recommend } from '../../../src/core/guide/recommend/recommend.ts';
import type { ProjectFacts } from '../../../src/core/project/facts.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';
import { factsOf, type ProjectSketch } from '../../support/factsFactory.ts';

const guide = builtInGuide();

function sectionOf(facts: ProjectFacts, id: SectionId): SectionRecommendation {
  return recommend(facts, guide)[0]!.sections.find((section) => section.id === id)!;
}

/** A project, the section's status and option (and obstacles) it must get, and a pattern of the reason. */
type Case = readonly [
  title: string,
  sketch: ProjectSketch,
  status: SectionStatus,
  option: string | undefined,
  reason: RegExp,
  obstacles?: readonly string[],
];

const inferenceApp = { tasks: ['inference'], technologies: ['transformers', 'fastapi'] };
const geminiApp = { tasks: ['inference'], technologies: ['google-genai', 'fastapi'] };
const training = { tasks: ['fine-tuning'], technologies: ['transformers', 'peft'] };

const cases: Readonly<Record<SectionId, readonly Case[]>> = {
  'local-development': [
    [
      'a client of Ollama',
      { tasks: ['local-development'], technologies: ['ollama'] },
      'adopted',
      'ollama',
      /Ollama serves .*pyproject\.toml:1/,
    ],
    [
      'raw HTTP to Ollama',
      { tasks: ['local-development'], practices: ['ollama-endpoint'] },
      'adopted',
      'ollama',
      /app\/main\.py:1/,
    ],
    ['a Modelfile alone', { practices: ['modelfile'] }, 'adopted', 'ollama', /Modelfile/],
    [
      'llama.cpp',
      { tasks: ['inference'], technologies: ['llama-cpp'] },
      'partial',
      'ollama',
      /without a model server/,
    ],
    [
      'transformers behind FastAPI',
      inferenceApp,
      'adopted',
      'transformers-fastapi',
      /loads its model itself/,
    ],
    [
      'transformers in a script',
      { tasks: ['inference'], technologies: ['transformers'] },
      'partial',
      'transformers-fastapi',
      /no FastAPI route/,
    ],
    [
      'both stacks',
      { ...inferenceApp, technologies: ['transformers', 'fastapi', 'ollama'] },
      'adopted',
      'ollama',
      /Ollama serves/,
    ],
    [
      'a task without a stack',
      { tasks: ['local-development'] },
      'missing',
      'ollama',
      /not by way of a model server/,
    ],
    [
      'Ollama in tests only',
      { tasks: ['agents'], technologies: ['ollama:weak'] },
      'not-applicable',
      undefined,
      /\S/,
    ],
    [
      'a training project with its checkpoints',
      { ...training, practices: ['local-model-files'] },
      'not-applicable',
      undefined,
      /trains models/,
    ],
    [
      'an application of a managed service',
      { tasks: ['agents'], technologies: ['google-genai'] },
      'not-applicable',
      undefined,
      /managed service/,
    ],
    [
      'a plain web application',
      { technologies: ['django', 'docker', 'redis'] },
      'not-applicable',
      undefined,
      /Nothing in this project runs or calls a model/,
    ],
  ],
  'production-inference': [
    [
      'a container on Cloud Run',
      { ...inferenceApp, practices: ['container', 'cloud-run-deployment'] },
      'adopted',
      'transformers-fastapi-container',
      /from a container/,
    ],
    [
      'a container without deployment',
      { ...inferenceApp, practices: ['container'] },
      'partial',
      'transformers-fastapi-container',
      /Next: Deploy it to Cloud Run/,
    ],
    [
      'neither',
      inferenceApp,
      'missing',
      'transformers-fastapi-container',
      /neither a container image nor a deployment/,
    ],
    [
      'Gradio instead of FastAPI',
      {
        tasks: ['inference'],
        technologies: ['transformers', 'gradio'],
        practices: ['container', 'cloud-run-deployment'],
      },
      'partial',
      'transformers-fastapi-container',
      /Next: Serve the model with FastAPI/,
    ],
    [
      'Ollama in a container',
      { tasks: ['inference'], technologies: ['ollama:config', 'docker:config', 'cloud-run:config'] },
      'partial',
      'transformers-fastapi-container',
      /made for local work/,
    ],
    [
      'vLLM in the base image',
      { tasks: ['inference'], technologies: ['vllm:config', 'docker:config'] },
      'adopted',
      'vllm',
      /made for throughput.*named in configuration/,
    ],
    [
      'SGLang',
      { tasks: ['inference'], technologies: ['sglang'] },
      'missing',
      'vllm',
      /outgrown the standard stack/,
    ],
    [
      'TensorRT-LLM',
      { tasks: ['inference'], technologies: ['tensorrt-llm'] },
      'adopted',
      'tensorrt-llm',
      /NVIDIA's engine/,
    ],
    [
      'Triton without an engine',
      { tasks: ['inference'], technologies: ['triton:config'] },
      'partial',
      'tensorrt-llm',
      /TensorRT-LLM is the engine/,
    ],
    [
      'TGI',
      { tasks: ['inference'], technologies: ['tgi:config'] },
      'partial',
      'vllm',
      /no longer developed/,
      ['archived-tgi'],
    ],
    [
      'transformers in a script',
      { tasks: ['inference'], technologies: ['transformers'] },
      'not-applicable',
      undefined,
      /nothing here serves it/,
    ],
    [
      'Gemini behind FastAPI on Cloud Run',
      { ...geminiApp, practices: ['cloud-run-deployment'] },
      'not-applicable',
      undefined,
      /managed service/,
    ],
    [
      'vLLM for sampling in training',
      { ...training, technologies: ['transformers', 'trl', 'vllm'] },
      'not-applicable',
      undefined,
      /does not serve one/,
    ],
    [
      'FastAPI in a container, without AI',
      { technologies: ['fastapi', 'docker'], practices: ['container'] },
      'not-applicable',
      undefined,
      /does not serve a model/,
    ],
  ],
  'fine-tuning': [
    [
      'LoRA with the Trainer',
      { ...training, practices: ['trainer', 'lora'] },
      'adopted',
      'trainer-peft',
      /Adapters are trained/,
    ],
    [
      'QLoRA',
      { ...training, practices: ['trainer', 'qlora'] },
      'adopted',
      'trainer-peft',
      /Adapters are trained/,
    ],
    [
      'Axolotl',
      { tasks: ['fine-tuning'], technologies: ['axolotl'] },
      'adopted',
      'trainer-peft',
      /builds on the Trainer/,
    ],
    [
      'the Trainer alone',
      { tasks: ['fine-tuning'], technologies: ['transformers'], practices: ['trainer'] },
      'partial',
      'trainer-peft',
      /All weights are trained/,
    ],
    [
      'PEFT in a loop of its own',
      { ...training, practices: ['lora'] },
      'partial',
      'trainer-peft',
      /Next: Train with the Trainer/,
    ],
    [
      'fine-tuning with neither',
      { tasks: ['fine-tuning'], technologies: ['transformers'] },
      'missing',
      'trainer-peft',
      /least code and memory/,
    ],
    [
      'Keras 3',
      { tasks: ['custom-training'], technologies: ['keras'], practices: ['keras-training'] },
      'adopted',
      'keras',
      /built with Keras/,
    ],
    [
      'Keras 3 on the JAX backend',
      { tasks: ['custom-training'], technologies: ['keras', 'jax'], practices: ['keras-training'] },
      'adopted',
      'keras',
      /built with Keras/,
    ],
    [
      'a PyTorch loop',
      { tasks: ['custom-training'], technologies: ['pytorch'], practices: ['torch-training'] },
      'partial',
      'keras',
      /runs on PyTorch too/,
    ],
    [
      'custom training without an engine',
      { tasks: ['custom-training'], technologies: ['scikit-learn'] },
      'missing',
      'keras',
      /first choice/,
    ],
    [
      'tf.keras',
      {
        tasks: ['custom-training'],
        technologies: ['tensorflow'],
        practices: ['keras-training', 'legacy-keras'],
      },
      'conflict',
      'keras',
      /Keras 2/,
      ['legacy-keras'],
    ],
    [
      'JAX and Flax',
      { tasks: ['custom-training'], technologies: ['jax', 'flax', 'optax'], practices: ['jax-training'] },
      'adopted',
      'jax-flax',
      /written in JAX/,
    ],
    [
      'JAX without a training step',
      { tasks: ['custom-training'], technologies: ['jax'] },
      'partial',
      'jax-flax',
      /without a training step/,
    ],
    [
      'TPUs and no framework',
      { tasks: ['custom-training'], technologies: ['tpu:config'] },
      'missing',
      'jax-flax',
      /where JAX is strongest/,
    ],
    [
      'QLoRA on GPTQ weights',
      { ...training, practices: ['trainer', 'qlora', 'quantised-base-model'] },
      'conflict',
      'trainer-peft',
      /quantised already/,
      ['qlora-on-quantised-model'],
    ],
    [
      'LoRA on GPTQ weights',
      { ...training, practices: ['trainer', 'lora', 'quantised-base-model'] },
      'adopted',
      'trainer-peft',
      /Adapters are trained/,
    ],
    ['inference only', inferenceApp, 'not-applicable', undefined, /uses models as they are/],
    [
      'a plain web application',
      { technologies: ['flask'] },
      'not-applicable',
      undefined,
      /Nothing in this project trains/,
    ],
  ],
  agents: [
    [
      'ADK',
      { tasks: ['agents'], technologies: ['google-adk'], practices: ['adk-agent'] },
      'adopted',
      'adk',
      /built with ADK/,
    ],
    [
      'ADK in configuration only',
      { tasks: ['agents'], technologies: ['google-adk:config'] },
      'partial',
      'adk',
      /no agent is defined yet/,
    ],
    [
      'LangGraph',
      { tasks: ['agents'], technologies: ['langgraph', 'langchain'], practices: ['langgraph-graph'] },
      'adopted',
      'langgraph',
      /sound alternative/,
    ],
    [
      'LangChain without an agent',
      { tasks: ['agents'], technologies: ['langchain'] },
      'partial',
      'langgraph',
      /Next: Define the agent/,
    ],
    [
      'ADK beside LangGraph',
      { tasks: ['agents'], technologies: ['google-adk', 'langgraph'], practices: ['adk-agent'] },
      'adopted',
      'adk',
      /built with ADK/,
    ],
    ['CrewAI', { tasks: ['agents'], technologies: ['crewai'] }, 'missing', 'adk', /no opinion on/],
    ['agents by hand', { tasks: ['agents'], technologies: ['openai'] }, 'missing', 'adk', /no framework/],
    [
      'create_react_agent',
      { tasks: ['agents'], technologies: ['langgraph'], practices: ['create-react-agent'] },
      'conflict',
      'langgraph',
      /deprecated/,
      ['create-react-agent'],
    ],
    [
      'AgentExecutor',
      { tasks: ['agents'], technologies: ['langchain'], practices: ['legacy-langchain-agent'] },
      'conflict',
      'langgraph',
      /AgentExecutor/,
      ['legacy-langchain-agent'],
    ],
    [
      'LangChain for retrieval',
      { tasks: ['inference'], technologies: ['langchain'] },
      'not-applicable',
      undefined,
      /choose tools or steps/,
    ],
    ['fine-tuning', training, 'not-applicable', undefined, /choose tools or steps/],
  ],
  security: [
    [
      'all three steps',
      {
        ...geminiApp,
        practices: [
          'google-model-api',
          'service-account-created',
          'vertex-user-role',
          'service-account-attached',
        ],
      },
      'adopted',
      'workload-identity',
      /own service account/,
    ],
    [
      'two steps',
      {
        ...geminiApp,
        practices: ['google-model-api', 'service-account-created', 'service-account-attached'],
      },
      'partial',
      'workload-identity',
      /Next: Grant it roles\/aiplatform\.user/,
    ],
    [
      'default credentials alone',
      { ...geminiApp, practices: ['application-default-credentials'] },
      'partial',
      'workload-identity',
      /needs no key/,
    ],
    [
      'a Google model and no sign of identity',
      geminiApp,
      'missing',
      'workload-identity',
      /nothing says as whom: .*Next: Create a service account/,
    ],
    [
      'another provider in an account of its own',
      {
        practices: [
          'managed-model-api',
          'cloud-run-deployment',
          'service-account-created',
          'service-account-attached',
        ],
      },
      'adopted',
      'workload-identity',
      /own service account/,
    ],
    [
      'a key in the code',
      { ...geminiApp, practices: ['hardcoded-api-key'] },
      'conflict',
      'workload-identity',
      /key stands in the code/,
      ['literal-api-key'],
    ],
    [
      'a key in code on Cloud Run',
      { ...geminiApp, practices: ['hardcoded-api-key', 'cloud-run-deployment'] },
      'conflict',
      'workload-identity',
      /deployed to Google Cloud/,
      ['literal-api-key-in-deployment'],
    ],
    [
      'a key file',
      { ...geminiApp, practices: ['service-account-key-file'] },
      'conflict',
      'workload-identity',
      /key file/,
      ['service-account-key-file'],
    ],
    [
      'a key from the environment on Cloud Run',
      { ...geminiApp, practices: ['api-key-from-environment', 'cloud-run-deployment'] },
      'conflict',
      'workload-identity',
      /from its environment/,
      ['api-key-in-deployment'],
    ],
    [
      'a key from the environment',
      { ...geminiApp, practices: ['api-key-from-environment'] },
      'partial',
      'workload-identity',
      /development only/,
      ['api-key-from-environment'],
    ],
    [
      "another provider's key on Cloud Run",
      {
        technologies: ['openai'],
        practices: ['managed-model-api', 'api-key-from-environment', 'cloud-run-deployment'],
      },
      'partial',
      'workload-identity',
      /development only/,
      ['api-key-from-environment'],
    ],
    [
      'vertexai.generative_models',
      { practices: ['vertexai-generative-models'] },
      'conflict',
      'workload-identity',
      /removed/,
      ['vertexai-generative-models'],
    ],
    [
      'google-generativeai',
      { technologies: ['google-generativeai'] },
      'conflict',
      'workload-identity',
      /not supported since/,
      ['google-generativeai'],
    ],
    [
      'two conflicts',
      { technologies: ['google-generativeai'], practices: ['hardcoded-api-key'] },
      'conflict',
      'workload-identity',
      /1 more thing stands/,
      ['literal-api-key', 'google-generativeai'],
    ],
    [
      'another provider, no key, no deployment',
      { technologies: ['openai'], practices: ['managed-model-api'] },
      'not-applicable',
      undefined,
      /nothing to secure yet/,
    ],
    ['no managed service', training, 'not-applicable', undefined, /no managed AI service/],
  ],
  caching: [
    [
      'a semantic cache in Redis',
      { technologies: ['redis', 'semantic-cache'] },
      'adopted',
      'redis-semantic-cache',
      /in Redis/,
    ],
    [
      'a semantic cache in Memorystore',
      { technologies: ['memorystore:config'], practices: ['semantic-cache-pattern'] },
      'adopted',
      'memorystore-semantic-cache',
      /in Memorystore/,
    ],
    [
      'a semantic cache elsewhere',
      { technologies: ['faiss'], practices: ['semantic-cache-pattern'] },
      'partial',
      'redis-semantic-cache',
      /not in Redis/,
    ],
    [
      'Redis without the pattern',
      { ...geminiApp, technologies: ['google-genai', 'fastapi', 'redis', 'kubernetes:config'] },
      'partial',
      'redis-semantic-cache',
      /no answer is looked up by meaning/,
    ],
    [
      'Memorystore without the pattern',
      { ...geminiApp, technologies: ['google-genai', 'fastapi', 'memorystore:config', 'cloud-run:config'] },
      'partial',
      'memorystore-semantic-cache',
      /no answer is looked up/,
    ],
    [
      'answers users on Cloud Run',
      { ...geminiApp, practices: ['cloud-run-deployment'] },
      'missing',
      'memorystore-semantic-cache',
      /Redis without the upkeep/,
    ],
    [
      'answers users elsewhere',
      { ...geminiApp, technologies: ['google-genai', 'fastapi', 'kubernetes:config'] },
      'missing',
      'redis-semantic-cache',
      /paid for again/,
    ],
    ['answers users, not deployed', geminiApp, 'not-applicable', undefined, /not on its way to production/],
    [
      'an agent on Cloud Run',
      { ...geminiApp, tasks: ['agents'], practices: ['cloud-run-deployment'] },
      'not-applicable',
      undefined,
      /depend on its tools/,
    ],
    [
      'a script that calls a model',
      { technologies: ['google-genai'] },
      'not-applicable',
      undefined,
      /questions of users/,
    ],
    [
      'Redis in a plain web application',
      { technologies: ['django', 'redis'], practices: ['cloud-run-deployment'] },
      'not-applicable',
      undefined,
      /does not answer users/,
    ],
  ],
};

describe('recommend: every option and every conflict', () => {
  for (const [id, rows] of Object.entries(cases) as [SectionId, readonly Case[]][]) {
    for (const [title, sketch, status, option, reason, obstacles = []] of rows) {
      it(`${id}: ${title}`, () => {
        const section = sectionOf(factsOf(sketch), id);
        assert.deepEqual([section.status, section.option?.id], [status, option]);
        assert.match(section.reason, reason);
        assert.deepEqual(
          section.obstacles.map((obstacle) => obstacle.id),
          obstacles,
        );
        assert.ok(section.obstacles.every((obstacle) => obstacle.evidence.length > 0));
      });
    }
  }

  it('names each option of the guide at least once, and each conflict', () => {
    for (const section of guide.sections) {
      const rows = cases[section.id];
      const options = new Set(rows.map((row) => row[3]));
      const obstacles = new Set(rows.flatMap((row) => row[5] ?? []));
      assert.deepEqual(
        section.options.map(({ id }) => id).filter((id) => !options.has(id)),
        [],
      );
      assert.deepEqual(
        section.conflicts.map(({ id }) => id).filter((id) => !obstacles.has(id)),
        [],
      );
    }
  });
});
