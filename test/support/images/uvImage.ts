import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { buildah, buildahNow, hasImage } from './imageStore.ts';
import { pythonImage } from './pythonImage.ts';

/** Makes the image that stands in for `ghcr.io/astral-sh/uv:<version>` from the real uv in its wheel, once. */
export async function uvImage(version: string): Promise<string> {
  const name = `localhost/uv:${version}`;
  if (hasImage(name)) return name;
  const folder = temporaryFolder('uv-image');
  const [wheels, programs] = [join(folder, 'wheels'), join(folder, 'programs')];
  for (const each of [wheels, programs]) mkdirSync(each);
  const python = buildahNow('from', '--pull-never', await pythonImage('3.13'));
  try {
    await buildah(['run', '--volume', `${folder}:/out`, python, '--', 'sh', '-euc', unpack(version)], 300);
  } finally {
    buildahNow('rm', python);
  }
  if (!readdirSync(programs).includes('uv')) throw new Error(`The wheel of uv ${version} has no program.`);
  const container = buildahNow('from', 'scratch');
  try {
    buildahNow('copy', container, programs, '/');
    buildahNow('config', '--entrypoint', '["/uv"]', container);
    await buildah(['commit', '--format', 'docker', container, name]);
  } finally {
    buildahNow('rm', container);
  }
  rmSync(folder, { recursive: true, force: true });
  return name;
}

function unpack(version: string): string {
  return [
    `python -m pip download --quiet --no-deps --no-cache-dir --dest /out/wheels uv==${version}`,
    'cd /out/programs && python -m zipfile -e /out/wheels/uv-*.whl /tmp/uv',
    'install -m 755 /tmp/uv/uv-*.data/scripts/uv /tmp/uv/uv-*.data/scripts/uvx /out/programs/',
  ].join('\n');
}
