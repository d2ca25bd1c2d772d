// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import type { Http } from '../core/ports.ts';

const mostBytes = 5_000_000;

/**
 * GET requests with a deadline over connection and body. Redirects are not followed, so that no host is contacted
 * but the one asked for. Rejects when the body is longer than 5 MB.
 */
export const nodeHttp: Http = {
  async get(url, timeoutMs) {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: await readText(response) };
  },
};

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > mostBytes) throw new Error(`the answer of ${response.url} is longer than ${mostBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
