import type { Technology } from '../../../core/project/facts.ts';
import type { TechnologyId } from '../../../core/project/vocabulary.ts';

/** Under which heading a technology is shown. */
export const technologyGroups = [
  {
    id: 'training',
    title: 'Models and training',
    icon: 'mortar-board',
    members: [
      ...(['transformers', 'sentence-transformers', 'diffusers', 'datasets', 'accelerate'] as const),
      ...([
        'huggingface-hub',
        'pytorch',
        'lightning',
        'tensorflow',
        'keras',
        'jax',
        'flax',
        'optax',
      ] as const),
      ...(['peft', 'trl', 'bitsandbytes', 'deepspeed', 'unsloth', 'axolotl', 'llama-factory'] as const),
      ...(['scikit-learn'] as const),
    ],
  },
  {
    id: 'serving',
    title: 'Serving',
    icon: 'server-process',
    members: [
      ...(['vllm', 'tensorrt-llm', 'triton', 'tgi', 'sglang', 'llama-cpp', 'ollama', 'onnxruntime'] as const),
      ...(['bentoml', 'ray', 'fastapi', 'flask', 'django', 'gradio', 'streamlit'] as const),
    ],
  },
  {
    id: 'agents',
    title: 'Agents and model services',
    icon: 'hubot',
    members: [
      ...([
        'google-adk',
        'langchain',
        'langgraph',
        'llama-index',
        'crewai',
        'autogen',
        'pydantic-ai',
      ] as const),
      ...(['openai-agents', 'smolagents', 'mcp', 'vercel-ai-sdk', 'google-genai'] as const),
      ...(['google-generativeai', 'vertex-ai', 'openai', 'anthropic', 'cohere', 'mistral', 'groq'] as const),
      ...(['litellm', 'bedrock', 'sagemaker', 'azure-openai'] as const),
    ],
  },
  {
    id: 'stores',
    title: 'Stores and caches',
    icon: 'database',
    members: [
      ...(['redis', 'memorystore', 'semantic-cache', 'chroma', 'faiss', 'pinecone', 'qdrant'] as const),
      ...(['weaviate', 'milvus', 'pgvector'] as const),
    ],
  },
  {
    id: 'cloud',
    title: 'Containers and cloud',
    icon: 'cloud',
    members: [
      ...([
        'docker',
        'docker-compose',
        'cloud-run',
        'cloud-build',
        'app-engine',
        'gke',
        'kubernetes',
      ] as const),
      ...(['skaffold', 'terraform', 'tpu', 'cuda'] as const),
    ],
  },
  {
    id: 'tracking',
    title: 'Notebooks and tracking',
    icon: 'notebook',
    members: ['mlflow', 'wandb', 'langsmith', 'langfuse', 'jupyter'],
  },
] as const satisfies readonly {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly members: readonly TechnologyId[];
}[];

export interface TechnologyGroup {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly technologies: readonly Technology[];
}

/** The groups that have members, in the table's order; what the table does not know comes last. */
export function groupTechnologies(technologies: readonly Technology[]): TechnologyGroup[] {
  const known = new Set<TechnologyId>(technologyGroups.flatMap((group) => [...group.members]));
  const other = {
    id: 'other',
    title: 'Other',
    icon: 'package',
    technologies: technologies.filter((t) => !known.has(t.id)),
  };
  const groups = technologyGroups.map(({ id, title, icon, members }) => ({
    id,
    title,
    icon,
    technologies: technologies.filter((technology) =>
      (members as readonly TechnologyId[]).includes(technology.id),
    ),
  }));
  return [...groups, other].filter((group) => group.technologies.length > 0);
}
