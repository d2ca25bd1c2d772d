import type { Provider, ProviderGroup } from '../../provider.ts';
import type { ServiceKind } from '../../rules/services/named/namedService.ts';
import { namedServices } from '../../rules/services/named/registry.ts';
import { service } from './service.ts';

const opensByKind: Readonly<Record<ServiceKind, readonly [ProviderGroup, string]>> = {
  data: ['business', 'Queries the service on your account and uses up its quota, or runs up its bill.'],
  scrape: ['business', 'Fetches pages through the service on your account, in your name and at your cost.'],
  mail: ['messaging', 'Reads your contacts and sends mail to them in your name.'],
  call: ['messaging', 'Opens and joins calls on your account and reads what was recorded.'],
  crm: ['business', 'Reads and changes customers and what was agreed with them.'],
  work: ['business', 'Reads and changes what your account keeps there, and what others share with it.'],
  content: ['business', 'Reads drafts and changes what your site or channel shows.'],
  commerce: ['payment', 'Reads and changes orders, customers and products.'],
  infra: ['monitoring', 'Reads and changes the systems that the account looks after.'],
};

/** Services with one kind of key, of the tables in `rules/services/named`. */
export const namedProviders: Readonly<Record<string, Provider>> = Object.fromEntries(
  namedServices.map(({ id, name, kind, site }) => [
    id,
    service(name, opensByKind[kind][0], opensByKind[kind][1], `https://${site}`),
  ]),
);
