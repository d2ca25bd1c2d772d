import { UserError } from '../../core/errors.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import type { PullState } from '../../core/ollama/pull/pullProgress.ts';

/** Where pulls that were broken off are remembered: VS Code's `globalState` fits. */
export interface PullMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void> | Promise<void>;
}

/** A pull that was cancelled, cut or left behind by a window that was closed. */
export interface InterruptedPull {
  readonly endpoint: string;
  readonly name: string;
  readonly completedBytes: number;
  readonly totalBytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A pull, for a row. */
export type PullRow =
  | { readonly kind: 'active'; readonly name: string; readonly state: PullState | undefined }
  | ({ readonly kind: 'interrupted' } & InterruptedPull);

interface ActivePull {
  readonly endpoint: string;
  readonly name: string;
  readonly abort: AbortController;
  state: PullState | undefined;
  /** When its state was last written down. */
  keptAt: number;
}

const key = 'aiStack.ollama.interruptedPulls';
const keepEveryMs = 5_000;
const mostKept = 20;

/** The pulls of this window and those to resume. No model is pulled twice at a time; several are, side by side. */
export class Pulls {
  readonly #memory: PullMemory;
  readonly #changed: () => void;
  readonly #now: () => number;
  readonly #active: ActivePull[] = [];

  constructor(memory: PullMemory, changed: () => void, now: () => number = Date.now) {
    this.#memory = memory;
    this.#changed = changed;
    this.#now = now;
  }

  /** Those at work first. */
  rows(endpoint: string): PullRow[] {
    const active = this.#active.filter((pull) => pull.endpoint === endpoint);
    const waiting = this.#interrupted().filter(
      (pull) => pull.endpoint === endpoint && !active.some(({ name }) => sameModel(name, pull.name)),
    );
    return [
      ...active.map(({ name, state }): PullRow => ({ kind: 'active', name, state })),
      ...waiting.map((pull): PullRow => ({ kind: 'interrupted', ...pull })),
    ];
  }

  isActive(endpoint: string, name: string): boolean {
    return this.#find(endpoint, name) !== undefined;
  }

  cancel(endpoint: string, name: string): void {
    this.#find(endpoint, name)?.abort.abort();
  }

  /** Keeps the books on a pull while `work` does it; rejects as that does. */
  async run(
    endpoint: string,
    name: string,
    work: (abort: AbortController, report: (state: PullState) => void) => Promise<void>,
  ): Promise<void> {
    if (this.isActive(endpoint, name))
      throw new UserError(`"${name}" is being pulled already.`, 'Its progress is in the Models view.');
    const pull: ActivePull = {
      endpoint,
      name,
      abort: new AbortController(),
      state: undefined,
      keptAt: this.#now(),
    };
    this.#active.push(pull);
    this.#changed();
    try {
      await work(pull.abort, (state) => this.#take(pull, state));
      await this.forget(endpoint, name);
    } catch (error) {
      await this.#keep(pull);
      throw error;
    } finally {
      this.#active.splice(this.#active.indexOf(pull), 1);
      this.#changed();
    }
  }

  /** Does not offer a pull for resumption any more. */
  async forget(endpoint: string, name: string): Promise<void> {
    const all = this.#interrupted();
    const others = all.filter((pull) => pull.endpoint !== endpoint || !sameModel(pull.name, name));
    if (others.length === all.length) return;
    await this.#memory.update(key, others);
    this.#changed();
  }

  dispose(): void {
    for (const { abort } of this.#active) abort.abort();
  }

  #take(pull: ActivePull, state: PullState): void {
    pull.state = state;
    this.#changed();
    if (this.#now() - pull.keptAt < keepEveryMs) return;
    pull.keptAt = this.#now();
    void this.#keep(pull);
  }

  /** What brought no byte is nothing to resume. */
  async #keep({ endpoint, name, state }: ActivePull): Promise<void> {
    if (!state || state.completedBytes === 0) return;
    const { completedBytes, totalBytes } = state;
    const others = this.#interrupted().filter(
      (pull) => pull.endpoint !== endpoint || !sameModel(pull.name, name),
    );
    const kept: InterruptedPull = { endpoint, name, completedBytes, totalBytes, at: this.#now() };
    await this.#memory.update(key, [kept, ...others].slice(0, mostKept));
  }

  #find(endpoint: string, name: string): ActivePull | undefined {
    return this.#active.find((pull) => pull.endpoint === endpoint && sameModel(pull.name, name));
  }

  #interrupted(): InterruptedPull[] {
    const kept = this.#memory.get(key);
    return Array.isArray(kept) ? kept.filter(isInterruptedPull) : [];
  }
}

/** What another version of the extension has written down may look otherwise. */
function isInterruptedPull(value: unknown): value is InterruptedPull {
  if (typeof value !== 'object' || value === null) return false;
  const { endpoint, name, completedBytes, totalBytes, at } = value as Record<string, unknown>;
  return (
    typeof endpoint === 'string' &&
    typeof name === 'string' &&
    [completedBytes, totalBytes, at].every((each) => typeof each === 'number' && Number.isFinite(each))
  );
}
