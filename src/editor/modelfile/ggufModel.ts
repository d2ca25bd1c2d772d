import { modelInfoOf, modelTensorsOf, type GgufHeader } from '../../core/ollama/gguf/ggufHeader.ts';
import type { InstalledModel, ModelDetails } from '../../core/ollama/models.ts';

/** A local file as the model that it would become, to reckon with. */
export function ggufModel(
  header: GgufHeader,
  name: string,
): { model: InstalledModel; details: ModelDetails } {
  const model: InstalledModel = {
    name,
    digest: '',
    sizeBytes: header.fileBytes,
    format: 'gguf',
    capabilities: [],
  };
  const empty = { modelfile: '', parameters: '', template: '', system: '', license: '' };
  const info = modelInfoOf(header);
  const details = { ...empty, format: 'gguf', capabilities: [], info, tensors: modelTensorsOf(header) };
  return { model, details };
}
