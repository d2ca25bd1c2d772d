import type { Provider } from '../provider.ts';

export const aiProviders = {} as const satisfies Readonly<Record<string, Provider>>;
