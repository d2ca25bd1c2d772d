import { UserError } from '../../../errors.ts';
import type { ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { givenNumber, optionValue, type Planning } from './planning.ts';

/** Requests that one instance takes at a time. */
export function chooseConcurrency(
  { values, catalogue, notes }: Planning,
  target: ServingTarget,
  { gpu, fit }: ChosenHardware,
  model: ChosenModel | undefined,
  app: ChosenApp | undefined,
): number {
  const given = givenNumber(values, 'concurrency');
  const most = catalogue.limits.concurrency;
  if (given !== undefined && given > most)
    throw new UserError(
      `Cloud Run sends ${String(most)} requests at a time to one instance at the most.`,
      'Give a smaller concurrency.',
    );
  const [value, reason] = usualConcurrency(target, gpu !== undefined, fit?.sequences, model, app);
  notes.decide({
    option: 'concurrency',
    title: 'Requests at a time',
    value: String(given ?? value),
    reason: given === undefined ? reason : 'You chose it.',
  });
  return given ?? value;
}

/** Threads of gunicorn: each works on one request. */
export const threadsOfWsgi = 16;

function usualConcurrency(
  target: ServingTarget,
  onGpu: boolean,
  sequences: number | undefined,
  model: ChosenModel | undefined,
  app: ChosenApp | undefined,
): [number, string] {
  if (target === 'vllm')
    return [
      2 * (sequences ?? 8),
      'Twice the sequences that are worked on at a time: the others wait in the engine.',
    ];
  if (target === 'tensorrt-llm')
    return [Math.min(64, 2 * (sequences ?? 8)), 'Twice the size of a batch: the others wait in the engine.'];
  if (target === 'ollama') return [4, 'As many as Ollama works on at a time (OLLAMA_NUM_PARALLEL).'];
  if (model && onGpu) return [4, 'Without an engine that batches, more requests only wait for the GPU.'];
  if (model)
    return model.task === 'text-generation'
      ? [4, 'One process shares its CPUs among them.']
      : [8, 'Such a model answers within moments.'];
  if (target === 'transformers')
    return [8, 'It is what a small model stands; which one it is could not be told.'];
  if (app?.kind === 'wsgi') return [threadsOfWsgi, 'As many as the server has threads.'];
  if (target === 'adk' || target === 'langgraph') return [40, 'An agent mostly waits for its models.'];
  return [80, 'The application mostly waits for others.'];
}

/** Instances at least and at most. */
export function chooseInstances(
  { values, notes, catalogue }: Planning,
  { gpu }: ChosenHardware,
  app: ChosenApp | undefined,
): { minInstances: number; maxInstances: number } {
  const minInstances = Number(optionValue(values, 'min-instances'));
  const given = givenNumber(values, 'max-instances');
  const isStateful = app?.kind === 'gradio' || app?.kind === 'streamlit';
  const usual = gpu ? catalogue.limits.maxInstancesGpu : isStateful ? 1 : 10;
  const maxInstances = given ?? Math.max(usual, minInstances);
  if (minInstances > maxInstances)
    throw new UserError(
      `min-instances (${String(minInstances)}) is more than max-instances (${String(maxInstances)}).`,
      'Give a smaller min-instances, or a larger max-instances.',
    );
  if (gpu && maxInstances > catalogue.limits.maxInstancesGpu)
    notes.warn(
      `A new project has a quota for ${String(catalogue.limits.maxInstancesGpu)} GPU in a region; ${String(maxInstances)} instances are refused until Google grants more.`,
    );
  notes.decide({
    option: 'max-instances',
    title: 'Instances',
    value: `${String(minInstances)} to ${String(maxInstances)}`,
    reason:
      given !== undefined
        ? 'You chose it.'
        : gpu
          ? 'A new project has a quota for one GPU, and a deployment that asks for more is refused.'
          : isStateful
            ? 'Its sessions live in one process.'
            : 'It bounds what a flood of requests may cost.',
  });
  return { minInstances, maxInstances };
}

/** Seconds that one request may take. */
export function chooseTimeout({ values, catalogue }: Planning): number {
  const timeout = Number(optionValue(values, 'timeout'));
  const most = catalogue.limits.timeoutSeconds;
  if (timeout > most)
    throw new UserError(
      `Cloud Run ends a request after ${String(most)} seconds at the latest.`,
      'Give a shorter timeout.',
    );
  return timeout;
}
