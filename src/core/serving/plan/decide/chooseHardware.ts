import { UserError } from '../../../errors.ts';
import type { CloudGpu } from '../../catalogue/servingCatalogue.ts';
import type { GpuPlan, ServingPlan, ServingTarget } from '../servingPlan.ts';
import { fitWithin, supportsDtype, usableBytes, type Demand, type Fit } from './acceleratorFits.ts';
import { chooseCluster } from './chooseCluster.ts';
import { chooseDtype, noteDtype, type ChosenDtype } from './chooseDtype.ts';
import type { ChosenModel } from './chooseModel.ts';
import { nearestOf, refuseGpuInRegion, type WantedRegion } from './chooseRegion.ts';
import { nearestThatFits } from './nearestThatFits.ts';
import { gigabytes, givenNumber, givenValue, type Planning } from './planning.ts';

/** What a model runs on. */
export interface ChosenHardware {
  readonly platform: ServingPlan['platform'];
  /** vLLM where only several GPUs hold the model. */
  readonly target: ServingTarget;
  readonly gpu?: GpuPlan;
  /** The row of the catalogue, on Cloud Run. */
  readonly cloudGpu?: CloudGpu;
  readonly fit?: Fit;
  readonly dtype?: ChosenDtype;
}

const platformTitles = {
  'cloud-run': 'Cloud Run',
  gke: 'Google Kubernetes Engine',
  ray: 'Ray Serve',
} as const;

/** Decides platform, numbers and GPU together, as each bounds the others. Never gives what cannot hold the model. */
export function chooseHardware(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
  region: WantedRegion,
): ChosenHardware {
  const chosen = decide(planning, target, model, region);
  notePlatform(planning, chosen);
  if (model && chosen.dtype) noteDtype(planning, chosen.dtype, model, chosen.gpu !== undefined);
  noteGpu(planning, chosen, model);
  return chosen;
}

function decide(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
  region: WantedRegion,
): ChosenHardware {
  const { values } = planning;
  const platform = givenValue(values, 'platform') as ServingPlan['platform'] | undefined;
  const gpu = givenValue(values, 'gpu');
  const onCluster =
    platform === 'gke' || platform === 'ray' || (platform === undefined && gpu === 'nvidia-h100-80gb');
  if (onCluster) return chooseCluster(planning, target, model, platform ?? 'gke');
  if (gpu === 'nvidia-h100-80gb')
    throw new UserError(
      'Cloud Run has no NVIDIA H100.',
      'Take --set platform=gke, or --set gpu=nvidia-rtx-pro-6000.',
    );
  if (gpu === 'none' || (gpu === undefined && !wantsGpu(planning, target, model)))
    return withoutGpu(planning, target, model);
  return onCloudRun(planning, target, model, region);
}

/** Engines, generation past a thousand million parameters, images, and numbers that only GPUs count with. */
function wantsGpu({ values }: Planning, target: ServingTarget, model: ChosenModel | undefined): boolean {
  if (target === 'vllm' || target === 'tensorrt-llm' || target === 'ollama') return true;
  if (!model) return false;
  const dtype = givenValue(values, 'dtype') ?? model.use?.dtype ?? model.storedDtype;
  const needsGpu = /^(?:fp8|int8|int4|nvfp4|mxfp4)$/.test(dtype);
  return needsGpu || model.use?.library === 'diffusers' || (model.parametersBillion ?? 0) > 1;
}

function withoutGpu(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
): ChosenHardware {
  if (target === 'vllm' || target === 'tensorrt-llm')
    throw new UserError(
      `${target === 'vllm' ? 'The image of vLLM' : 'TensorRT-LLM'} needs a GPU.`,
      'Leave gpu out, or take --set target=transformers.',
    );
  const dtype = model && chooseDtype(planning, target, model, false);
  if (target === 'ollama')
    planning.notes.warn('Without a GPU a model of Ollama answers with a few words in a second.');
  return { platform: 'cloud-run', target, ...(dtype && { dtype }) };
}

