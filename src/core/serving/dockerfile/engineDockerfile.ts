import type { OptionValues } from '../../generate/generator.ts';
import { render } from '../../generate/render.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import type { Templates } from '../render/rendering.ts';
import {
  appUser,
  copyPaths,
  envInstruction,
  execForm,
  shellWord,
  startCommand,
  withoutGaps,
} from './instructions.ts';
import { healthcheck } from './healthcheck.ts';
import { imageSettings } from './settings.ts';
import { modelPath, weightValues } from './weights.ts';

/** vLLM's image comes with user 2000 in group 0; TensorRT-LLM's comes with none. */
const engineUser = { vllm: '2000:0', 'tensorrt-llm': appUser } as const;

/** The Dockerfile of an engine whose image is the whole server: vLLM or TensorRT-LLM. */
export async function engineDockerfile(
  plan: ServingPlan,
  engine: 'vllm' | 'tensorrt-llm',
  templates: Templates,
): Promise<string> {
  const user = engineUser[engine];
  const values: OptionValues = {
    ...weightValues(plan, user),
    base: plan.image.base,
    engine,
    user,
    'runtime-env': envInstruction({
      HOME: '/tmp',
      HF_HOME: '/tmp/hf',
      TRITON_CACHE_DIR: '/tmp/triton',
      ...(engine === 'vllm' && { VLLM_CACHE_ROOT: '/tmp/vllm', VLLM_NO_USAGE_STATS: '1' }),
      ...imageSettings(plan),
      PORT: String(plan.app.port),
    }),
    sources: String(plan.app.sources.length > 0),
    'source-copies': copyPaths(plan.app.sources, user),
    port: String(plan.app.port),
    healthcheck: healthcheck(plan),
    command: engineCommand(plan, engine),
  };
  return withoutGaps(render(await templates('dockerfile/engine.Dockerfile'), values));
}

/**
 * vLLM's image starts `vllm serve` itself, but has no shell there that fills the port in: the entry point is replaced,
 * and the arguments stay a list that can be overridden. TensorRT-LLM's image starts no server; its entry point, which
 * prepares CUDA's libraries and runs what it is given, stays.
 */
function engineCommand({ app }: ServingPlan, engine: 'vllm' | 'tensorrt-llm'): string {
  if (engine === 'tensorrt-llm')
    return startCommand([...(app.entrypoint ?? ['trtllm-serve']), ...app.command]);
  const program = (app.entrypoint ?? ['vllm', 'serve']).map(shellWord).join(' ');
  const { rest, port } = splitPort(app.command);
  const entry = execForm(['sh', '-c', `exec ${program} "$@"${port}`, program.split(' ')[0] ?? program]);
  return `ENTRYPOINT ${entry}\nCMD ${argumentList(rest)}`;
}

/** `--port ${PORT}` goes to the entry point's shell. */
function splitPort(command: readonly string[]): { rest: readonly string[]; port: string } {
  const index = command.indexOf('${PORT}');
  const option = command[index - 1];
  if (option === undefined) return { rest: command, port: '' };
  return { rest: command.filter((_, at) => at !== index && at !== index - 1), port: ` ${option} "$PORT"` };
}

/** A line for each option with its value. */
function argumentList(words: readonly string[]): string {
  const groups: string[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last?.length === 1 && last[0]?.startsWith('--') && !word.startsWith('--')) last.push(word);
    else groups.push([word]);
  }
  const lines = groups.map((group) => group.map((word) => JSON.stringify(word)).join(', '));
  return `[${lines.join(', \\\n     ')}]`;
}

/** The Dockerfile of Ollama's server, with the model in it where it is baked. */
export async function ollamaDockerfile(plan: ServingPlan, templates: Templates): Promise<string> {
  const { model, app } = plan;
  const baked = model !== undefined && (model.loading === 'baked' || model.loading === 'project');
  const values: OptionValues = {
    base: plan.image.base,
    weights: baked ? 'download' : 'none',
    'weights-path': model === undefined ? '' : modelPath(model),
    own: String(app.sources.length > 0),
    'own-copies': copyPaths(app.sources),
    fetch: fetchModel(model?.id ?? '', app.sources),
    'runtime-env': envInstruction({
      HOME: '/tmp',
      OLLAMA_NOPRUNE: '1',
      OLLAMA_HOST: `0.0.0.0:${app.port}`,
      ...imageSettings(plan),
      PORT: String(app.port),
    }),
    port: String(app.port),
    healthcheck: healthcheck(plan),
    command: ollamaCommand(plan),
  };
  return withoutGaps(render(await templates('dockerfile/ollama.Dockerfile'), values));
}

/** From the library, or from files of the project: a Modelfile, or weights alone, for which one line makes do. */
function fetchModel(id: string, sources: readonly string[]): string {
  const name = shellWord(id);
  const [first] = sources;
  if (first === undefined) return `ollama pull ${name}`;
  const modelfile = sources.find((path) => !path.endsWith('.gguf'));
  if (modelfile !== undefined) return `ollama create ${name} -f ${shellWord(modelfile)}`;
  return `printf 'FROM %s\\n' ${shellWord(`./${first}`)} > Modelfile \\\n    && ollama create ${name} -f Modelfile`;
}

/** The server reads its address from a variable, which only a shell can make of the port. */
function ollamaCommand({ app }: ServingPlan): string {
  const program = (app.entrypoint ?? ['ollama']).map(shellWord).join(' ');
  const script = `exec env OLLAMA_HOST=0.0.0.0:\${PORT} ${program} "$@"`;
  return `ENTRYPOINT ${execForm(['sh', '-c', script, 'ollama'])}\nCMD ${execForm(app.command)}`;
}
