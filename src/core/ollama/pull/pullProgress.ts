import type { Clock } from '../../ports.ts';
import { byteWords, spanWords } from '../details/quantities.ts';
import type { ProgressEvent } from '../models.ts';

/** Milliseconds over which the rate is taken, so that it neither jumps nor lags. */
const windowMs = 10_000;
/** The shortest span that gives a rate, and the least between two samples. */
const leastSpanMs = 1_000;
const sampleMs = 250;

export type PullPhase =
  'starting' | 'manifest' | 'downloading' | 'verifying' | 'writing' | 'cleaning' | 'reconnecting' | 'done';

/** How far a pull is. */
export interface PullState {
  readonly phase: PullPhase;
  /** Layers seen so far; the server tells them one after the other. */
  readonly layers: number;
  /** Of all layers seen so far, what was there before included. */
  readonly completedBytes: number;
  readonly totalBytes: number;
  /** 0 to 1; never less than it was. */
  readonly fraction: number;
  /** Over the last ten seconds, without what was there before; absent until there is something to go by. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
}

interface Layer {
  readonly totalBytes: number;
  readonly completedBytes: number;
}

/**
 * Sums the progress of a pull over its layers, which may come interleaved. Feed it every event. What a layer has at
 * its first event in an attempt was there before and does not count into the rate.
 */
export class PullProgress {
  readonly #clock: Clock;
  readonly #layers = new Map<string, Layer>();
  /** Layers that this attempt has spoken of. */
  readonly #begun = new Set<string>();
  #samples: { readonly at: number; readonly bytes: number }[] = [];
  #phase: PullPhase = 'starting';
  #fraction = 0;
  #downloadedBytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What came over the wire since the beginning, over all attempts. */
  get downloadedBytes(): number {
    return this.#downloadedBytes;
  }

  take(event: ProgressEvent): void {
    const phase = phaseOf(event);
    if (phase === 'manifest') this.#beginAttempt();
    if (phase) this.#phase = phase;
    if (event.digest !== undefined && event.totalBytes !== undefined) {
      this.#takeLayer(event.digest, event.totalBytes, event.completedBytes ?? 0);
    }
  }

  /** The connection was lost: until the next event, that is the state. */
  lost(): void {
    this.#phase = 'reconnecting';
    this.#samples = [];
  }

  get state(): PullState {
    const { completedBytes, totalBytes } = this.#sums();
    if (totalBytes > 0) this.#fraction = Math.max(this.#fraction, completedBytes / totalBytes);
    if (this.#phase === 'done') this.#fraction = 1;
    const bytesPerSecond = this.#phase === 'downloading' ? this.#rate() : undefined;
    const secondsLeft = bytesPerSecond ? (totalBytes - completedBytes) / bytesPerSecond : undefined;
    return {
      phase: this.#phase,
      layers: this.#layers.size,
      completedBytes,
      totalBytes,
      fraction: this.#fraction,
      ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      ...(secondsLeft !== undefined && { secondsLeft }),
    };
  }

  #beginAttempt(): void {
    this.#begun.clear();
    this.#samples = [];
  }

  #takeLayer(digest: string, totalBytes: number, reported: number): void {
    const before = this.#layers.get(digest)?.completedBytes ?? 0;
    // The server takes back what a part has to fetch again; what is shown does not go back.
    const completedBytes = Math.min(totalBytes, Math.max(before, reported));
    this.#layers.set(digest, { totalBytes, completedBytes });
    if (this.#begun.has(digest)) this.#downloadedBytes += Math.max(0, completedBytes - before);
    this.#begun.add(digest);
    this.#sample();
  }

  #sample(): void {
    const at = this.#clock.now();
    const samples = this.#samples;
    const [last, previous] = [samples.at(-1), samples.at(-2)];
    if (last && previous && at - previous.at < sampleMs) samples.pop();
    samples.push({ at, bytes: this.#downloadedBytes });
    // One sample from before the window stays, as its beginning.
    while ((samples[1]?.at ?? Infinity) <= at - windowMs) samples.shift();
  }

  #rate(): number | undefined {
    const now = this.#clock.now();
    const from = this.#samples.findLast(({ at }) => at <= now - windowMs) ?? this.#samples[0];
    if (!from || now - from.at < leastSpanMs) return undefined;
    return ((this.#downloadedBytes - from.bytes) * 1000) / (now - from.at);
  }

  #sums(): { completedBytes: number; totalBytes: number } {
    let completedBytes = 0;
    let totalBytes = 0;
    for (const layer of this.#layers.values()) {
      completedBytes += layer.completedBytes;
      totalBytes += layer.totalBytes;
    }
    return { completedBytes, totalBytes };
  }
}

/** The words of the server's `PullModel`; those of other versions leave the phase as it is. */
function phaseOf({ status, digest }: ProgressEvent): PullPhase | undefined {
  if (digest !== undefined) return 'downloading';
  if (status.startsWith('pulling manifest')) return 'manifest';
  if (status.startsWith('verifying')) return 'verifying';
  if (status.startsWith('writing')) return 'writing';
  if (status.startsWith('removing')) return 'cleaning';
  return status === 'success' ? 'done' : undefined;
}

const phaseWords: Readonly<Record<Exclude<PullPhase, 'downloading'>, string>> = {
  starting: 'Asking the server',
  manifest: 'Pulling manifest',
  verifying: 'Verifying',
  writing: 'Writing',
  cleaning: 'Removing unused layers',
  reconnecting: 'Connection lost, trying again',
  done: 'Done',
};

/** One line for a progress bar: `Downloading 3 layers: 1.2 GB of 4.7 GB, 24 MB/s, 3 min left`. */
export function progressWords(state: PullState): string {
  if (state.phase !== 'downloading') return phaseWords[state.phase];
  const { layers, completedBytes, totalBytes, bytesPerSecond, secondsLeft } = state;
  const parts = [
    `Downloading ${layers} ${layers === 1 ? 'layer' : 'layers'}: ${byteWords(completedBytes)} of ${byteWords(totalBytes)}`,
  ];
  if (bytesPerSecond === 0) parts.push('waiting for data');
  else if (bytesPerSecond !== undefined) parts.push(`${byteWords(bytesPerSecond)}/s`);
  if (secondsLeft !== undefined && secondsLeft >= 1) parts.push(`${spanWords(secondsLeft * 1000)} left`);
  return parts.join(', ');
}
