/**
 * What computes a model, which decides what memory it takes:
 * - `llama-server`: llama.cpp's own server; all models since Ollama 0.30,
 * - `ollama`: the engine in Go that older servers use for newer architectures,
 * - `llama`: llama.cpp inside older servers, which estimate its memory instead of asking it.
 */
export type Engine = 'llama-server' | 'ollama' | 'llama';

/** Source: `OllamaEngineRequired` in `fs/ggml/ggml.go` of Ollama 0.24. */
const needsOllamaEngine: ReadonlySet<string> = new Set([
  ...['bert', 'deepseek2', 'deepseekocr', 'gemma3', 'gemma3n', 'gemma4', 'gptoss', 'gpt-oss', 'laguna'],
  ...['llama4', 'mistral3', 'mllama', 'nemotron_h', 'nemotron_h_moe', 'nemotron_h_omni', 'nomic-bert'],
  ...['olmo3', 'qwen25vl', 'qwen3', 'qwen3moe', 'qwen35', 'qwen35moe', 'qwen3next', 'qwen3vl'],
  ...['qwen3vlmoe', 'glm4moelite', 'glmocr', 'lfm2', 'lfm2moe'],
]);

/** Source: `FlashAttention` in `fs/ggml/ggml.go` of Ollama 0.24; its `gemma2` and `grok` cannot. */
const flashByDefault: ReadonlySet<string> = new Set([
  ...['gemma3', 'gemma4', 'glm4moelite', 'glmocr', 'gptoss', 'gpt-oss', 'lfm2', 'lfm2moe', 'mistral3'],
  ...['nemotron_h', 'nemotron_h_moe', 'nemotron_h_omni', 'olmo3', 'qwen3', 'qwen3moe', 'qwen35'],
  ...['qwen35moe', 'qwen3next', 'qwen3vl', 'qwen3vlmoe'],
]);

/**
 * Which engine a server uses for an architecture; a server whose version is not known is taken for a new one.
 * Source: Ollama 0.30 removed the other two engines.
 * @param serverVersion as in `/api/version`: `0.24.0`, `0.32.1-rc0`.
 */
export function engineOf(architecture: string, serverVersion: string | undefined): Engine {
  const version = /^v?(\d+)\.(\d+)/.exec(serverVersion ?? '');
  // One built straight from its Go module says 0.0.0, and only the old ones can be built so.
  const old = version !== null && version[1] === '0' && Number(version[2]) < 30;
  if (!old) return 'llama-server';
  return needsOllamaEngine.has(architecture) ? 'ollama' : 'llama';
}

/**
 * Whether attention runs without writing out its scores. llama.cpp's server decides by itself and nearly always can.
 * Embedding models of the older engine cannot.
 */
export function usesFlashAttention(engine: Engine, architecture: string, embedding: boolean): boolean {
  if (engine === 'llama-server') return true;
  return engine === 'ollama' && !embedding && flashByDefault.has(architecture);
}
