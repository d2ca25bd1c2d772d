import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import type { InstalledModel, ModelDetails } from '../../core/ollama/models.ts';

/** The server reads a model's file for each; two at a time leave it free for what the user asks of it. */
const atOnce = 2;
const mostKept = 1_000;

/** What `/api/show` says of models, asked once for each digest. */
export class DetailsCache {
  readonly #client: OllamaClient;
  readonly #ended: AbortSignal;
  readonly #known = new Map<string, ModelDetails>();
  readonly #asked = new Map<string, Promise<ModelDetails>>();

  constructor(client: OllamaClient, ended: AbortSignal) {
    this.#client = client;
    this.#ended = ended;
  }

  known(model: InstalledModel): ModelDetails | undefined {
    return this.#known.get(keyOf(model));
  }

  /** Rejects with an AbortError once the caller's signal is aborted; others who wait for the same are not disturbed. */
  async get(model: InstalledModel, signal?: AbortSignal): Promise<ModelDetails> {
    signal?.throwIfAborted();
    const known = this.known(model);
    if (known) return known;
    const asked = this.#ask(model);
    return signal ? await Promise.race([asked, rejection(signal)]) : await asked;
  }

  /** Gets what is not known yet. One model that fails does not keep the others from being asked for. */
  async fill(models: readonly InstalledModel[], signal: AbortSignal, onNew: () => void): Promise<void> {
    const waiting = models.filter((model) => model.remoteHost === undefined && !this.known(model));
    const work = async (): Promise<void> => {
      for (let model = waiting.shift(); model && !signal.aborted; model = waiting.shift()) {
        await this.get(model, signal).then(onNew, () => undefined);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  #ask(model: InstalledModel): Promise<ModelDetails> {
    const key = keyOf(model);
    const asked = this.#asked.get(key) ?? this.#request(model);
    this.#asked.set(key, asked);
    return asked;
  }

  async #request(model: InstalledModel): Promise<ModelDetails> {
    const key = keyOf(model);
    try {
      const details = await this.#client.show(model.name, this.#ended);
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(key, details);
      return details;
    } finally {
      this.#asked.delete(key);
    }
  }
}

/** Models of one digest are one model under several names, but old servers may leave the digest out. */
function keyOf({ digest, name }: InstalledModel): string {
  return digest === '' ? name : digest;
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
