import type { Provider } from '../provider.ts';

export const cloudProviders = {} as const satisfies Readonly<Record<string, Provider>>;
