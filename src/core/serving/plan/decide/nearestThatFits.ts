import type { ServingTarget } from '../servingPlan.ts';
import { fitWithin, supportsDtype, usableBytes } from './acceleratorFits.ts';
import type { ChosenDtype } from './chooseDtype.ts';
import { demandOf } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { isQuantised, neededBytes, weightsOf } from './modelSize.ts';
import { gigabytes, type Planning } from './planning.ts';

/**
 * What of the model comes nearest and fits a GPU of Cloud Run, as a sentence with the options that make it so:
 * a larger GPU, a shorter context, smaller numbers, at last a smaller model of the same maker.
 */
export function nearestThatFits(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel,
  { dtype, weightsBytes }: ChosenDtype,
): string | undefined {
  const gpus = [...planning.catalogue.gpus].sort((a, b) => a.memoryGiB - b.memoryGiB);
  const largest = gpus.at(-1);
  if (!largest) return undefined;
  const demand = demandOf(planning, target, model, {
    dtype,
    ...(weightsBytes !== undefined && { weightsBytes }),
  });
  for (const gpu of gpus) {
    const fit = demand && supportsDtype(gpu.architecture, dtype) && fitWithin(demand, usableBytes(gpu), true);
    if (fit) return `It fits an ${gpu.title}: --set gpu=${gpu.accelerator}.`;
  }
  if (demand) {
    const { weightsBytes: weights, kvBytesPerToken, longest } = demand;
    const fit = fitWithin({ weightsBytes: weights, kvBytesPerToken, longest }, usableBytes(largest), true);
    if (fit)
      return `With ${String(fit.sequences)} sequences of ${String(fit.length)} tokens it fits an ${largest.title}: --set max-model-len=${String(fit.length)} --set max-sequences=${String(fit.sequences)}.`;
  }
  return (
    inSmallerNumbers(model, dtype, usableBytes(largest), largest.title) ??
    smallerModel(planning, model, usableBytes(largest))
  );
}

function inSmallerNumbers(
  model: ChosenModel,
  dtype: string,
  usable: number,
  title: string,
): string | undefined {
  if (model.parametersBillion === undefined || isQuantised(dtype)) return undefined;
  const kv = model.task === 'text-generation' ? model.kvBytesPerToken : 0;
  for (const smaller of ['fp8', 'int4']) {
    const needed = neededBytes(weightsOf(model.parametersBillion, smaller), kv, 4096, 1);
    if (needed > usable) continue;
    return smaller === 'fp8'
      ? `In fp8 it takes ${gigabytes(needed)} and fits an ${title}: --set target=vllm --set platform=cloud-run --set dtype=fp8.`
      : `In int4 it takes ${gigabytes(needed)} and fits an ${title}: name a checkpoint in AWQ or GPTQ with --set target=vllm --set model=…`;
  }
  return undefined;
}

/** The largest of the catalogue that one GPU holds, as published or in fp8; of the same maker, if there is one. */
function smallerModel(
  { catalogue }: Planning,
  { id, task }: ChosenModel,
  usable: number,
): string | undefined {
  const owner = id.split('/', 1)[0] ?? '';
  const fitting = catalogue.models.flatMap((known) => {
    const needs = (dtype: string): number =>
      neededBytes(weightsOf(known.parametersBillion, dtype), known.kvBytesPerToken ?? 0, 4096, 1);
    if (known.task !== task) return [];
    if (needs(known.dtype) <= usable) return [{ known, options: '' }];
    const isLarge = task === 'text-generation' && !isQuantised(known.dtype) && needs('fp8') <= usable;
    return isLarge ? [{ known, options: ' --set target=vllm --set dtype=fp8' }] : [];
  });
  const own = fitting.filter(({ known }) => known.id.startsWith(`${owner}/`));
  const [best] = [...(own.length > 0 ? own : fitting)].sort(
    (a, b) => b.known.parametersBillion - a.known.parametersBillion,
  );
  return best && `The nearest that fits is ${best.known.id}: --set model=${best.known.id}${best.options}.`;
}
