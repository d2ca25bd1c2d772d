import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildah, buildahNow, hasImage, recipeHash, removeEarlier } from './imageStore.ts';
import { pythonImage } from './pythonImage.ts';

const server = join(import.meta.dirname, 'engineServer.py');

/** What is known of each engine's image: its program, its entry point and its users (see media/catalog/serving.yaml). */
const engines = {
  vllm: { program: 'vllm', entrypoint: ['vllm', 'serve'], user: '--uid 2000 --gid 0 vllm' },
  'tensorrt-llm': { program: 'trtllm-serve', entrypoint: ['/opt/entrypoint.sh'], user: undefined },
} as const;

/**
 * Makes an image with the shape of an engine's own: its program's name, entry point and user, Python and the hub's
 * client, but no engine. It proves how a Dockerfile builds on it, starts it, stops it and fills its arguments in.
 */
export async function engineImage(engine: keyof typeof engines): Promise<string> {
  const { program, entrypoint, user } = engines[engine];
  const base = await pythonImage('3.13');
  const setUp = [
    'pip install --quiet --root-user-action=ignore huggingface_hub',
    // `#!` first, so that it is a program of its own.
    `{ echo '#!/usr/bin/env python3'; cat /engineServer.py; } > /usr/local/bin/${program}`,
    `chmod 755 /usr/local/bin/${program}`,
    `printf '#!/bin/sh\\nexec "$@"\\n' > /opt/entrypoint.sh && chmod 755 /opt/entrypoint.sh`,
    ...(user === undefined ? [] : [`useradd --create-home ${user}`]),
    'rm /engineServer.py',
  ].join('\n');
  const name = `localhost/${engine}:${recipeHash(base, setUp, readFileSync(server, 'utf8'))}`;
  if (hasImage(name)) return name;
  const container = buildahNow('from', '--pull-never', base);
  try {
    buildahNow('copy', container, server, '/engineServer.py');
    await buildah(['run', container, '--', 'sh', '-euc', setUp], 300);
    buildahNow('config', '--entrypoint', JSON.stringify(entrypoint), '--cmd', '', container);
    await buildah(['commit', '--format', 'docker', container, name]);
    removeEarlier(name);
  } finally {
    buildahNow('rm', container);
  }
  return name;
}
