import { byteWords } from '../details/quantities.ts';

/** Left free on the disk: a full one breaks more than a pull. */
const spareBytes = 500_000_000;

/**
 * Why a download, or `what`, will not fit on the disk, as a sentence; undefined where it will. `folder` is where the server keeps
 * its models, `freeBytes` what that disk has left for it.
 */
export function spaceProblem(disk: {
  readonly neededBytes: number;
  readonly freeBytes: number;
  readonly folder: string;
  readonly what?: string | undefined;
}): string | undefined {
  const { neededBytes, freeBytes, folder, what = 'download' } = disk;
  if (neededBytes + spareBytes <= freeBytes) return undefined;
  return `The ${what} takes ${byteWords(neededBytes)}, but the disk with ${folder} has ${byteWords(freeBytes)} free.`;
}
