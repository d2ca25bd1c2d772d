/** What went wrong, for callers that act on it. */
export type OllamaErrorKind =
  /** Nothing listens there: the server is not started. */
  | 'refused'
  /** No such host, no way to it, or nothing came back in time. */
  | 'unreachable'
  | 'tls'
  | 'proxy'
  /** Something else than Ollama answered. */
  | 'notOllama'
  /** The connection stands but no byte came for too long. */
  | 'stalled'
  /** The connection ended too early, ours or the server's own to the model hub. */
  | 'cut'
  | 'tooLong'
  | 'signIn'
  | 'forbidden'
  /** No such model, here or at the hub. */
  | 'notFound'
  /** The server is older than what was asked of it. */
  | 'tooOld'
  | 'badRequest'
  | 'busy'
  | 'memory'
  | 'diskFull'
  /** The server could not reach the model hub, or the hub failed. */
  | 'hub'
  /** Any other failure that the server put in words. */
  | 'failed';

/** The parts of an `OllamaError`. */
export interface Described {
  readonly kind: OllamaErrorKind;
  readonly sentence: string;
  readonly remedy: string;
}

/** What was asked, for the sentence. */
export interface Asked {
  /** Base URL, without credentials. */
  readonly endpoint: string;
  /** `/api/pull`. */
  readonly path: string;
  readonly model?: string;
}

/** An answer other than 2xx. `body` is its text, as far as it was read. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: string;
  /** Where a redirect leads. */
  readonly location?: string | null;
}

/** Where a user says which server is meant. */
export const whereEndpointIsSet =
  'The setting aiStack.ollama.endpoint, or else OLLAMA_HOST, says which server is asked.';

/** The answer is none that Ollama gives. */
export function describeNotOllama({ endpoint }: Asked): Described {
  return {
    kind: 'notOllama',
    sentence: `${endpoint} answered, but it is not Ollama.`,
    remedy: `Check host and port: Ollama listens on port 11434 unless told otherwise. ${whereEndpointIsSet}`,
  };
}
