/** The commands on Ollama: loaded together, at the first use of one of them. */
export { copyOpenAiEndpoint } from './copyOpenAiEndpoint.ts';
export { createModel } from './createModel.ts';
export { deleteModel } from './deleteModel.ts';
export { insertClientSnippet } from './insertClientSnippet.ts';
export { installOllama } from './installOllama.ts';
export { pullModel } from './pullModel.ts';
export { refreshModels } from './refreshModels.ts';
export { runModel } from './runModel.ts';
export { showModelDetails } from './showModelDetails.ts';
export { startOllama } from './startOllama.ts';
export { stopModel } from './stopModel.ts';