function onCloudRun(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
  region: WantedRegion,
): ChosenHardware {
  const { catalogue, values } = planning;
  const given = catalogue.gpus.find(({ accelerator }) => accelerator === givenValue(values, 'gpu'));
  if (given && region.source === 'given' && !given.regions.includes(region.id))
    refuseGpuInRegion(given, region.id);
  const there = catalogue.gpus.filter(
    ({ regions }) => region.source !== 'given' || regions.includes(region.id),
  );
  const candidates = given ? [given] : [...there].sort((a, b) => a.memoryGiB - b.memoryGiB);
  if (candidates.length === 0) refuseRegionWithoutGpu(planning, region.id);
  const dtype = model && chooseDtype(planning, target, model, true);
  const demand = model && dtype ? demandOf(planning, target, model, dtype) : undefined;
  for (const gpu of candidates) {
    if (dtype && !supportsDtype(gpu.architecture, dtype.dtype)) continue;
    const fit = demand && fitWithin(demand, usableBytes(gpu), gpu === candidates.at(-1));
    if (demand && !fit) continue;
    return {
      platform: 'cloud-run',
      target,
      gpu: gpuPlan(planning, target, gpu, fit),
      cloudGpu: gpu,
      ...(fit && { fit }),
      ...(dtype && { dtype }),
    };
  }
  return beyondCloudRun(planning, target, model, dtype, candidates);
}

/** Nothing of Cloud Run holds it: a cluster where that was left open and vLLM can serve it, else a refusal. */
function beyondCloudRun(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
  dtype: ChosenDtype | undefined,
  candidates: readonly CloudGpu[],
): ChosenHardware {
  const { values } = planning;
  const nearest = model && dtype ? nearestThatFits(planning, target, model, dtype) : undefined;
  const isOpen = ['platform', 'gpu', 'target'].every(
    (option) => givenValue(values, option) === undefined || (option === 'target' && target === 'vllm'),
  );
  const byVllm = target === 'vllm' || target === 'transformers';
  if (isOpen && byVllm && model?.task === 'text-generation') {
    if (nearest !== undefined) planning.notes.warn(`For Cloud Run: ${nearest}`);
    return chooseCluster(planning, 'vllm', model, 'gke');
  }
  const largest = candidates.at(-1);
  const need = gigabytes((dtype?.weightsBytes ?? 0) * 1.2);
  throw new UserError(
    `${model?.id ?? 'The model'} in ${dtype?.dtype ?? 'these numbers'} does not fit ${largest?.title ?? 'a GPU of Cloud Run'}: it takes ${need} and room for its context, of ${gigabytes(largest ? usableBytes(largest) : 0)}.`,
    nearest ?? 'Take a smaller model, or --set platform=gke.',
  );
}

/** Keys and values count for generation only. transformers keeps them for as many as it takes at a time. */
export function demandOf(
  { values }: Planning,
  target: ServingTarget,
  model: ChosenModel,
  { weightsBytes }: ChosenDtype,
): Demand | undefined {
  if (weightsBytes === undefined) return undefined;
  const generates = model.task === 'text-generation';
  // Nearly all models take this much; more stops an engine whose model was made for less.
  const longest = model.contextLength ?? 4096;
  const isEngine = target !== 'transformers';
  const length = givenNumber(values, 'max-model-len') ?? (isEngine ? undefined : Math.min(4096, longest));
  const sequences = givenNumber(values, 'max-sequences') ?? (isEngine ? undefined : 4);
  return {
    weightsBytes: weightsBytes + model.otherBytes,
    kvBytesPerToken: generates ? model.kvBytesPerToken : 0,
    longest,
    ...(length !== undefined && { length }),
    ...(sequences !== undefined && { sequences }),
  };
}

function gpuPlan(
  { catalogue }: Planning,
  target: ServingTarget,
  gpu: CloudGpu,
  fit: Fit | undefined,
): GpuPlan {
  const engine =
    target === 'vllm' || target === 'tensorrt-llm' || target === 'ollama'
      ? catalogue.engines[target]
      : undefined;
  return {
    accelerator: gpu.accelerator,
    count: 1,
    memoryGiB: gpu.memoryGiB,
    cudaCompatibility: engine?.minDriver !== undefined && engine.minDriver > gpu.driver,
    ...(fit && { neededBytes: fit.neededBytes }),
    ...(gpu.stage === 'preview' && { preview: true }),
  };
}

