import { TransportError } from './transport.ts';

/** Characters of a line: the longest that Ollama writes in a stream of progress is a few hundred. */
export const longestLine = 1_000_000;

/**
 * The values of a body with one JSON text a line; empty lines are left out. Rejects with a `SyntaxError` for a line
 * that is none, and with a `TransportError` for one that is longer than `longestLine`, so that memory stays bounded.
 * Leaving the loop cancels the body.
 */
export async function* readNdjson(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const text = done ? `${decoder.decode()}\n` : decoder.decode(value, { stream: true });
      const [first = '', ...more] = text.split('\n');
      rest.push(first);
      length += first.length;
      for (const next of more) {
        yield* parseLine(rest.join(''));
        rest = [next];
        length = next.length;
      }
      if (length > longestLine) throw new TransportError('TOO_LONG');
      if (done) return;
    }
  } finally {
    // Closes the connection where the body is not at its end; a body that broke off refuses, which is no news.
    await reader.cancel().catch(() => undefined);
  }
}

function* parseLine(line: string): Generator<unknown, void> {
  if (line.length > longestLine) throw new TransportError('TOO_LONG');
  if (line.trim() !== '') yield JSON.parse(line);
}
