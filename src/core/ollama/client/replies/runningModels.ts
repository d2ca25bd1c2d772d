import type { RunningModel } from '../../models.ts';
import {
  countOf,
  digestOf,
  modelNameOf,
  momentOf,
  positiveOf,
  recordOf,
  recordsOf,
  type JsonRecord,
} from './fields.ts';
import { present, readModelTraits } from './modelTraits.ts';

const mostModels = 1_000;

/** The models in a reply of `/api/ps`, in the server's order; undefined when something else than Ollama answered. */
export function readRunningModels(reply: unknown): RunningModel[] | undefined {
  return recordsOf(recordOf(reply)?.['models'], mostModels)?.flatMap(
    (model) => readRunningModel(model) ?? [],
  );
}

function readRunningModel(model: JsonRecord): RunningModel | undefined {
  const name = modelNameOf(model['name']) ?? modelNameOf(model['model']);
  if (name === undefined) return undefined;
  const sizeBytes = countOf(model['size']) ?? 0;
  return present({
    ...readModelTraits(model),
    name,
    digest: digestOf(model['digest']) ?? '',
    sizeBytes,
    vramBytes: Math.min(countOf(model['size_vram']) ?? 0, sizeBytes),
    expiresAt: momentOf(model['expires_at']),
    // Here the field stands beside the details and says what was allocated, not what the model was made for.
    contextLength: positiveOf(model['context_length']),
  });
}
