import { recordOf } from './fields.ts';

/** The version in a reply of `/api/version`; undefined when something else than Ollama answered. */
export function readVersion(reply: unknown): string | undefined {
  const version = recordOf(reply)?.['version'];
  return typeof version === 'string' && /^\d[\w.+-]{0,63}$/.test(version) ? version : undefined;
}
