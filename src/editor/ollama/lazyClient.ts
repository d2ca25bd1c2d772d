import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';

/** A client whose code is loaded at its first request. */
export function lazyClient(endpoint: string, load: () => Promise<OllamaClient>): OllamaClient {
  return {
    endpoint,
    version: async (...args) => (await load()).version(...args),
    installed: async (...args) => (await load()).installed(...args),
    running: async (...args) => (await load()).running(...args),
    show: async (...args) => (await load()).show(...args),
    recommendations: async (...args) => (await load()).recommendations(...args),
    load: async (...args) => (await load()).load(...args),
    unload: async (...args) => (await load()).unload(...args),
    delete: async (...args) => (await load()).delete(...args),
    hasBlob: async (...args) => (await load()).hasBlob(...args),
    uploadBlob: async (...args) => (await load()).uploadBlob(...args),
    async *pull(...args) {
      yield* (await load()).pull(...args);
    },
    async *create(...args) {
      yield* (await load()).create(...args);
    },
  };
}
