import type { ModelPlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenModel } from './chooseModel.ts';
import { givenValue, type Planning } from './planning.ts';

/** The model of a plan, and the files of the project that it is made from. */
export interface OwnModel {
  readonly model?: ModelPlan;
  readonly sources: readonly string[];
}

/**
 * A Modelfile or weights of the project become a model of Ollama's own when the image is built, under the name of the
 * service: a library's model of the same name would lack what the Modelfile says.
 */
export function ollamaModel(
  { evidence, values }: Planning,
  target: ServingTarget,
  chosen: ChosenModel | undefined,
  model: ModelPlan | undefined,
  name: string,
): OwnModel {
  if (!model || target !== 'ollama') return { ...(model && { model }), sources: [] };
  const isInImage = model.loading === 'baked' || model.loading === 'project';
  const modelfile = givenValue(values, 'model') === undefined ? evidence.modelfile?.file : undefined;
  const sources = isInImage ? [modelfile ?? [], chosen?.folder?.path ?? []].flat() : [];
  return { model: sources.length > 0 ? { ...model, id: name } : model, sources };
}
