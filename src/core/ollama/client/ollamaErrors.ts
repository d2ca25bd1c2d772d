import { UserError } from '../../errors.ts';
import {
  describeNotOllama,
  type Asked,
  type Described,
  type FailedAnswer,
  type OllamaErrorKind,
} from './describedError.ts';
import { describeNetworkError } from './networkErrors.ts';
import { describeServerWords } from './serverErrors.ts';
import { describeStatus } from './statusErrors.ts';

/** A failed request to an Ollama server, as a sentence and a remedy. */
export class OllamaError extends UserError {
  readonly kind: OllamaErrorKind;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;

  constructor({ kind, sentence, remedy }: Described, status?: number) {
    super(sentence, remedy);
    this.kind = kind;
    if (status !== undefined) this.status = status;
  }
}

/** A failure of the connection or of a bound of ours; errors that are in words already pass through. */
export function networkError(error: unknown, asked: Asked): UserError {
  return error instanceof UserError ? error : new OllamaError(describeNetworkError(error, asked));
}

/** An answer with another status than 2xx. `body` is its text, as far as it was read. */
export function statusError(answer: FailedAnswer, asked: Asked): OllamaError {
  return new OllamaError(describeStatus(answer, asked), answer.status);
}

/** An error line inside a stream that began well. */
export function streamError(words: string, asked: Asked): OllamaError {
  return new OllamaError(describeServerWords(words, asked));
}

/** The answer is none that Ollama gives. */
export function notOllamaError(asked: Asked): OllamaError {
  return new OllamaError(describeNotOllama(asked));
}

/** The stream ended before it said that all is done. */
export function truncatedError(asked: Asked): OllamaError {
  return new OllamaError({
    kind: 'cut',
    sentence: `Ollama at ${asked.endpoint} ended its answer in the middle.`,
    remedy: 'See whether the server still runs, and try again.',
  });
}

/** A file became longer or shorter while it was sent. */
export function blobChanged(): OllamaError {
  return new OllamaError({
    kind: 'failed',
    sentence: 'The file changed while it was sent to Ollama.',
    remedy: 'Wait until nothing writes to it, then try again.',
  });
}
