import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../ollama/holdLock.ts';
import { buildahNow, imageFolder } from './imageStore.ts';
import { engineImage } from './engineImage.ts';
import { ollamaImage } from './ollamaImage.ts';
import { pythonImage } from './pythonImage.ts';
import { uvImage } from './uvImage.ts';

/** Which image stands in for a public one, by its name without a digest. */
const makers: readonly { readonly pattern: RegExp; readonly make: (version: string) => Promise<string> }[] = [
  { pattern: /^python:(\d+\.\d+)[\w.-]*$/, make: pythonImage },
  { pattern: /^ghcr\.io\/astral-sh\/uv:(\d+\.\d+\.\d+)$/, make: uvImage },
  { pattern: /^ollama\/ollama:(.+)$/, make: ollamaImage },
  { pattern: /^vllm\/vllm-openai:(.+)$/, make: () => engineImage('vllm') },
  { pattern: /^nvcr\.io\/nvidia\/tensorrt-llm\/release:(.+)$/, make: () => engineImage('tensorrt-llm') },
];

/** The public images that a Dockerfile builds on, without digests, each once. */
export function imagesOf(dockerfile: string): string[] {
  const stages = new Set<string>(['scratch']);
  const images = new Set<string>();
  for (const line of dockerfile.split('\n')) {
    const from = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line);
    const named = from?.[1] ?? /^\s*COPY\s+.*--from=(\S+)/i.exec(line)?.[1];
    if (named !== undefined && !stages.has(named)) images.add(withoutDigest(named));
    if (from?.[2] !== undefined) stages.add(from[2]);
  }
  return [...images];
}

export function withoutDigest(image: string): string {
  return image.replace(/@sha256:[0-9a-f]{64}/, '');
}

/** Makes what stands in for these images and gives it their names in the tests' own store. */
export async function provideImages(images: readonly string[]): Promise<void> {
  mkdirSync(imageFolder, { recursive: true });
  const unlock = await holdLock(join(imageFolder, 'stand-ins.lock'));
  try {
    for (const image of images) {
      buildahNow('tag', await standInFor(image), fullName(image));
    }
  } finally {
    unlock();
  }
}

function standInFor(image: string): Promise<string> {
  for (const { pattern, make } of makers) {
    const version = pattern.exec(image)?.[1];
    if (version !== undefined) return make(version);
  }
  throw new Error(`Nothing stands in for the image ${image}.`);
}

/** Names without a registry are Docker Hub's, and those without a folder its library's. */
function fullName(image: string): string {
  if (/^[\w-]+\.[\w.-]+\//.test(image)) return image;
  return `docker.io/${image.includes('/') ? '' : 'library/'}${image}`;
}
