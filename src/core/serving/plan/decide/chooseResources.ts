import { UserError } from '../../../errors.ts';
import type { CloudGpu, CloudRunLimits } from '../../catalogue/servingCatalogue.ts';
import type { ModelPlan, ResourcePlan, ServingTarget } from '../servingPlan.ts';
import { gibibyte } from './acceleratorFits.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { isInstalled } from './installedPackages.ts';
import { chooseConcurrency, chooseInstances, chooseTimeout } from './chooseScaling.ts';
import { gigabytes, givenNumber, givenValue, inWords, type Planning } from './planning.ts';

interface Size {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** CPUs, memory, concurrency and instances, within what the platform allows. Throws where what was given is not. */
export function chooseResources(
  planning: Planning,
  target: ServingTarget,
  hardware: ChosenHardware,
  chosen: ChosenModel | undefined,
  model: ModelPlan | undefined,
  app: ChosenApp | undefined,
): ResourcePlan {
  const need = memoryNeed(hardware, chosen, model);
  const size = chooseSize(planning, target, hardware, need);
  noteSize(planning, size, hardware, need);
  const concurrency = chooseConcurrency(planning, target, hardware, chosen, app);
  const { minInstances, maxInstances } = chooseInstances(planning, hardware, app);
  return {
    ...size,
    concurrency,
    minInstances,
    maxInstances,
    timeoutSeconds: chooseTimeout(planning),
    cpuThrottling: hardware.gpu === undefined && app?.kind !== 'gradio' && app?.kind !== 'streamlit',
    startupCpuBoost: true,
  };
}

/** Bytes beside what any server of Python takes: weights that run on the CPU, and those that are downloaded to /tmp. */
function memoryNeed(
  { gpu, dtype }: ChosenHardware,
  chosen: ChosenModel | undefined,
  model: ModelPlan | undefined,
): number {
  if (!chosen) return 0;
  const running = gpu ? 0 : ((dtype?.weightsBytes ?? 0) + chosen.otherBytes) * 1.2;
  const downloaded = model?.loading === 'hub' ? (chosen.storedBytes ?? 0) : 0;
  return running + downloaded;
}

function chooseSize(planning: Planning, target: ServingTarget, hardware: ChosenHardware, need: number): Size {
  const { platform, cloudGpu, gpu } = hardware;
  if (platform !== 'cloud-run')
    return clusterSize(planning, gpu?.accelerator ?? '', (gpu?.count ?? 1) / (gpu?.nodes ?? 1));
  if (cloudGpu) return gpuSize(planning, cloudGpu, need);
  return cpuSize(planning, usualSize(planning, target, hardware), need);
}

/** By the table of decisions; a model beside an agent takes as much as one alone. */
function usualSize({ evidence }: Planning, target: ServingTarget, { dtype }: ChosenHardware): Size {
  const usesTorch = isInstalled(evidence, 'torch') || isInstalled(evidence, 'tensorflow');
  if (target === 'ollama') return { cpu: 8, memoryMiB: 16_384 };
  if (target === 'transformers' || dtype) return { cpu: 4, memoryMiB: 8192 };
  if (usesTorch) return { cpu: 2, memoryMiB: 4096 };
  if (target === 'adk' || target === 'langgraph') return { cpu: 2, memoryMiB: 2048 };
  const heavy = [
    'pandas',
    'numpy',
    'scikit-learn',
    'gradio',
    'streamlit',
    'langchain',
    'google-cloud-aiplatform',
  ];
  return {
    cpu: 1,
    memoryMiB: heavy.some((name) => isInstalled(evidence, name)) || target === 'vertex' ? 1024 : 512,
  };
}

/** Room for Python, torch and requests beside the weights. */
const overhead = 2 * gibibyte;

function cpuSize({ values, catalogue }: Planning, usual: Size, need: number): Size {
  const { memoryByCpu } = catalogue.limits;
  const cpu = givenNumber(values, 'cpu');
  const memory = givenMemory(values);
  const least = need === 0 ? 0 : Math.ceil((need + overhead) / 2 ** 20);
  checkCpu(cpu, catalogue.limits);
  const wanted = memory ?? Math.max(usual.memoryMiB, roundedUp(least));
  const rows = memoryByCpu.filter((row) =>
    cpu === undefined ? row.cpu >= Math.min(usual.cpu, 8) : row.cpu === cpu,
  );
  const open = memory !== undefined && cpu === undefined ? memoryByCpu : rows;
  const row = open.find(({ minGiB, maxGiB }) => wanted >= minGiB * 1024 && wanted <= maxGiB * 1024);
  if (row && (memory === undefined || memory >= least || need === 0))
    return { cpu: row.cpu, memoryMiB: wanted };
  if (memory !== undefined && memory < least)
    throw new UserError(
      `${inMemory(memory)} of memory are too few: the model alone takes ${gigabytes(need)}.`,
      `Give at least ${inMemory(roundedUp(least))}, or leave memory out.`,
    );
  const [only] = rows;
  if (memory === undefined && cpu !== undefined && only && wanted < only.minGiB * 1024)
    return { cpu, memoryMiB: only.minGiB * 1024 };
  if (memory === undefined && cpu !== undefined && only && least <= only.maxGiB * 1024)
    return { cpu, memoryMiB: only.maxGiB * 1024 };
  return refuseSize(catalogue.limits, cpu, wanted, need);
}

function refuseSize(
  { memoryByCpu }: CloudRunLimits,
  cpu: number | undefined,
  wanted: number,
  need: number,
): never {
  const row = memoryByCpu.find((each) => each.cpu === cpu);
  if (row)
    throw new UserError(
      `With ${String(row.cpu)} CPU Cloud Run gives ${String(row.minGiB)} to ${String(row.maxGiB)} GiB of memory, and ${inMemory(wanted)} ${need > 0 ? 'are needed' : 'were asked for'}.`,
      'Change --set memory=… or --set cpu=…, or leave one of them out.',
    );
  const most = Math.max(...memoryByCpu.map(({ maxGiB }) => maxGiB));
  throw new UserError(
    `The service would take ${inMemory(wanted)} of memory, and without a GPU Cloud Run gives ${String(most)} GiB at the most.`,
    'Take a GPU (leave gpu out), numbers of fewer bytes such as --set dtype=bfloat16, or a smaller model.',
  );
}

function checkCpu(cpu: number | undefined, { memoryByCpu }: CloudRunLimits): void {
  const known = memoryByCpu.map((row) => row.cpu);
  if (cpu !== undefined && !known.includes(cpu))
    throw new UserError(
      `Without a GPU Cloud Run has no instances with ${String(cpu)} CPUs.`,
      `Choose ${inWords(known.map(String))}.`,
    );
}

function gpuSize({ values }: Planning, gpu: CloudGpu, need: number): Size {
  const given = givenNumber(values, 'cpu');
  const memory = givenMemory(values);
  if (given !== undefined && !gpu.cpuChoices.includes(given))
    throw new UserError(
      `With an ${gpu.title} Cloud Run has no instances with ${String(given)} CPUs.`,
      `Choose ${inWords(gpu.cpuChoices.map(String))}.`,
    );
  const choices = gpu.memoryChoicesGiB.map((each) => each * 1024);
  if (memory !== undefined && !choices.includes(memory))
    throw new UserError(
      `With an ${gpu.title} Cloud Run has no instances with ${inMemory(memory)}.`,
      `Choose ${inWords(gpu.memoryChoicesGiB.map((each) => `${String(each)}Gi`))}.`,
    );
  const least = need === 0 ? 0 : Math.ceil((need + overhead) / 2 ** 20);
  const wanted =
    memory ??
    choices.find((each) => each >= Math.max(least, gpu.recommendedMemoryGiB * 1024)) ??
    choices.at(-1) ??
    0;
  // One CPU goes with 4 GiB at the most.
  const cpu =
    given ??
    gpu.cpuChoices.find((each) => each * 4096 >= wanted && each >= gpu.recommendedCpu) ??
    gpu.recommendedCpu;
  const fits = memory ?? Math.min(wanted, ...choices.filter((each) => each <= cpu * 4096).slice(-1));
  if (fits > cpu * 4096)
    throw new UserError(
      `${String(cpu)} CPUs go with ${String(cpu * 4)} GiB at the most, and ${inMemory(fits)} were asked for.`,
      'Change --set memory=… or --set cpu=…, or leave one of them out.',
    );
  if (fits < least)
    throw new UserError(
      `${inMemory(fits)} of memory are too few: weights that are downloaded at each start lie in memory and take ${gigabytes(need)}.`,
      'Take --set loading=bucket or baked.',
    );
  return { cpu, memoryMiB: fits };
}

/** What one pod asks of a machine: somewhat less than the machine has for each GPU. */
function clusterSize({ values }: Planning, accelerator: string, gpusPerNode: number): Size {
  const [cpu, gib] =
    accelerator === 'nvidia-l4' ? [6, 24] : accelerator === 'nvidia-h100-80gb' ? [20, 160] : [20, 120];
  return {
    cpu: givenNumber(values, 'cpu') ?? cpu * gpusPerNode,
    memoryMiB: givenMemory(values) ?? gib * 1024 * gpusPerNode,
  };
}

function givenMemory(values: Planning['values']): number | undefined {
  const match = /^(\d+)(Mi|Gi)$/.exec(givenValue(values, 'memory') ?? '');
  return match ? Number(match[1]) * (match[2] === 'Gi' ? 1024 : 1) : undefined;
}

/** Up to the next GiB. */
function roundedUp(mebibytes: number): number {
  return Math.ceil(mebibytes / 1024) * 1024;
}

function inMemory(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${String(mebibytes / 1024)} GiB` : `${String(mebibytes)} MiB`;
}

function noteSize(
  { notes, values }: Planning,
  { cpu, memoryMiB }: Size,
  { cloudGpu, platform }: ChosenHardware,
  need: number,
): void {
  const option = givenValue(values, 'memory') !== undefined ? 'memory' : 'cpu';
  const reason =
    platform !== 'cloud-run'
      ? 'For one pod, which has a machine to itself.'
      : cloudGpu
        ? `An ${cloudGpu.title} goes with ${inWords(cloudGpu.cpuChoices.map(String))} CPUs.`
        : need > 0
          ? `The weights take ${gigabytes(need)} in memory, and Python and torch take their part.`
          : 'It is what such an application takes.';
  notes.decide({
    option,
    title: 'CPU and memory',
    value: `${String(cpu)} CPU, ${inMemory(memoryMiB)}`,
    reason,
    alternatives: [],
  });
}
