import type { ModelDetails, ModelInfo } from '../../models.ts';
import { labelOf, momentOf, positiveOf, recordOf, textOf, type JsonRecord } from './fields.ts';
import { readModelTensors } from './modelTensors.ts';
import { present, readModelTraits, readRemoteHost } from './modelTraits.ts';

const mostInfo = 10_000;

/** A reply of `/api/show` for the model that was asked for; undefined when something else than Ollama answered. */
export function readModelDetails(reply: unknown, name: string): ModelDetails | undefined {
  const model = recordOf(reply);
  // Every version sends `details`, and nothing else has both it and a Modelfile or the metadata.
  const said = ['modelfile', 'model_info', 'template'].some((key) => model?.[key] !== undefined);
  if (!model || !recordOf(model['details']) || !said) return undefined;
  const info = readModelInfo(recordOf(model['model_info']) ?? {});
  const traits = readModelTraits(model);
  const architecture = textOf(info['general.architecture']) ?? '';
  return present({
    ...traits,
    contextLength: traits.contextLength ?? positiveOf(info[`${architecture}.context_length`]),
    embeddingLength: traits.embeddingLength ?? positiveOf(info[`${architecture}.embedding_length`]),
    modelfile: textOf(model['modelfile']) ?? '',
    parameters: textOf(model['parameters']) ?? '',
    template: textOf(model['template']) ?? '',
    system: textOf(model['system']) ?? '',
    license: textOf(model['license']) ?? '',
    requires: labelOf(model['requires']),
    parentModel: labelOf(recordOf(model['details'])?.['parent_model']) || undefined,
    modifiedAt: momentOf(model['modified_at']),
    remoteHost: readRemoteHost(model, name),
    info,
    tensors: readModelTensors(model['tensors']),
  });
}

function readModelInfo(info: JsonRecord): ModelInfo {
  const entries = Object.entries(info).slice(0, mostInfo);
  return Object.fromEntries(entries.map(([key, value]) => [key, readInfoValue(value)]));
}

function readInfoValue(value: unknown): ModelInfo[string] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return null;
  // Patterns of layers are lists of booleans.
  const items: unknown[] = value.map((item: unknown) => (typeof item === 'boolean' ? Number(item) : item));
  return items.every((item) => typeof item === 'number') ? items : null;
}
