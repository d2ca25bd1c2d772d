import assert from 'node:assert/strict';
import type { Context } from 'mocha';
import { imageBytes, inspectImage } from '../../support/images/buildImage.ts';
import { missingImageParts } from '../../support/images/imageStore.ts';
import { runContainer, type RunOptions, type RunningContainer } from '../../support/images/runContainer.ts';

/** Skips with the reason where images cannot be built; fails where everything is required. */
export function requireImages(context: Context): void {
  const missing = missingImageParts();
  if (missing === undefined) return;
  assert.notEqual(process.env['AI_STACK_REQUIRE_ALL'], '1', missing);
  console.log(`      skipped: ${missing}`);
  context.skip();
}

/** What Cloud Run asks of a container, and what the guide does: proven at the running container. */
export async function proveImage(
  options: RunOptions,
  talk: (container: RunningContainer) => Promise<void>,
): Promise<void> {
  const image = inspectImage(options.image);
  assert.match(image.user, /^[1-9]\d*(?::\d+)?$/, 'USER is a number other than 0');
  assert.equal(image.healthcheck?.[0], 'CMD', 'HEALTHCHECK is in exec form');
  const container = await runContainer(options);
  try {
    const identity = container.identity();
    assert.equal(String(identity.uid), image.user.split(':')[0]);
    assert.equal(identity.capabilities, 0n, 'it has no capability');
    assert.ok(identity.hasReadOnlyRoot, 'its root file system is mounted read-only');
    assert.doesNotMatch(identity.program, /^(?:sh|bash|dash)$/, 'no shell stands between it and SIGTERM');
    await talk(container);
    const health = container.healthcheck();
    assert.equal(health.status, 0, `HEALTHCHECK: ${health.output}\n${container.logs()}`);
    assert.match(container.writeAsRoot().output, /[Rr]ead-only file system/);
    const stopped = await container.stop();
    assert.ok(
      !stopped.killed && stopped.seconds < 2,
      `SIGTERM took ${stopped.seconds} s:\n${container.logs()}`,
    );
    const size = `${Math.round(imageBytes(options.image) / 1e6)} MB`;
    const times = `ready in ${container.startSeconds.toFixed(1)} s, SIGTERM in ${stopped.seconds.toFixed(2)} s`;
    console.log(`      ${size}, ${times}`);
  } finally {
    await container.stop();
  }
}
