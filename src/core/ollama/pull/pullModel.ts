import { UserError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { OllamaErrorKind } from '../client/describedError.ts';
import type { OllamaClient } from '../client/ollamaClient.ts';
import { OllamaError } from '../client/ollamaErrors.ts';
import { byteWords } from '../details/quantities.ts';
import { PullProgress, type PullState } from './pullProgress.ts';

export interface PullOptions {
  readonly client: Pick<OllamaClient, 'pull'>;
  /** As `ollama pull` takes it. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  /** Called for each event of the server, some twenty times a second. */
  readonly onProgress: (state: PullState) => void;
  readonly clock: Clock;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Milliseconds before the next attempt, after one that brought something, and after one, two that brought nothing. */
const waits = [1_000, 4_000, 10_000];

/** Lost on the way: the next attempt goes on from there. */
const lost: readonly OllamaErrorKind[] = ['cut', 'stalled'];
/** Worth another attempt only where bytes came before: else they are there to stay. */
const lostAfterwards: readonly OllamaErrorKind[] = ['hub', 'busy', 'refused', 'unreachable', 'proxy'];

/**
 * Pulls a model. After a lost connection it goes on from where it stopped, as long as each few attempts bring
 * something. Rejects as the client does, or with how much is kept once it has given up.
 */
export async function pullModel(options: PullOptions): Promise<void> {
  const { clock, onProgress, signal, wait } = options;
  const progress = new PullProgress(clock);
  let failures = -1;
  for (;;) {
    const before = progress.downloadedBytes;
    try {
      await attempt(options, progress);
      return;
    } catch (error) {
      if (!canGoOn(error, progress)) throw error;
      failures = progress.downloadedBytes > before ? 0 : failures + 1;
      const ms = waits[failures];
      if (ms === undefined) throw givenUp(options.name, progress.state, error);
      progress.lost();
      onProgress(progress.state);
      await wait(ms, signal);
    }
  }
}

async function attempt(options: PullOptions, progress: PullProgress): Promise<void> {
  for await (const event of options.client.pull(options.name, options.signal)) {
    progress.take(event);
    options.onProgress(progress.state);
  }
}

function canGoOn(error: unknown, progress: PullProgress): error is OllamaError {
  if (!(error instanceof OllamaError)) return false;
  return lost.includes(error.kind) || (progress.downloadedBytes > 0 && lostAfterwards.includes(error.kind));
}

/** The server keeps parts of layers until it is restarted, and prunes them then: `PruneLayers` in its `images.go`. */
function givenUp(name: string, { completedBytes, totalBytes }: PullState, error: OllamaError): UserError {
  if (completedBytes === 0) return error;
  return new UserError(
    `The download of "${name}" broke off again and again; ${byteWords(completedBytes)} of ${byteWords(totalBytes)} are kept.`,
    `Pull again to go on from there; a restart of the server may drop it. The last that happened: ${error.message}`,
  );
}
