import type { ContextTrigger } from '../engine/compiledRules.ts';

/** Parts of names of credentials, for the gate. */
export const credentialKeywords: readonly string[] = [
  'pass', 'pwd', 'secret', 'token', 'key', 'cred', 'auth', 'psw', '_pw', '-pw', 'sessid', 'jwt', 'seed',
]; // prettier-ignore

/** Texts from which the contextual detection starts, besides names. */
export const contextTriggers: Readonly<Partial<Record<string, ContextTrigger>>> = {
  '://': 'url',
  '%3a%2f%2f': 'encodedUrl',
  'bearer ': 'authorization',
  'basic ': 'authorization',
  eyj: 'jwt',
  'identified ': 'sql',
  'with password': 'sql',
  'login password': 'sql',
  '-u': 'command',
  'convertto-securestring': 'powershell',
};
