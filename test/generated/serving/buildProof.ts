import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { dockerfile } from '../../../src/core/generate/dockerfile.ts';
import { buildImage, imageBytes, inspectImage, removeImages } from '../../support/images/buildImage.ts';
import { missingImageParts } from '../../support/images/imageStore.ts';
import { lockProject, projectFolder } from '../../support/images/lockProject.ts';
import { runContainer, type RunOptions, type RunningContainer } from '../../support/images/runContainer.ts';
import { generateInto } from '../../support/images/generateInto.ts';
import type { SmallProject } from './buildProjects.ts';

/** Skips with the reason where images cannot be built; fails where everything is required. */
export function requireImages(context: Context): void {
  const missing = missingImageParts();
  if (missing === undefined) return;
  assert.notEqual(process.env['AI_STACK_REQUIRE_ALL'], '1', missing);
  console.log(`      skipped: ${missing}`);
  context.skip();
}

/** Writes the project, has the generator make its container, builds it as it is, and asks it. */
export async function proveProject(project: SmallProject): Promise<void> {
  const folder = projectFolder(project.files);
  for (const lockFile of project.locks ?? []) await lockProject(folder, lockFile);
  await generateInto(folder, dockerfile, { python: '3.13', ...project.values });
  const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  assert.match(text, project.has);
  await buildAndProve(folder, { readyPath: project.readyPath ?? '/health' }, async ({ baseUrl }) => {
    const answer = await fetch(`${baseUrl}${project.path ?? '/'}`, { headers: { connection: 'close' } });
    assert.match(await answer.text(), project.answers);
  });
}

let built = 0;

/** Builds the Dockerfile of a folder, proves what comes of it and takes it away again. */
export async function buildAndProve(
  folder: string,
  options: Omit<RunOptions, 'image'> & { readonly hosts?: readonly string[] },
  talk: (container: RunningContainer) => Promise<void>,
): Promise<void> {
  const { hosts, ...run } = options;
  const tag = `ai-stack-test-${process.pid}-${++built}`;
  try {
    const { seconds } = await buildImage({ context: folder, tag, ...(hosts && { hosts }) });
    const proof = await proveImage({ image: tag, ...run }, talk);
    console.log(`      built in ${seconds.toFixed(1)} s, ${proof}`);
  } finally {
    removeImages(tag);
  }
}

/**
 * What Cloud Run asks of a container, and what the guide does, proven at the running container: not root, nothing
 * written, its own health check, and an end within two seconds of SIGTERM. Returns what was measured.
 */
export async function proveImage(
  options: RunOptions,
  talk: (container: RunningContainer) => Promise<void>,
): Promise<string> {
  const image = inspectImage(options.image);
  assert.match(image.user, /^[1-9]\d*(?::\d+)?$/, 'USER is a number other than 0');
  assert.equal(image.healthcheck?.[0], 'CMD', 'HEALTHCHECK is in exec form');
  const container = await runContainer(options);
  try {
    proveIdentity(container, image.user);
    await talk(container);
    const health = container.healthcheck();
    assert.equal(health.status, 0, `HEALTHCHECK: ${health.output}\n${container.logs()}`);
    assert.match(container.writeAsRoot().output, /[Rr]ead-only file system/);
    const stopSeconds = await proveStop(container, options);
    const size = `${Math.round(imageBytes(options.image) / 1e6)} MB`;
    return `${size}, ready in ${container.startSeconds.toFixed(1)} s, SIGTERM in ${stopSeconds.toFixed(2)} s`;
  } finally {
    await container.stop();
  }
}

function proveIdentity(container: RunningContainer, user: string): void {
  const identity = container.identity();
  assert.equal(String(identity.uid), user.split(':')[0]);
  assert.equal(identity.capabilities, 0n, 'it has no capability');
  assert.ok(identity.noNewPrivileges);
  assert.ok(identity.hasReadOnlyRoot, 'its root file system is mounted read-only');
  assert.doesNotMatch(identity.program, /^(?:sh|bash|dash)$/, 'no shell stands between it and SIGTERM');
}

const mostSeconds = 2;

/** The best of three, as this machine may be busy with something else. */
async function proveStop(first: RunningContainer, options: RunOptions): Promise<number> {
  const seconds: number[] = [];
  for (let container = first; ; container = await runContainer(options)) {
    const stopped = await container.stop();
    assert.ok(!stopped.killed, `SIGTERM was not enough:\n${container.logs()}`);
    seconds.push(stopped.seconds);
    if (stopped.seconds < mostSeconds) return stopped.seconds;
    assert.ok(seconds.length < 3, `SIGTERM took ${seconds.join(', ')} s:\n${container.logs()}`);
  }
}
