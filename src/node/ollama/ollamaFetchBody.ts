import type { ClientRequest, IncomingMessage } from 'node:http';
import { TransportError } from '../../core/ollama/client/transport.ts';
import type { Deadlines } from './ollamaFetchDeadlines.ts';

/**
 * An answer's body as a web stream that reads no faster than it is read. Cancelling it closes the connection.
 * `mostBytes`: a longer body breaks off with a `TransportError`.
 */
export function bodyStream(
  request: ClientRequest,
  response: IncomingMessage,
  deadlines: Deadlines,
  mostBytes = Infinity,
): ReadableStream<Uint8Array> {
  let size = 0;
  let over = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const fail = (error: Error): void => {
        if (over) return;
        over = true;
        controller.error(error);
      };
      response.pause();
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        if (size > mostBytes) {
          request.destroy(new TransportError('TOO_LONG'));
          return;
        }
        deadlines.pause();
        response.pause();
        if (!over) controller.enqueue(chunk);
      });
      response.once('end', () => {
        if (over) return;
        over = true;
        controller.close();
      });
      response.on('error', fail);
      request.on('error', fail);
      // Without an error and without its end: the other side hung up.
      response.once('close', () => fail(Object.assign(new Error('closed early'), { code: 'ECONNRESET' })));
    },
    pull() {
      deadlines.sawBytes();
      response.resume();
    },
    cancel() {
      over = true;
      request.destroy();
    },
  });
}