function refuseRegionWithoutGpu({ catalogue }: Planning, region: string): never {
  const all = [...new Set(catalogue.gpus.flatMap(({ regions }) => regions))];
  throw new UserError(
    `Cloud Run has no GPU in ${region}, and the model needs one.`,
    `The nearest region with one is ${nearestOf(all, region)}.`,
  );
}

function notePlatform({ notes, evidence }: Planning, { platform, gpu }: ChosenHardware): void {
  const count = gpu?.count ?? 0;
  const cloudRun = evidence.project.technologies.find(({ id }) => id === 'cloud-run');
  notes.decide({
    option: 'platform',
    title: 'Platform',
    value: platformTitles[platform],
    reason:
      platform === 'cloud-run'
        ? 'It costs nothing while nobody asks, and nobody has to look after machines.'
        : count > 1
          ? `No GPU of Cloud Run holds the model; ${String(count)} GPUs share it (tensor parallel).`
          : 'You chose it.',
    evidence: platform === 'cloud-run' ? (cloudRun?.evidence ?? []) : [],
    alternatives:
      platform === 'cloud-run'
        ? [
            {
              value: 'gke',
              meaning: 'several GPUs for one model; a cluster that costs all day long and wants care',
            },
          ]
        : [{ value: 'cloud-run', meaning: 'only for what fits one of its GPUs' }],
  });
}

function noteGpu(
  planning: Planning,
  { gpu, cloudGpu, fit, platform, target }: ChosenHardware,
  model: ChosenModel | undefined,
): void {
  const { notes, catalogue } = planning;
  const row = cloudGpu ?? catalogue.clusterGpus.find(({ accelerator }) => accelerator === gpu?.accelerator);
  if (!gpu || !row) {
    const isUnknown = !model && target === 'transformers';
    notes.decide({
      option: 'gpu',
      title: 'GPU',
      value: 'none',
      reason: model
        ? 'A CPU answers in good time with a model of this size.'
        : isUnknown
          ? 'How large the model is could not be told; a CPU will do for a small one.'
          : 'No model runs in the service.',
      ...(isUnknown && { confidence: 'low' as const }),
      alternatives: model
        ? catalogue.gpus.map(({ accelerator, title }) => ({
            value: accelerator,
            meaning: `${title}; answers sooner, and costs as long as an instance is there`,
          }))
        : [],
    });
    return;
  }
  const size = `${String(row.memoryGiB)} GB`;
  const needs = fit
    ? `The model takes ${gigabytes(fit.neededBytes)} with ${String(fit.sequences)} sequences of ${String(fit.length)} tokens, of ${gigabytes(usableBytes(row) * gpu.count)} that can be used.`
    : 'How much the model takes could not be told.';
  if (gpu.preview === true)
    notes.warn(
      `Cloud Run has the ${row.title} in preview only (as of ${row.asOf}): it may need \`gcloud beta\` and a quota of its own.`,
    );
  notes.decide({
    option: 'gpu',
    title: 'GPU',
    value: gpu.count > 1 ? `${String(gpu.count)} × ${row.title}, ${size} each` : `${row.title}, ${size}`,
    reason:
      platform === 'cloud-run'
        ? needs
        : `${needs} Machines: ${String(gpu.nodes ?? 1)} × ${gpu.machineType ?? ''}.`,
    confidence: fit ? 'high' : 'low',
    alternatives: catalogue.gpus
      .filter((other) => platform === 'cloud-run' && other !== cloudGpu)
      .map(({ accelerator, title, memoryGiB }) => ({
        value: accelerator,
        meaning: `${title}, ${String(memoryGiB)} GB; ${memoryGiB > row.memoryGiB ? 'longer context and more at a time, at several times the price' : 'cheaper, where the model fits'}`,
      })),
  });
}
