import type { SecretRule } from '../../rule.ts';
import { agentBuildersRules } from './agentBuilders.ts';
import { agentMemoriesRules } from './agentMemories.ts';
import { anthropicRules } from './anthropic.ts';
import { baiduQianfanRules } from './baiduQianfan.ts';
import { chineseModelsRules } from './chineseModels.ts';
import { codeAssistantsRules } from './codeAssistants.ts';
import { crawlingRules } from './crawling.ts';
import { documentsRules } from './documents.ts';
import { embeddingsRules } from './embeddings.ts';
import { evaluationRules } from './evaluation.ts';
import { experimentsRules } from './experiments.ts';
import { gatewaysRules } from './gateways.ts';
import { googleAiRules } from './googleAi.ts';
import { googleApiKeyRules } from './googleApiKey.ts';
import { gpuCloudsRules } from './gpuClouds.ts';
import { huggingFaceRules } from './huggingFace.ts';
import { imageMakersRules } from './imageMakers.ts';
import { inferenceHostsRules } from './inferenceHosts.ts';
import { labellingRules } from './labelling.ts';
import { minimaxRules } from './minimax.ts';
import { mistralRules } from './mistral.ts';
import { modelMakersRules } from './modelMakers.ts';
import { mongodbAtlasRules } from './mongodbAtlas.ts';
import { openaiRules } from './openai.ts';
import { sandboxesRules } from './sandboxes.ts';
import { skKeyRules } from './skKey.ts';
import { smallerInferenceHostsRules } from './smallerInferenceHosts.ts';
import { tracingRules } from './tracing.ts';
import { transcriptionRules } from './transcription.ts';
import { upstashRules } from './upstash.ts';
import { vectorStoresRules } from './vectorStores.ts';
import { visionRules } from './vision.ts';
import { voiceAgentsRules } from './voiceAgents.ts';
import { voicesRules } from './voices.ts';
import { volcengineRules } from './volcengine.ts';
import { webSearchRules } from './webSearch.ts';
import { xaiRules } from './xai.ts';

export const aiRules: readonly SecretRule[] = [
  ...agentBuildersRules,
  ...agentMemoriesRules,
  ...anthropicRules,
  ...baiduQianfanRules,
  ...chineseModelsRules,
  ...codeAssistantsRules,
  ...crawlingRules,
  ...documentsRules,
  ...embeddingsRules,
  ...evaluationRules,
  ...experimentsRules,
  ...gatewaysRules,
  ...googleAiRules,
  ...googleApiKeyRules,
  ...gpuCloudsRules,
  ...huggingFaceRules,
  ...imageMakersRules,
  ...inferenceHostsRules,
  ...labellingRules,
  ...minimaxRules,
  ...mistralRules,
  ...modelMakersRules,
  ...mongodbAtlasRules,
  ...openaiRules,
  ...sandboxesRules,
  ...skKeyRules,
  ...smallerInferenceHostsRules,
  ...tracingRules,
  ...transcriptionRules,
  ...upstashRules,
  ...vectorStoresRules,
  ...visionRules,
  ...voiceAgentsRules,
  ...voicesRules,
  ...volcengineRules,
  ...webSearchRules,
  ...xaiRules,
];
