import { UserError } from '../../../errors.ts';
import type { ModelPlan, ProbePlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import { hubBytesPerSecond } from './chooseLoading.ts';
import { gigabytes, type Planning } from './planning.ts';

/** From a bucket or an image: 58 GiB took 73 s on an RTX PRO 6000. */
const bytesPerSecond = 0.8e9;
/** Until an engine or torch is imported and the GPU is there; vLLM took 41 s. */
const heavyStart = 45;
/** A server of Python that loads no model. */
const lightStart = 10;
/** What vLLM and TensorRT-LLM compile before they listen. */
const compileSeconds = 65;
/** How much longer than expected a start may take. */
const margin = 2;

/** Paths that probes ask; engines have their own. */
export interface ProbePaths {
  readonly healthPath?: string;
  readonly readyPath?: string;
}

/** Probes that leave a start twice the time it is expected to take. Throws where the platform allows less. */
export function chooseProbes(
  planning: Planning,
  target: ServingTarget,
  hardware: ChosenHardware,
  model: ModelPlan | undefined,
  app: ChosenApp | undefined,
  paths: ProbePaths,
): ProbePlan {
  const expected = expectedStart(target, hardware, model, app);
  const budget = Math.ceil(expected * margin);
  const startup = startupProbe(planning, hardware, budget, model, paths);
  const { healthPath } = paths;
  notePaths(planning, paths, expected, budget);
  return {
    startup,
    ...(healthPath !== undefined && {
      liveness: {
        path: healthPath,
        initialDelaySeconds: 0,
        periodSeconds: 30,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
    }),
    expectedStartSeconds: expected,
  };
}

function expectedStart(
  target: ServingTarget,
  { gpu }: ChosenHardware,
  model: ModelPlan | undefined,
  app: ChosenApp | undefined,
): number {
  if (!model && target === 'transformers') return heavyStart;
  if (!model) return app?.kind === 'streamlit' || app?.kind === 'gradio' ? 2 * lightStart : lightStart;
  const speed = model.loading === 'hub' ? hubBytesPerSecond : bytesPerSecond;
  const loading = Math.ceil((model.weightsBytes ?? 0) / speed);
  const compiles = target === 'vllm' || target === 'tensorrt-llm';
  return heavyStart + loading + (compiles && gpu ? compileSeconds : 0);
}

function startupProbe(
  { catalogue }: Planning,
  { gpu, platform }: ChosenHardware,
  budget: number,
  model: ModelPlan | undefined,
  { readyPath, healthPath }: ProbePaths,
): ProbePlan['startup'] {
  const { limits } = catalogue;
  const path = readyPath ?? healthPath;
  const most = gpu ? limits.startupSecondsGpu : limits.startupSecondsCpu;
  const periodSeconds = gpu ? 10 : budget > 60 ? 5 : 2;
  const delay = platform === 'cloud-run' ? Math.max(0, budget - most) : 0;
  if (delay > limits.initialDelaySeconds) refuseStart(budget, most + limits.initialDelaySeconds, model);
  return {
    ...(path !== undefined && { path }),
    initialDelaySeconds: gpu ? Math.max(delay, 30) : delay,
    periodSeconds,
    timeoutSeconds: Math.min(periodSeconds, 5),
    failureThreshold: Math.ceil(Math.min(budget, platform === 'cloud-run' ? most : budget) / periodSeconds),
  };
}

function refuseStart(budget: number, most: number, model: ModelPlan | undefined): never {
  const size = gigabytes(model?.weightsBytes ?? 0);
  throw new UserError(
    `A start with ${size} of weights may take ${String(budget)} seconds, and Cloud Run waits ${String(most)} at the most.`,
    model?.loading === 'hub'
      ? 'Take --set loading=bucket or baked, which is eight times as fast.'
      : 'Take a GPU, for which it waits longer, smaller numbers, or a smaller model.',
  );
}

function notePaths(
  { notes }: Planning,
  { readyPath, healthPath }: ProbePaths,
  expected: number,
  budget: number,
): void {
  const path = readyPath ?? healthPath;
  notes.decide({
    option: 'ready-path',
    title: 'Probes',
    value: path === undefined ? 'the port' : path,
    reason: `A start takes about ${String(expected)} seconds; the probe waits ${String(budget)}.${path === undefined ? ' No path that says it is well was found, so that only the port is tried.' : ''}`,
    confidence: path === undefined ? 'low' : 'medium',
  });
}
