import type { Provider } from './provider.ts';
import { aiProviders } from './providers/ai.ts';
import { cloudProviders } from './providers/cloud.ts';
import { genericProviders } from './providers/generic.ts';
import { serviceProviders } from './providers/services.ts';

/** Every issuer of secrets by its id, as rules name it. */
export const providers: Readonly<Record<string, Provider>> = {
  ...aiProviders,
  ...cloudProviders,
  ...serviceProviders,
  ...genericProviders,
};
