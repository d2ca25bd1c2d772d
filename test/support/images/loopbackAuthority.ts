import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageFolder, recipeHash } from './imageStore.ts';

/** Hosts of the world for which a server on the loopback address stands in, in builds alone. */
export const standInHosts = ['download.pytorch.org', 'huggingface.co', 'registry.ollama.ai'] as const;

/** An authority that only the stand-in images know, and a certificate of it for the hosts above. */
export interface LoopbackAuthority {
  /** The authority's own certificate, for the images. */
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const days = ['-days', '3650'];

/** What Python 3.13 and Rustls ask of an authority and of a server: RFC 5280 to the letter, and no one that is both. */
const authorityExtensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
const serverExtensions = [
  `subjectAltName=${standInHosts.map((host) => `DNS:${host}`).join(',')}`,
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
];

/** Makes both with openssl, once for a cache: images that are kept there know the authority. */
export function loopbackAuthority(): LoopbackAuthority {
  const recipe = recipeHash(...newKey, ...days, ...authorityExtensions, ...serverExtensions);
  const folder = join(imageFolder, `authority-${recipe}`);
  if (!existsSync(folder)) makeAuthority(folder);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { authority: read('ca.pem'), cert: read('leaf.pem'), key: read('leaf.key') };
}

function makeAuthority(folder: string): void {
  const draft = `${folder}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: draft, encoding: 'utf8', timeout: 60_000 });
    if (status !== 0) throw new Error(`openssl could not make a certificate: ${stderr}`);
  };
  // A configuration of our own: with the system's, extensions would be there twice.
  writeFileSync(join(draft, 'openssl.cnf'), '[req]\ndistinguished_name = name\n[name]\n');
  const configuration = ['-config', 'openssl.cnf'];
  const vouching = authorityExtensions.flatMap((extension) => ['-addext', extension]);
  const authority = ['-subj', '/CN=Loopback authority', '-keyout', 'ca.key', '-out', 'ca.pem'];
  openssl('req', ...configuration, '-x509', ...newKey, ...days, ...vouching, ...authority);
  const server = ['-subj', '/CN=loopback', '-keyout', 'leaf.key', '-out', 'leaf.csr'];
  openssl('req', ...configuration, ...newKey, ...server);
  writeFileSync(join(draft, 'leaf.ext'), `${serverExtensions.join('\n')}\n`);
  const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  openssl('x509', '-req', '-in', 'leaf.csr', ...issuer, ...days, '-extfile', 'leaf.ext', '-out', 'leaf.pem');
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
