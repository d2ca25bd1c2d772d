import type { ProgressEvent } from '../models.ts';
import { notOllamaError, streamError, truncatedError } from './ollamaErrors.ts';
import { readNdjson } from './ndjson.ts';
import { recordOf, textOf } from './replies/fields.ts';
import { readProgressEvent } from './replies/progressEvent.ts';
import type { Ask, Wire } from './wire.ts';

/**
 * Posts a request and follows the stream of progress that answers it, until its `success`. Rejects for an error in
 * the stream, and where it ends before its time. Leaving the loop closes the connection.
 */
export async function* followProgress(
  wire: Wire,
  ask: Ask,
  body: object,
  onStatus: (status: string) => void = () => undefined,
): AsyncGenerator<ProgressEvent, void> {
  const response = await wire.send(ask, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/x-ndjson' },
    body: JSON.stringify(body),
  });
  const lines = response.body ? readNdjson(response.body) : undefined;
  let any = false;
  try {
    for (;;) {
      const { done, value } = lines
        ? await wire.guard(ask, () => lines.next())
        : { done: true, value: undefined };
      if (done) break;
      const event = readLine(wire, ask, value);
      // A line without a status is one of a future version's.
      if (!event) continue;
      any = true;
      onStatus(event.status);
      yield event;
      if (event.status === 'success') return;
    }
  } finally {
    await lines?.return();
  }
  throw any ? truncatedError(wire.asked(ask)) : notOllamaError(wire.asked(ask));
}

function readLine(wire: Wire, ask: Ask, value: unknown): ProgressEvent | undefined {
  const line = recordOf(value);
  if (!line) throw notOllamaError(wire.asked(ask));
  const words = textOf(line['error']);
  if (words !== undefined) throw streamError(words, wire.asked(ask));
  return readProgressEvent(line);
}
