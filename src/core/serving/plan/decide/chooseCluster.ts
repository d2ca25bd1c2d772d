import { UserError } from '../../../errors.ts';
import type { ServingPlan, ServingTarget } from '../servingPlan.ts';
import { fitCluster, supportsDtype } from './acceleratorFits.ts';
import { chooseDtype } from './chooseDtype.ts';
import { demandOf, type ChosenHardware } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { gigabytes, givenValue, type Planning } from './planning.ts';

/** vLLM on machines with as many GPUs as the model needs. Throws for what vLLM does not serve. */
export function chooseCluster(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel | undefined,
  platform: Exclude<ServingPlan['platform'], 'cloud-run'>,
): ChosenHardware {
  const { values, catalogue } = planning;
  const isOpen = givenValue(values, 'target') === undefined;
  const title = platform === 'gke' ? 'GKE' : 'Ray Serve';
  if (!model || (target !== 'vllm' && !(isOpen && model.task === 'text-generation')))
    throw new UserError(
      `Files for ${title} are made for large language models on vLLM only.`,
      'Take --set target=vllm with a model, or --set platform=cloud-run.',
    );
  if (target !== 'vllm') overruleTarget(planning, title);
  const dtype = chooseDtype(planning, 'vllm', model, true);
  const demand = demandOf(planning, 'vllm', model, dtype);
  if (!demand)
    throw new UserError(
      `How large ${model.id} is could not be told.`,
      'Give --set parameters=…, in thousands of millions.',
    );
  const given = givenValue(values, 'gpu');
  if (given === 'none') throw new UserError('The image of vLLM needs a GPU.', 'Leave gpu out.');
  const usable = catalogue.clusterGpus.filter(
    ({ accelerator, architecture }) =>
      (given === undefined || accelerator === given) && supportsDtype(architecture, dtype.dtype),
  );
  const fit = fitCluster(demand, usable);
  if (!fit)
    throw new UserError(
      `${model.id} takes ${gigabytes(demand.weightsBytes * 1.2)} in ${dtype.dtype}, more than four machines hold.`,
      dtype.dtype === 'fp8' ? 'Take a smaller model.' : 'Take --set dtype=fp8, or a smaller model.',
    );
  const engine = catalogue.engines.vllm;
  return {
    platform,
    target: 'vllm',
    dtype,
    fit: { length: fit.length, sequences: fit.sequences, neededBytes: fit.neededBytes },
    gpu: {
      accelerator: fit.gpu.accelerator,
      count: fit.count,
      nodes: fit.nodes,
      machineType: fit.machineType,
      memoryGiB: fit.gpu.memoryGiB,
      cudaCompatibility: engine.minDriver !== undefined && engine.minDriver > fit.gpu.driver,
      neededBytes: fit.neededBytes,
    },
  };
}

/** Only an engine spreads a model over several GPUs. */
function overruleTarget({ notes, evidence }: Planning, title: string): void {
  notes.withdraw('target');
  notes.decide({
    option: 'target',
    title: 'Server',
    value: 'vLLM',
    reason: `On ${title} several GPUs share the model, which vLLM does and an application with transformers does not.`,
    evidence: evidence.models.slice(0, 1).map((use) => use.evidence),
  });
}
