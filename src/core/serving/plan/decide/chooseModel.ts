import type { Evidence } from '../../../project/facts.ts';
import type { KnownModel } from '../../catalogue/servingCatalogue.ts';
import type { ModelFolder } from '../evidence/modelFolders.ts';
import type { ModelUse } from '../evidence/modelUses.ts';
import type { ModelPlan, ServingTarget } from '../servingPlan.ts';
import { dtypeInName, guessedKvBytes, knownModel, parametersInName, weightsOf } from './modelSize.ts';
import { gigabytes, givenNumber, givenValue, inWords, placeOf, type Planning } from './planning.ts';
import { refuseWithoutModel } from './refuseModel.ts';

/** A model and all that is known of its size. */
export interface ChosenModel {
  readonly id: string;
  readonly revision?: string;
  readonly task: ModelPlan['task'];
  readonly parametersBillion?: number;
  /** How it was published. */
  readonly storedDtype: string;
  readonly kvBytesPerToken: number;
  readonly contextLength?: number;
  /** Bytes as published. */
  readonly storedBytes?: number;
  readonly folder?: ModelFolder;
  /** The variable that the code takes the id from; absent where it is written in the code. */
  readonly variable?: string;
  /** Where the code loads it. */
  readonly use?: ModelUse;
  /** Bytes of other models that the code loads as well. */
  readonly otherBytes: number;
  readonly others: readonly string[];
  readonly gated: boolean;
  /** True where the code names only a task, so that the version of transformers decides on the model. */
  readonly isDefault?: boolean;
}

const engines: readonly ServingTarget[] = ['vllm', 'tensorrt-llm', 'ollama'];

/** The model of a target; undefined where it serves none. Throws where an engine has nothing to serve. */
export function chooseModel(planning: Planning, target: ServingTarget): ChosenModel | undefined {
  const isEngine = engines.includes(target);
  const given = givenValue(planning.values, 'model');
  if (!isEngine && target !== 'transformers' && given === undefined && planning.evidence.models.length === 0)
    return undefined;
  if (target === 'generic' || target === 'vertex') return undefined;
  const found = given === undefined ? fromEvidence(planning, target) : fromName(planning, given);
  if (!found) {
    if (isEngine) return refuseWithoutModel(planning, target);
    if (target === 'transformers' && planning.evidence.applications.length === 0)
      return refuseWithoutModel(planning, target);
    if (target === 'transformers')
      planning.notes.warn(
        'Which model the application loads could not be told from its code: give --set model=…, so that memory and GPU fit it.',
      );
    return undefined;
  }
  note(planning, found);
  return found.model;
}

interface Found {
  readonly model: ChosenModel;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: 'high' | 'medium' | 'low';
}

