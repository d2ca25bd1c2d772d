import assert from 'node:assert/strict';
import { createOllamaClient } from '../../src/core/ollama/client/createOllamaClient.ts';
import type { OllamaClient } from '../../src/core/ollama/client/ollamaClient.ts';
import { OllamaError } from '../../src/core/ollama/client/ollamaErrors.ts';
import type { OllamaErrorKind } from '../../src/core/ollama/client/describedError.ts';
import type { Transport } from '../../src/core/ollama/client/transport.ts';
import type { ProgressEvent } from '../../src/core/ollama/models.ts';
import { ollamaFetch } from '../../src/node/ollama/ollamaFetch.ts';

/** Our client, on the network, of a real server. */
export function clientOf(server: { readonly endpoint: string }): OllamaClient {
  return createOllamaClient({ endpoint: server.endpoint, fetch: ollamaFetch });
}

/** The same, but the server may pull by plain HTTP, as from a registry on the loopback address. */
export function insecureClientOf(server: { readonly endpoint: string }): OllamaClient {
  const fetch: Transport = (url, init) => {
    if (!url.endsWith('/api/pull')) return ollamaFetch(url, init);
    assert.equal(typeof init.body, 'string');
    const body = { ...(JSON.parse(init.body as string) as object), insecure: true };
    return ollamaFetch(url, { ...init, body: JSON.stringify(body) });
  };
  return createOllamaClient({ endpoint: server.endpoint, fetch });
}

/** Reads a stream of progress to its end. */
export async function allOf(events: AsyncIterable<ProgressEvent>): Promise<ProgressEvent[]> {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Asserts that this fails with an error of this kind, one plain sentence and a remedy, and returns it. */
export async function failsWith(kind: OllamaErrorKind, work: Promise<unknown>): Promise<OllamaError> {
  const error: unknown = await work.then(
    (value) => assert.fail(`It was expected to fail with ${kind}, but gave ${JSON.stringify(value)}.`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof OllamaError, String(error));
  assert.equal(error.kind, kind, error.message);
  assert.match(error.message, /^[^\n]{10,400}\.$/);
  assert.match(error.remedy, /^[^\n]{10,400}\.$/);
  return error;
}

/** Asks until the condition holds. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `Waited 20 s in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
