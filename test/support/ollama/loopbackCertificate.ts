import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../host/findProgram.ts';
import { temporaryFolder } from '../host/folders.ts';

/** A certificate for the loopback address that nobody knows, unless `file` is made an authority. */
export interface LoopbackCertificate {
  readonly cert: string;
  readonly key: string;
  /** The certificate's own file: `SSL_CERT_FILE` makes Go programs on Linux trust it. */
  readonly file: string;
}

/** Makes one with openssl; undefined where there is none, or where Go takes its authorities from the system alone. */
export function loopbackCertificate(): LoopbackCertificate | undefined {
  const openssl = findProgram('openssl');
  if (openssl === undefined || process.platform !== 'linux') return undefined;
  const folder = temporaryFolder('certificate');
  const [file, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const kind = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  const names = ['-subj', '/CN=loopback', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const { status, stderr } = spawnSync(openssl, [...kind, ...names, '-keyout', keyFile, '-out', file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`openssl could not make a certificate: ${stderr}`);
  return { file, cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}
