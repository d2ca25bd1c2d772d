import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../core/errors.ts';
import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import { sameModel } from '../../core/ollama/modelName.ts';

export interface UnloadTimes {
  readonly everyMs: number;
  readonly patienceMs: number;
}

/** A request that is being answered is answered first. */
const usualTimes: UnloadTimes = { everyMs: 250, patienceMs: 30_000 };

/**
 * Unloads a model and waits until the server no longer lists it as loaded: it answers before it is done. Rejects with
 * a UserError where it stays.
 */
export async function unloadModel(
  client: Pick<OllamaClient, 'unload' | 'running'>,
  name: string,
  signal?: AbortSignal,
  { everyMs, patienceMs }: UnloadTimes = usualTimes,
): Promise<void> {
  await client.unload(name, signal);
  const deadline = performance.now() + patienceMs;
  while ((await client.running(signal)).some((model) => sameModel(model.name, name))) {
    if (performance.now() > deadline)
      throw new UserError(
        `"${name}" is still loaded ${Math.round(patienceMs / 1000)} s after the server was asked to unload it.`,
        'It may be answering somebody; try again when it is done.',
      );
    await sleep(everyMs, undefined, { signal });
  }
}
