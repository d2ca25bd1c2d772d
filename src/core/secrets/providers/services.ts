import type { Provider } from '../provider.ts';
import { businessProviders } from './services/business.ts';
import { identityProviders } from './services/identity.ts';
import { messagingProviders } from './services/messaging.ts';
import { monitoringProviders } from './services/monitoring.ts';
import { paymentProviders } from './services/payment.ts';
import { productProviders } from './services/product.ts';
import { qualityProviders } from './services/quality.ts';
import { registryProviders } from './services/registry.ts';
import { socialProviders } from './services/social.ts';
import { sourceProviders } from './services/source.ts';
import { tradingProviders } from './services/trading.ts';
import { namedProviders } from './services/named.ts';

/** Services that are neither AI nor cloud. */
export const serviceProviders: Readonly<Record<string, Provider>> = {
  ...namedProviders,
  ...sourceProviders,
  ...qualityProviders,
  ...registryProviders,
  ...messagingProviders,
  ...socialProviders,
  ...paymentProviders,
  ...tradingProviders,
  ...monitoringProviders,
  ...businessProviders,
  ...productProviders,
  ...identityProviders,
};
