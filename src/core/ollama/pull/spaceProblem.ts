import { byteWords } from '../details/quantities.ts';

/** Left free on the disk: a full one breaks more than a pull. */
const spareBytes = 500_000_000;

/**
 * Why a download will not fit on the disk, as a sentence; undefined where it will. `folder` is where the server keeps
 * its models, `freeBytes` what that disk has left for it.
 */
export function spaceProblem(disk: {
  readonly neededBytes: number;
  readonly freeBytes: number;
  readonly folder: string;
}): string | undefined {
  const { neededBytes, freeBytes, folder } = disk;
  if (neededBytes + spareBytes <= freeBytes) return undefined;
  return `The download takes ${byteWords(neededBytes)}, but the disk with ${folder} has ${byteWords(freeBytes)} free.`;
}
