import type { Clue } from '../../clue.ts';
import { programName } from './unwrap.ts';
import type { ShellCommand } from './shellWords.ts';

/** Programs known by their name alone. The clue bears the name given here. */
const programs: Readonly<Record<string, string>> = {
  uvicorn: 'uvicorn',
  gunicorn: 'gunicorn',
  hypercorn: 'hypercorn',
  granian: 'granian',
  'trtllm-serve': 'trtllm-serve',
  'trtllm-build': 'trtllm-build',
  tritonserver: 'tritonserver',
  'text-generation-launcher': 'text-generation-launcher',
  'llama-server': 'llama-server',
  'llama-cli': 'llama-cli',
  'redis-server': 'redis-server',
  'valkey-server': 'valkey-server',
  torchrun: 'torchrun',
  deepspeed: 'deepspeed',
  litellm: 'litellm',
  axolotl: 'axolotl',
  'llamafactory-cli': 'llamafactory-cli',
  'jupyter-lab': 'jupyter',
  'jupyter-notebook': 'jupyter',
};

/** Programs of which only these subcommands say something; the clue is named `<program> <subcommand>`. */
const subcommands: Readonly<Record<string, readonly string[]>> = {
  vllm: ['serve', 'bench', 'run-batch'],
  ollama: ['serve', 'run', 'pull', 'create', 'push', 'start'],
  adk: ['api_server', 'web', 'run', 'eval'],
  langgraph: ['up', 'dev', 'build', 'deploy'],
  streamlit: ['run'],
  fastapi: ['run', 'dev'],
  flask: ['run'],
  accelerate: ['launch'],
  bentoml: ['serve', 'build', 'deploy', 'containerize'],
  mlflow: ['server', 'ui', 'run', 'models'],
  ray: ['start', 'job'],
  serve: ['run', 'deploy'],
  trl: ['sft', 'dpo', 'grpo', 'kto', 'reward', 'rloo', 'vllm-serve'],
  jupyter: ['lab', 'notebook', 'nbconvert'],
  skaffold: ['run', 'dev', 'deploy'],
  kubectl: ['apply', 'create'],
  terraform: ['apply', 'plan'],
};

/** Python modules run with `python -m` that stand for a program; the longest prefix wins. */
const modules: readonly (readonly [string, string])[] = [
  ['vllm.entrypoints', 'vllm serve'],
  ['vllm', 'vllm serve'],
  ['sglang.launch_server', 'sglang.launch_server'],
  ['llama_cpp.server', 'llama_cpp.server'],
  ['tensorrt_llm.commands.serve', 'trtllm-serve'],
  ['torch.distributed', 'torchrun'],
  ['accelerate.commands.launch', 'accelerate launch'],
  ['axolotl', 'axolotl'],
];

/**
 * The program that an unwrapped command starts, as a `command` clue: a known program by its normalised name
 * (`vllm serve`, also when started as a Python module), or `python` with `details.module` or `details.script`.
 * Other programs are no clue.
 */
export function programClue(command: ShellCommand): Clue | undefined {
  const first = command[0];
  const name = programName(first);
  if (!first) return undefined;
  if (/^python[\d.]*w?$/.test(name)) return pythonClue(command);
  const known = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (known !== undefined) return { kind: 'command', name: known, line: first.line, ...withTarget(command) };
  const wanted = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  const subcommand = command.slice(1).find((word) => !word.text.startsWith('-'))?.text;
  if (subcommand === undefined || !wanted?.includes(subcommand)) return undefined;
  return { kind: 'command', name: `${name} ${subcommand}`, line: first.line, ...withTarget(command) };
}

function pythonClue(command: ShellCommand): Clue | undefined {
  const first = command[0];
  if (!first) return undefined;
  for (let index = 1; index < command.length; index++) {
    const text = command[index]?.text ?? '';
    if (text === '-m') return moduleClue(command.slice(index + 1), first.line);
    if (text === '-c') return undefined;
    if (text === '-W' || text === '-X') index++;
    else if (!text.startsWith('-')) {
      return /\.pyw?$/.test(text)
        ? { kind: 'command', name: 'python', details: { script: text }, line: first.line }
        : undefined;
    }
  }
  return undefined;
}

function moduleClue(rest: ShellCommand, line: number): Clue | undefined {
  const module = rest[0]?.text;
  if (module === undefined || !/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  const program = modules.find(([prefix]) => module === prefix || module.startsWith(`${prefix}.`))?.[1];
  if (program !== undefined) return { kind: 'command', name: program, details: { module }, line };
  const run = programClue(rest);
  if (run) return { ...run, line };
  return { kind: 'command', name: 'python', details: { module }, line };
}

/** What a server is asked to serve: `main:app`, a model's name. Values of options are not taken. */
function withTarget(command: ShellCommand): { details?: Readonly<Record<string, string>> } {
  const target = command.slice(1).find((word) => /^[\w.-]+:[A-Za-z_]\w*(?:\(\))?$/.test(word.text))?.text;
  return target === undefined ? {} : { details: { target } };
}
