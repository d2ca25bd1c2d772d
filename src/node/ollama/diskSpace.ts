import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What decides where the server keeps its models. */
export interface ModelsFolderFacts {
  /** As Node's `process.platform`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Tells whether a folder is there; for tests. */
  readonly exists?: (path: string) => boolean;
}

/** Where the Linux installer's service keeps its models: the home of the user `ollama`. */
const serviceFolder = '/usr/share/ollama/.ollama/models';

/**
 * Where a server on this machine keeps its models: OLLAMA_MODELS, else the home of the Linux service where that is
 * installed, else `~/.ollama/models`. A server that was started with other variables may have another place.
 * Source: the server's `envconfig/config.go` and its install script.
 */
export function modelsFolder({ platform, env, home, exists = existsSync }: ModelsFolderFacts): string {
  const configured = (env['OLLAMA_MODELS'] ?? '').trim().replace(/^["']|["']$/g, '');
  if (configured !== '') return configured;
  if (platform === 'linux' && exists(dirname(dirname(serviceFolder)))) return serviceFolder;
  return join(home, '.ollama', 'models');
}

/** Bytes that are free for a folder, which need not be there yet; undefined where the system does not tell. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch {
      // The nearest folder above that is there, and may be looked at, is on the same disk in all likelihood.
      if (dirname(at) === at) return undefined;
    }
  }
}
