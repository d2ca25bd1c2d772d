import type { Provider } from '../provider.ts';
import { agentsProviders } from './ai/agents.ts';
import { chineseModelsProviders } from './ai/chineseModels.ts';
import { codeAssistantsProviders } from './ai/codeAssistants.ts';
import { embeddingsProviders } from './ai/embeddings.ts';
import { experimentsProviders } from './ai/experiments.ts';
import { gatewaysProviders } from './ai/gateways.ts';
import { imagesProviders } from './ai/images.ts';
import { inferenceHostsProviders } from './ai/inferenceHosts.ts';
import { modelMakersProviders } from './ai/modelMakers.ts';
import { searchToolsProviders } from './ai/searchTools.ts';
import { speechProviders } from './ai/speech.ts';
import { tracingProviders } from './ai/tracing.ts';
import { vectorStoresProviders } from './ai/vectorStores.ts';

/** Makers and hosts of models, and the services around them. */
export const aiProviders = {
  ...agentsProviders,
  ...chineseModelsProviders,
  ...codeAssistantsProviders,
  ...embeddingsProviders,
  ...experimentsProviders,
  ...gatewaysProviders,
  ...imagesProviders,
  ...inferenceHostsProviders,
  ...modelMakersProviders,
  ...searchToolsProviders,
  ...speechProviders,
  ...tracingProviders,
  ...vectorStoresProviders,
} as const satisfies Readonly<Record<string, Provider>>;
