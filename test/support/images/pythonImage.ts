import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import {
  buildah,
  buildahNow,
  hasImage,
  imageFolder,
  recipeHash,
  removeEarlier,
  runProgram,
} from './imageStore.ts';
import { loopbackAuthority } from './loopbackAuthority.ts';

/** Debian releases by the Python that they have. */
const releases: Readonly<Record<string, string>> = { '3.11': 'bookworm', '3.13': 'trixie' };

export const standInPythons = Object.keys(releases);

const packages = 'python3,python3-venv,python3-pip,ca-certificates,netbase,tzdata';

/** As in the official slim images: no documentation, no recommended packages. */
export const slimOptions = [
  '--variant=minbase',
  '--aptopt=Apt::Install-Recommends "false"',
  ...['man', 'doc', 'locale', 'info'].map((kind) => `--dpkgopt=path-exclude=/usr/share/${kind}/*`),
];

const bundle = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Makes the image that stands in for `python:<version>-slim` from Debian, once, and returns its name in the store.
 * It trusts whom this machine trusts and the tests' own authority, and reaches PyPI as this machine does.
 */
export async function pythonImage(version: string): Promise<string> {
  const release = releases[version];
  if (release === undefined) {
    throw new Error(
      `Debian has no Python ${version}; there are stand-ins for ${standInPythons.join(' and ')}.`,
    );
  }
  const recipe = [
    release,
    packages,
    ...slimOptions,
    ...customizeHooks('ROOT', 'FILES'),
    trusted(),
    pipSettings(),
  ];
  const name = `localhost/python-${version}:${recipeHash(...recipe)}`;
  if (!hasImage(name)) await makeImage(name, release);
  return name;
}

async function makeImage(name: string, release: string): Promise<void> {
  console.log(`Making a stand-in for python:slim from Debian ${release} (once, about half a minute).`);
  mkdirSync(imageFolder, { recursive: true });
  const folder = temporaryFolder('python-image');
  writeFileSync(join(folder, 'trusted.crt'), trusted());
  writeFileSync(join(folder, 'pip.conf'), pipSettings());
  const tar = join(folder, 'root.tar');
  const hooks = customizeHooks('$1', folder).map((hook) => `--customize-hook=${hook}`);
  await runProgram('mmdebstrap', [...slimOptions, `--include=${packages}`, ...hooks, release, tar], {
    timeoutSeconds: 600,
  });
  await commitRoot(name, tar);
  rmSync(folder, { recursive: true, force: true });
}

/** Shell commands that make Debian's Python look like the official image's. */
function customizeHooks(root: string, files: string): string[] {
  return [
    `ln -s /usr/bin/python3 "${root}/usr/local/bin/python3" && ln -s /usr/bin/python3 "${root}/usr/local/bin/python"`,
    `rm -f "${root}"/usr/lib/python3*/EXTERNALLY-MANAGED`,
    `cp "${files}/trusted.crt" "${root}/usr/local/share/ca-certificates/trusted.crt" && chroot "${root}" update-ca-certificates`,
    `cp "${files}/pip.conf" "${root}/etc/pip.conf"`,
  ];
}

async function commitRoot(name: string, tar: string): Promise<void> {
  const container = buildahNow('from', 'scratch');
  try {
    await buildah(['add', container, tar, '/'], 300);
    const settings = {
      PATH: '/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      // For clients that bring authorities of their own.
      SSL_CERT_FILE: bundle,
      REQUESTS_CA_BUNDLE: bundle,
      PIP_CERT: bundle,
    };
    const env = Object.entries(settings).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    buildahNow('config', ...env, '--cmd', '["python3"]', container);
    await buildah(['commit', '--format', 'docker', container, name], 300);
    removeEarlier(name);
  } finally {
    buildahNow('rm', container);
  }
}

/** Certificates of authorities: this machine's and the tests' own. */
function trusted(): string {
  const file = process.env['SSL_CERT_FILE'] ?? bundle;
  return `${existsSync(file) ? readFileSync(file, 'utf8') : ''}${loopbackAuthority().authority}`;
}

/** This machine's way to PyPI, where it is not the usual one. */
function pipSettings(): string {
  const settings = { 'index-url': process.env['PIP_INDEX_URL'], timeout: process.env['PIP_DEFAULT_TIMEOUT'] };
  const lines = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} = ${value}`],
  );
  return ['[global]', 'disable-pip-version-check = true', ...lines, ''].join('\n');
}
