import type { ProgressEvent } from '../../models.ts';
import { countOf, digestOf, labelOf, positiveOf, type JsonRecord } from './fields.ts';
import { present } from './modelTraits.ts';

/** One line of the stream of `/api/pull` or `/api/create`; undefined for a line that is none. */
export function readProgressEvent(line: JsonRecord): ProgressEvent | undefined {
  const status = labelOf(line['status']);
  if (status === undefined || status === '') return undefined;
  const totalBytes = positiveOf(line['total']);
  const completedBytes = countOf(line['completed']);
  return present({
    status,
    digest: digestOf(line['digest']),
    totalBytes,
    // Go leaves zero out: a layer of which nothing is there yet has a total only.
    completedBytes: completedBytes ?? (totalBytes === undefined ? undefined : 0),
  });
}
