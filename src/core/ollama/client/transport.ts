/** How one request is sent. Times in milliseconds. */
export interface TransportInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or the chunks of a body whose `Content-Length` is among the headers. */
  readonly body?: string | AsyncIterable<Uint8Array> | null;
  readonly signal?: AbortSignal | null;
  /**
   * The longest wait for the next byte in either direction, headers included; asked anew at each wait. Without it,
   * the wait has no end.
   */
  readonly idleMs?: () => number;
  /** For the whole exchange, body included. */
  readonly deadlineMs?: number;
  /** Bytes of the answer's body; without it, the body has no bound. */
  readonly mostBytes?: number;
}

/**
 * Sends one request: the part of `fetch` that the client needs, so that tests can give the global one. Rejects, and
 * breaks the body off, with what the network said (an error with a `code`) or with a `TransportError`; with the
 * signal's reason once it was aborted. A redirect is answered as it came.
 */
export type Transport = (url: string, init: TransportInit) => Promise<Response>;

/** A bound of ours that was passed, rather than an error of the network. */
export type TransportErrorCode = 'CONNECT_TIMEOUT' | 'IDLE_TIMEOUT' | 'DEADLINE' | 'TOO_LONG';

/** Rejection of a `Transport`; the classifier of errors puts it in words. */
export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode) {
    super(code);
    this.name = 'TransportError';
    this.code = code;
  }
}
