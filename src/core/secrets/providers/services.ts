import type { Provider } from '../provider.ts';

export const serviceProviders = {} as const satisfies Readonly<Record<string, Provider>>;
