import { parseRecord } from '../../ollama/client/replies/fields.ts';
import { readInstalledModels } from '../../ollama/client/replies/installedModels.ts';
import { readVersion } from '../../ollama/client/replies/version.ts';

/** The version in a reply of `/api/version`; undefined when something else than Ollama answered. */
export function readOllamaVersion(body: string): string | undefined {
  return readVersion(parseRecord(body));
}

/**
 * The names in a reply of `/api/tags`, sorted. Stubs of models that run in the vendor's cloud are left out,
 * because they are not on this machine.
 */
export function readOllamaModels(body: string): string[] {
  const models = readInstalledModels(parseRecord(body)) ?? [];
  return models.filter((model) => model.remoteHost === undefined).map((model) => model.name);
}