function fromName(planning: Planning, given: string): Found {
  const { evidence } = planning;
  const id = given.replace(/^\.\//, '').replace(/\/$/, '');
  const folder = evidence.modelFolders.find(({ path }) => path === id);
  const use = evidence.models.find((each) => each.id === given || each.id === id);
  return {
    model: describe(planning, { id, ...(folder && { folder }), ...(use && { use }) }),
    reason: 'You chose it.',
    evidence: use ? [use.evidence] : folder ? [folder.evidence] : [],
    confidence: 'high',
  };
}

function fromEvidence(planning: Planning, target: ServingTarget): Found | undefined {
  if (target === 'ollama') return forOllama(planning);
  const served = planning.evidence.commands.find(({ program }) => program === 'vllm');
  if (target === 'vllm' && served) {
    return {
      model: describe(planning, { id: served.target }),
      reason: `${served.evidence.file} starts vLLM with it.`,
      evidence: [served.evidence],
      confidence: 'high',
    };
  }
  return fromCode(planning) ?? fromFolder(planning);
}

function forOllama(planning: Planning): Found | undefined {
  const { modelfile, modelFolders } = planning.evidence;
  const gguf = modelFolders.find(({ path }) => path.endsWith('.gguf'));
  if (modelfile && !/\.gguf$|^\.{0,2}\//i.test(modelfile.from))
    return {
      model: describe(planning, { id: modelfile.from }),
      reason: `${modelfile.file} builds on it.`,
      evidence: [modelfile.evidence],
      confidence: 'high',
    };
  const named = modelfile?.from.replace(/^\.\//, '');
  const folder = modelFolders.find(({ path }) => path === named) ?? gguf;
  if (!folder) return undefined;
  return {
    model: describe(planning, { id: folder.path, folder }),
    reason: modelfile ? `${modelfile.file} builds on it.` : 'It lies in the project.',
    evidence: [modelfile?.evidence ?? folder.evidence],
    confidence: 'high',
  };
}

/** The largest of the models that the code loads; the others take memory, too. */
function fromCode(planning: Planning): Found | undefined {
  const { evidence, catalogue } = planning;
  const byId = new Map<string, { id: string; use: ModelUse }>();
  for (const use of evidence.models) {
    const id = (use.id ?? defaultOf(planning, use))?.replace(/^\.\//, '').replace(/\/$/, '');
    if (id === undefined) continue;
    const before = byId.get(id);
    // A call that tells the task says more than one that does not.
    if (!before || (before.use.task === undefined && use.task !== undefined)) byId.set(id, { id, use });
  }
  const described = [...byId.values()].map(({ id, use }) => {
    const folder = evidence.modelFolders.find(({ path }) => path === id);
    return { use, model: describe(planning, { id, use, ...(folder && { folder }) }) };
  });
  const [first, ...others] = described.sort((a, b) => sizeOf(b.model) - sizeOf(a.model));
  if (!first) return undefined;
  const otherBytes = others.reduce((sum, { model }) => sum + (model.storedBytes ?? 0), 0);
  const isDefault = first.use.id === undefined;
  const revision =
    first.model.revision ?? (isDefault ? knownModel(catalogue, first.model.id)?.defaultRevision : undefined);
  const model = {
    ...first.model,
    ...(revision !== undefined && { revision }),
    ...(isDefault && { isDefault }),
    otherBytes,
    others: others.map((each) => each.model.id),
  };
  return {
    model,
    reason: isDefault
      ? `The code asks for a pipeline without naming a model, and transformers takes this one for ${first.use.pipeline ?? 'it'}.`
      : others.length > 0
        ? `It is the largest of the ${String(described.length)} models that the code loads.`
        : 'The code loads it.',
    evidence: [first.use.evidence, ...others.map(({ use }) => use.evidence)],
    confidence: knownModel(catalogue, model.id) || !isDefault ? 'high' : 'medium',
  };
}

function defaultOf({ catalogue }: Planning, { pipeline }: ModelUse): string | undefined {
  if (pipeline === undefined) return undefined;
  const task = pipeline.replace(/^translation_\w+$/, 'translation');
  return catalogue.models.find(({ defaultFor }) => defaultFor?.includes(task))?.id;
}

function fromFolder(planning: Planning): Found | undefined {
  const folder = planning.evidence.modelFolders.find(
    ({ path, weightsBytes }) => !path.endsWith('.gguf') && weightsBytes > 0,
  );
  if (!folder) return undefined;
  return {
    model: describe(planning, { id: folder.path, folder }),
    reason: 'It lies in the project.',
    evidence: [folder.evidence],
    confidence: 'medium',
  };
}

interface Named {
  readonly id: string;
  readonly folder?: ModelFolder;
  readonly use?: ModelUse;
}

function describe(planning: Planning, { id, folder, use }: Named): ChosenModel {
  const { values, catalogue } = planning;
  const known = folder ? undefined : knownModel(catalogue, id);
  const parameters =
    givenNumber(values, 'parameters') ??
    known?.parametersBillion ??
    folder?.parametersBillion ??
    parametersInName(id);
  const storedDtype = storedAs(id, known, folder, parameters);
  const revision = givenValue(values, 'revision') ?? use?.revision;
  const size = folder?.weightsBytes ?? 0;
  const storedBytes =
    size > 0 ? size : parameters === undefined ? undefined : weightsOf(parameters, storedDtype);
  const context = known?.contextLength ?? folder?.contextLength;
  return {
    id,
    ...(revision !== undefined && { revision }),
    task: taskOfUse(use) ?? known?.task ?? folder?.task ?? taskInName(id),
    ...(parameters !== undefined && { parametersBillion: parameters }),
    storedDtype,
    kvBytesPerToken: known?.kvBytesPerToken ?? folder?.kvBytesPerToken ?? guessedKvBytes(parameters ?? 8),
    ...(context !== undefined && { contextLength: context }),
    ...(storedBytes !== undefined && { storedBytes }),
    ...(folder && { folder }),
    ...(use?.variable !== undefined && { variable: use.variable }),
    ...(use && { use }),
    otherBytes: 0,
    others: [],
    gated: known?.gated ?? /^(?:meta-llama|google\/(?:gemma|embeddinggemma))/i.test(id),
  };
}

/** `LLM(…)` of vLLM serves encoders as well, of which the name says more than the call. */
function taskOfUse(use: ModelUse | undefined): ModelPlan['task'] | undefined {
  const byName = use?.library === 'vllm' && use.id !== undefined ? taskInName(use.id) : undefined;
  return byName === 'embeddings' || byName === 'classification' ? byName : use?.task;
}

function storedAs(
  id: string,
  known: KnownModel | undefined,
  folder: ModelFolder | undefined,
  parameters: number | undefined,
): string {
  // Models of Ollama are quantised to 4 bits unless their tag says otherwise.
  const usual = id.includes(':') ? 'int4' : (parameters ?? 0) >= 0.8 ? 'bfloat16' : 'float32';
  return dtypeInName(id) ?? folder?.dtype ?? known?.dtype ?? usual;
}

function taskInName(id: string): ModelPlan['task'] {
  if (/embed|(?:^|\/)(?:bge|e5|gte)-|minilm|mpnet|sentence-transformers\//i.test(id)) return 'embeddings';
  if (/sst-?2|sentiment|emotion|classif|toxic|mnli|reranker|cross-encoder|-ner\b/i.test(id))
    return 'classification';
  if (/whisper|diffusion|clip|vit-|wav2vec|sdxl|flux/i.test(id)) return 'other';
  return id.includes(':') ||
    /instruct|chat|llama|qwen|mistral|gemma|gpt|phi|falcon|smollm|deepseek|-it$/i.test(id)
    ? 'text-generation'
    : 'other';
}

function sizeOf({ storedBytes }: ChosenModel): number {
  return storedBytes ?? 0;
}

function note({ notes }: Planning, { model, reason, evidence, confidence }: Found): void {
  notes.decide({
    option: 'model',
    title: 'Model',
    value: model.revision === undefined ? model.id : `${model.id} at ${model.revision}`,
    reason,
    evidence,
    confidence,
  });
  if (model.parametersBillion !== undefined)
    notes.decide({
      option: 'parameters',
      title: 'Size of the model',
      value: `${String(Number(model.parametersBillion.toPrecision(3)))} B parameters`,
      reason: `That is ${gigabytes(model.storedBytes ?? 0)} of weights in ${model.storedDtype}, as published.`,
      confidence: 'medium',
    });
  else if (model.storedBytes === undefined)
    notes.warn(
      `How large ${model.id} is could not be told: give --set parameters=…, in thousands of millions.`,
    );
  if (model.isDefault === true && model.use)
    notes.warn(
      `${placeOf(model.use.evidence)} names no model, so that each version of transformers may take another: write model="${model.id}" there.`,
    );
  if (model.others.length > 0)
    notes.warn(
      `The code loads ${inWords(model.others)} as well; its memory is counted, but only ${model.id} is put where the plan says${model.use ? ` (${placeOf(model.use.evidence)})` : ''}.`,
    );
}
