import type { InstalledModel } from '../../models.ts';
import { countOf, digestOf, modelNameOf, momentOf, recordOf, recordsOf, type JsonRecord } from './fields.ts';
import { present, readModelTraits, readRemoteHost } from './modelTraits.ts';

const mostModels = 10_000;

/** The models in a reply of `/api/tags`, sorted by name; undefined when something else than Ollama answered. */
export function readInstalledModels(reply: unknown): InstalledModel[] | undefined {
  return recordsOf(recordOf(reply)?.['models'], mostModels)
    ?.flatMap((model) => readInstalledModel(model) ?? [])
    .sort((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
}

function readInstalledModel(model: JsonRecord): InstalledModel | undefined {
  // Servers before 0.1.24 have no `model`.
  const name = modelNameOf(model['name']) ?? modelNameOf(model['model']);
  if (name === undefined) return undefined;
  const sizeBytes = countOf(model['size']) ?? 0;
  return present({
    name,
    digest: digestOf(model['digest']) ?? '',
    sizeBytes,
    modifiedAt: momentOf(model['modified_at']),
    remoteHost: readRemoteHost(model, name, sizeBytes),
    ...readModelTraits(model),
  });
}
