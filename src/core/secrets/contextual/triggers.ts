import type { ContextTrigger } from '../engine/compiledRules.ts';

/** Parts of names of credentials, for the gate. */
export const credentialKeywords: readonly string[] = [
  'passw', 'pass', 'pwd', 'secret', 'token', 'key', 'cred', 'auth', 'passphrase', 'passcode', 'psw', '_pw', '-pw', 'cookie', 'sid', 'bearer', 'jwt', 'otp',
]; // prettier-ignore

/** Texts from which the contextual detection starts, besides names. */
export const contextTriggers: Readonly<Partial<Record<string, ContextTrigger>>> = {
  '://': 'url',
  'bearer ': 'authorization',
  'basic ': 'authorization',
  eyj: 'jwt',
  'identified ': 'sql',
  'with password': 'sql',
  'login password': 'sql',
  '-u': 'command',
  'convertto-securestring': 'powershell',
};
