import { Ollama } from 'ollama/browser';
import type { Asked } from './describedError.ts';
import { networkError, notOllamaError, statusError } from './ollamaErrors.ts';
import { TransportError, type Transport, type TransportInit } from './transport.ts';

/** Bytes of a reply that is read whole. `/api/show` of a model with a long licence has some hundred thousand. */
const mostReplyBytes = 16_000_000;
/** Of the body of a failure, which is a sentence. */
const mostErrorBytes = 20_000;

/** What one request asks for: where, about which model, until when. */
export interface Ask {
  readonly path: string;
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a byte until the request is given up. */
  readonly idleMs: number | (() => number);
  /** For all of it. */
  readonly deadlineMs?: number;
}

/** Requests to one server, and its answers as far as they are the same for all endpoints. */
export class Wire {
  readonly endpoint: string;
  readonly #transport: Transport;

  constructor(endpoint: string, transport: Transport) {
    this.endpoint = endpoint;
    this.#transport = transport;
  }

  /**
   * Asks through the `ollama` package and checks the reply; `check` gives undefined for one that is not Ollama's. The
   * package gets whole bodies of good answers only, so that it has nothing to print.
   */
  async viaPackage<T>(
    ask: Ask,
    call: (ollama: Ollama) => Promise<unknown>,
    check: (reply: unknown) => T | undefined,
  ): Promise<T> {
    const fetch = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
      const response = await this.send(ask, { ...plainInit(init), mostBytes: mostReplyBytes });
      return new Response(await this.guard(ask, () => readText(response, mostReplyBytes)));
    };
    const reply = await this.guard(ask, () => call(new Ollama({ host: this.endpoint, fetch })));
    const checked = check(reply);
    if (checked === undefined) throw notOllamaError(this.asked(ask));
    return checked;
  }

  /** Sends a request and sees to it that the answer is one of 2xx, or of the statuses in `fine`. */
  async send(ask: Ask, init: TransportInit, fine: readonly number[] = []): Promise<Response> {
    const { idleMs, signal, deadlineMs } = ask;
    return this.guard(ask, async () => {
      const response = await this.#transport(this.endpoint + ask.path, {
        ...init,
        signal,
        idleMs: typeof idleMs === 'number' ? () => idleMs : idleMs,
        deadlineMs,
      });
      if (response.ok || fine.includes(response.status)) return response;
      const body = await readText(response, mostErrorBytes, 'cut').catch(() => '');
      const location = response.headers.get('location');
      throw statusError({ status: response.status, body, location }, this.asked(ask));
    });
  }

  /** Runs a step of an exchange, and puts whatever it throws in words. */
  async guard<T>(ask: Ask, step: () => Promise<T>): Promise<T> {
    if (ask.signal?.aborted) throw abortError(ask.signal);
    try {
      return await step();
    } catch (error) {
      throw this.inWords(ask, error);
    }
  }

  /** The error that a caller of `OllamaClient` gets for one that was thrown on the way. */
  inWords(ask: Ask, error: unknown): Error {
    if (ask.signal?.aborted) return abortError(ask.signal);
    // What parsing JSON throws: the answer is none of Ollama's.
    return error instanceof SyntaxError
      ? notOllamaError(this.asked(ask))
      : networkError(error, this.asked(ask));
  }

  asked({ path, model }: Ask): Asked {
    return { endpoint: this.endpoint, path, model };
  }
}

/** What the package asks for, without what it reads from the environment: a key for the vendor's own host. */
function plainInit({ method, headers, body }: RequestInit): TransportInit {
  const sent = Object.entries(headers as Record<string, string>);
  const plain = sent.filter(([name]) => name.toLowerCase() !== 'authorization');
  return { method, headers: Object.fromEntries(plain), body: typeof body === 'string' ? body : null };
}

/** A body as text: at most `mostBytes` of it. A longer one rejects, or is cut. */
async function readText(
  response: Response,
  mostBytes: number,
  longer: 'reject' | 'cut' = 'reject',
): Promise<string> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > mostBytes && longer === 'reject') throw new TransportError('TOO_LONG');
      text += decoder.decode(value, { stream: true });
      if (size > mostBytes) return text;
    }
  } finally {
    // Closes the connection where the body is not at its end; a body that broke off refuses, which is no news.
    await reader.cancel().catch(() => undefined);
  }
}

function abortError({ reason }: AbortSignal): Error {
  return reason instanceof Error && reason.name === 'AbortError'
    ? reason
    : new DOMException('The request was cancelled.', 'AbortError');
}
