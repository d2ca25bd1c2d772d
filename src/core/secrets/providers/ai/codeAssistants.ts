import type { Provider } from '../../provider.ts';

const seatOrSecretStore =
  'Use a seat with single sign-on for people; in CI keep the key of a service account in the secret store of the CI.';
const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';
const usesAssistant =
  'Uses the assistant on the bill of the account, and reaches the repositories and usage data that the account may.';

export const codeAssistantsProviders = {
  cursor: {
    name: 'Cursor',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://cursor.com/dashboard',
    instead: seatOrSecretStore,
    variable: 'CURSOR_API_KEY',
  },
  greptile: {
    name: 'Greptile',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://app.greptile.com/',
    instead: seatOrSecretStore,
    variable: 'GREPTILE_API_KEY',
  },
  devin: {
    name: 'Devin',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://app.devin.ai/settings/api-keys',
    instead: seatOrSecretStore,
    variable: 'DEVIN_API_KEY',
  },
  windsurf: {
    name: 'Windsurf',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://windsurf.com/team/settings',
    instead: seatOrSecretStore,
    variable: 'WINDSURF_SERVICE_KEY',
  },
  amp: {
    name: 'Amp',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://ampcode.com/settings',
    instead: seatOrSecretStore,
    variable: 'AMP_API_KEY',
  },
  coderabbit: {
    name: 'CodeRabbit',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://app.coderabbit.ai/settings/api-keys',
    instead: seatOrSecretStore,
    variable: 'CODERABBIT_API_KEY',
  },
  morph: {
    name: 'Morph',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://morphllm.com/dashboard/api-keys',
    instead: seatOrSecretStore,
    variable: 'MORPH_API_KEY',
  },
  context7: {
    name: 'Context7',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://context7.com/dashboard',
    instead: seatOrSecretStore,
    variable: 'CONTEXT7_API_KEY',
  },
  smithery: {
    name: 'Smithery',
    group: 'ai',
    opens: usesAssistant,
    revoke: replaceKey,
    revokeUrl: 'https://smithery.ai/account/api-keys',
    instead: seatOrSecretStore,
    variable: 'SMITHERY_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
