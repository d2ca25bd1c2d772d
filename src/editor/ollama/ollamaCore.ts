import { createOllamaClient } from '../../core/ollama/client/createOllamaClient.ts';
import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import { findOllama } from '../../node/ollama/server/findOllama.ts';
import { ollamaFetch } from '../../node/ollama/ollamaFetch.ts';
import { modelNodes, statusText } from '../tree/model/modelNodes.ts';
import { modelTooltip, statusTooltip } from '../tree/model/modelTooltips.ts';
import { createFitting } from '../../core/ollama/fit/createFitting.ts';
import { ModelList } from './modelList.ts';
import { modelPageText } from './modelPageText.ts';

/**
 * All that is needed once Ollama is asked for: the client, the reckoning of what fits, and the rows. Loaded at the
 * first use, so that activation costs nothing.
 */
export const ollamaCore = {
  createClient: (endpoint: string): OllamaClient => createOllamaClient({ endpoint, fetch: ollamaFetch }),
  createFitting,
  findOllama,
  ModelList,
  modelNodes,
  modelPageText,
  modelTooltip,
  statusText,
  statusTooltip,
};

export type OllamaCore = typeof ollamaCore;
