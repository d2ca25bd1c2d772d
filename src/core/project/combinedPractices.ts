import type { Evidence, Practice, Task, Technology } from './facts.ts';
import { atLeast } from './roles.ts';
import type { PracticeId, TechnologyId } from './vocabulary.ts';

const webFrameworks: readonly TechnologyId[] = ['fastapi', 'flask', 'django', 'gradio', 'streamlit'];
const apiFrameworks: readonly TechnologyId[] = ['fastapi', 'flask', 'django'];
const modelLibraries: readonly TechnologyId[] = [
  'transformers',
  'sentence-transformers',
  'diffusers',
  'onnxruntime',
  'llama-cpp',
  'vllm',
];
const generalLibraries: readonly TechnologyId[] = ['pytorch', 'tensorflow', 'keras', 'jax'];
const modelServers: readonly TechnologyId[] = ['vllm', 'tensorrt-llm', 'triton', 'tgi', 'sglang', 'bentoml'];

/** What a combination says of a task. */
export interface CombinedTask {
  readonly task: Task['id'];
  readonly weight: number;
  readonly evidence: readonly Evidence[];
}

/**
 * Practices that no single clue shows, added to `practices`: a model behind a web framework, LoRA on a quantised
 * model. Returns what the combinations say of the tasks.
 */
export function combinedPractices(
  technologies: readonly Technology[],
  practices: Map<PracticeId, Practice>,
): CombinedTask[] {
  const used = (ids: readonly TechnologyId[]): Technology | undefined =>
    technologies.find((technology) => ids.includes(technology.id) && atLeast(technology.strength, 'config'));
  const tasks: CombinedTask[] = [];
  const library = used(modelLibraries) ?? used(generalLibraries);
  const web = used(webFrameworks);
  const api = used(apiFrameworks);
  const server = used(modelServers);
  if (library && web) {
    const evidence = [...web.evidence.slice(0, 2), ...library.evidence.slice(0, 2)];
    tasks.push({ task: 'inference', weight: used(modelLibraries) ? 0.5 : 0.35, evidence });
  }
  const serving = api && library ? [api, library] : server ? [server] : [];
  const [first] = serving;
  if (first)
    practices.set('model-server', {
      id: 'model-server',
      evidence: serving.flatMap((each) => each.evidence.slice(0, 2)),
    });
  addQlora(technologies, practices);
  addSemanticCache(technologies, practices);
  return tasks;
}

function addQlora(technologies: readonly Technology[], practices: Map<PracticeId, Practice>): void {
  const lora = practices.get('lora');
  const quantisation = technologies.find(
    (technology) => technology.id === 'bitsandbytes' && atLeast(technology.strength, 'import'),
  );
  if (!lora || !quantisation) return;
  practices.set('qlora', {
    id: 'qlora',
    evidence: [...quantisation.evidence.slice(0, 3), ...lora.evidence.slice(0, 3)],
  });
}

/** The pattern proves the technology; Redis beside a model does not. */
function addSemanticCache(technologies: readonly Technology[], practices: Map<PracticeId, Practice>): void {
  const named = technologies.find(
    (technology) => technology.id === 'semantic-cache' && atLeast(technology.strength, 'config'),
  );
  if (named && !practices.has('semantic-cache-pattern')) {
    practices.set('semantic-cache-pattern', { id: 'semantic-cache-pattern', evidence: named.evidence });
  }
}
