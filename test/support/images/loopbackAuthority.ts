import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageFolder } from './imageStore.ts';

/** Hosts of the world for which a server on the loopback address stands in, in builds alone. */
export const standInHosts = ['download.pytorch.org', 'huggingface.co', 'registry.ollama.ai'] as const;

/** An authority that only the stand-in images know, and a certificate of it for the hosts above. */
export interface LoopbackAuthority {
  /** The authority's own certificate, for the images. */
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

/** Makes both with openssl, once for a cache: images that are kept there know the authority. */
export function loopbackAuthority(): LoopbackAuthority {
  const folder = join(imageFolder, 'authority');
  if (!existsSync(folder)) makeAuthority(folder);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { authority: read('ca.pem'), cert: read('leaf.pem'), key: read('leaf.key') };
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function makeAuthority(folder: string): void {
  const draft = `${folder}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: draft, encoding: 'utf8', timeout: 60_000 });
    if (status !== 0) throw new Error(`openssl could not make a certificate: ${stderr}`);
  };
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '3650',
    '-subj',
    '/CN=Loopback authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  openssl('req', ...newKey, '-subj', '/CN=loopback', '-keyout', 'leaf.key', '-out', 'leaf.csr');
  // Rustls, which uv has, takes an authority's own certificate for no server.
  const names = standInHosts.map((host) => `DNS:${host}`).join(',');
  writeFileSync(
    join(draft, 'leaf.ext'),
    `subjectAltName=${names}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '3650',
    '-extfile',
    'leaf.ext',
    '-out',
    'leaf.pem',
  );
  // Nobody can vouch with it again.
  rmSync(join(draft, 'ca.key'));
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was first.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}
