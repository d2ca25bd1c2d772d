import { UserError } from '../../../errors.ts';
import type { ServingTarget } from '../servingPlan.ts';
import type { ChosenModel } from './chooseModel.ts';
import { isKnownDtype, isQuantised, weightsOf } from './modelSize.ts';
import { givenValue, type Planning } from './planning.ts';

/** Numbers that the weights are held in while the model runs. */
export interface ChosenDtype {
  readonly dtype: string;
  /** Bytes in memory; undefined where the size is not known. */
  readonly weightsBytes?: number;
}

/** Decides the numbers. Throws where a server cannot hold a model in those that were asked for. */
export function chooseDtype(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel,
  onGpu: boolean,
): ChosenDtype {
  const given = givenValue(planning.values, 'dtype');
  const dtype = given ?? usualDtype(model, onGpu);
  if (given !== undefined) checkDtype(given, target, model);
  if (!onGpu && isQuantised(dtype) && target !== 'ollama')
    throw new UserError(
      `Without a GPU ${model.id} cannot run in ${dtype}.`,
      dtype === model.storedDtype
        ? 'Leave gpu out, or name a checkpoint that is not quantised.'
        : 'Take --set dtype=bfloat16, or a GPU.',
    );
  const weightsBytes =
    dtype === model.storedDtype || model.parametersBillion === undefined
      ? model.storedBytes
      : weightsOf(model.parametersBillion, dtype);
  return { dtype, ...(weightsBytes !== undefined && { weightsBytes }) };
}

export function noteDtype(
  { notes }: Planning,
  { dtype }: ChosenDtype,
  model: ChosenModel,
  onGpu: boolean,
): void {
  const fromCode = model.use?.dtype === dtype;
  notes.decide({
    option: 'dtype',
    title: 'Numbers',
    value: dtype,
    reason: fromCode
      ? 'The code asks for it.'
      : dtype === model.storedDtype
        ? 'The model was published in it.'
        : onGpu
          ? 'It halves the memory, and GPUs are fastest with it.'
          : 'CPUs are surest with it.',
    evidence: fromCode ? [model.use.evidence] : [],
    confidence: 'medium',
  });
}

/** On a CPU full precision, as long as it stays under 8 GB. */
function usualDtype({ storedDtype, parametersBillion, task, use }: ChosenModel, onGpu: boolean): string {
  if (use?.dtype !== undefined && (onGpu || !isQuantised(use.dtype))) return use.dtype;
  if (isQuantised(storedDtype) || !isKnownDtype(storedDtype))
    return isKnownDtype(storedDtype) ? storedDtype : 'bfloat16';
  if (!onGpu) return (parametersBillion ?? 0) * 4 <= 8 ? 'float32' : 'bfloat16';
  return storedDtype === 'float32' && task === 'text-generation' ? 'bfloat16' : storedDtype;
}

function checkDtype(dtype: string, target: ServingTarget, model: ChosenModel): void {
  if (!isQuantised(dtype) || dtype === model.storedDtype) return;
  const id = model.id;
  if (target === 'vllm' && dtype !== 'fp8')
    throw new UserError(
      `vLLM does not make ${dtype} of ${id} while it loads it.`,
      `Name a checkpoint that is published in ${dtype} (AWQ or GPTQ), or take --set dtype=fp8.`,
    );
  if (target === 'tensorrt-llm')
    throw new UserError(
      `TensorRT-LLM takes ${dtype} from a checkpoint that is published in it, and ${id} is in ${model.storedDtype}.`,
      'Name one, such as nvidia/Llama-3.1-8B-Instruct-FP8.',
    );
  if (target === 'ollama' && dtype !== 'int4' && dtype !== 'int8')
    throw new UserError(
      `Ollama runs no models in ${dtype}.`,
      'Take --set dtype=int4 or int8, by the tag of the model.',
    );
  if (target === 'ollama') return;
  if (target !== 'vllm' && dtype === 'fp8')
    throw new UserError(
      `transformers does not make fp8 of ${id} while it loads it.`,
      'Take --set target=vllm, or --set dtype=int8.',
    );
}
