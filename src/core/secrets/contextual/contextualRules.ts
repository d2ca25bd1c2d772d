/** The rules of the contextual detection: what stands around a value says that it is a secret. */
export const contextualRules = {
  'password-assignment': 'password',
  'secret-assignment': 'secret',
  'token-assignment': 'token',
  'api-key-assignment': 'API key',
  'credential-assignment': 'credential',
  'url-password': 'password in a URL',
  'bearer-token': 'bearer token',
  'basic-credentials': 'user name and password of basic authentication',
  'json-web-token': 'JSON Web Token',
  'command-line-password': 'password on a command line',
  'sql-password': 'password in an SQL statement',
} as const satisfies Readonly<Record<string, string>>;

export type ContextualRuleId = keyof typeof contextualRules;
