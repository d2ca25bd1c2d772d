/** Numbers that look random and are the same on every run (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number; both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.pick(vocabulary)).join(' ');
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at++) bytes[at] = this.next() * 256;
    return bytes;
  }
}

const vocabulary: readonly [string, ...string[]] = [
  ...['account', 'batch', 'buffer', 'cache', 'client', 'column', 'config', 'cursor', 'customer', 'dataset'],
  ...['document', 'element', 'event', 'feature', 'filter', 'frame', 'gateway', 'handler', 'index', 'invoice'],
  ...[
    'job',
    'label',
    'layer',
    'ledger',
    'message',
    'metric',
    'model',
    'order',
    'packet',
    'parser',
    'payment',
  ],
  ...[
    'pipeline',
    'prompt',
    'query',
    'queue',
    'record',
    'region',
    'report',
    'request',
    'result',
    'route',
    'sample',
  ],
  ...[
    'schema',
    'score',
    'segment',
    'session',
    'signal',
    'source',
    'stream',
    'table',
    'tensor',
    'token',
    'user',
  ],
] as [string, ...string[]];
