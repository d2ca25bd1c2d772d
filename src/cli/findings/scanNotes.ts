import type { ScanNote } from '../../node/secretScan/scanBatch.ts';
import { sizeLimit } from '../../core/secrets/scanFile.ts';

/** Why something was not scanned, as JSON tells it. */
export interface ToldNote {
  readonly file: string;
  readonly message: string;
}

const megabyte = 1024 * 1024;

/** What a note says, in a sentence that stands after the file's path. */
export function noteWords({ file, reason, size = 0 }: ScanNote): string {
  if (reason === 'vanished') return 'was gone before it could be scanned.';
  if (reason === 'unreadable') return 'could not be read, so it was not scanned. Check its permissions.';
  if (reason === 'binary') return 'is no text, so it was not scanned.';
  if (reason === 'slow') return 'took too long, so it was given up. Check the patterns of your own rules.';
  if (reason === 'broken')
    return 'brought the scan down, so it was left out. Please report the form of the file.';
  const megabytes = (size / megabyte).toFixed(1);
  return `has ${megabytes} MB, so it was not scanned: the limit is ${sizeLimit(file) / megabyte} MB. Split it, or check that it holds no secret.`;
}
