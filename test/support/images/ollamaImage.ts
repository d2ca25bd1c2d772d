import { statSync } from 'node:fs';
import { buildOllama, ollamaVersion } from '../ollama/buildOllama.ts';
import { buildah, buildahNow, hasImage, recipeHash, removeEarlier } from './imageStore.ts';
import { pythonImage } from './pythonImage.ts';

/**
 * Makes the image that stands in for `ollama/ollama`, once for each program: the server that the tests build, on
 * Debian, with the entry point and the settings of the official image (its Dockerfile, as of 2026-08).
 */
export async function ollamaImage(): Promise<string> {
  const program = process.env['AI_STACK_OLLAMA'] ?? (await buildOllama());
  const base = await pythonImage('3.13');
  const name = `localhost/ollama:${recipeHash(base, ollamaVersion, String(statSync(program).mtimeMs))}`;
  if (hasImage(name)) return name;
  const container = buildahNow('from', '--pull-never', base);
  try {
    await buildah(['run', container, '--', 'apt-get', 'update', '-qq']);
    await buildah(['run', container, '--', 'sh', '-c', 'rm -rf /var/lib/apt/lists/*']);
    buildahNow('copy', '--chmod', '755', container, program, '/usr/bin/ollama');
    const settings = [
      'OLLAMA_HOST=0.0.0.0:11434',
      'LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64',
    ];
    const env = settings.flatMap((setting) => ['--env', setting]);
    buildahNow(
      'config',
      ...env,
      '--port',
      '11434',
      '--entrypoint',
      '["/bin/ollama"]',
      '--cmd',
      'serve',
      container,
    );
    await buildah(['commit', '--format', 'docker', container, name]);
    removeEarlier(name);
  } finally {
    buildahNow('rm', container);
  }
  return name;
}
