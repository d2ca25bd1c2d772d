import { UserError } from '../../core/errors.ts';
import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import { OllamaError } from '../../core/ollama/client/ollamaErrors.ts';
import type { Fit } from '../../core/ollama/fit/fit.ts';
import type { Suggestion } from '../../core/ollama/fit/suggestion.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import type {
  InstalledModel,
  ModelDetails,
  ModelRecommendation,
  RunningModel,
} from '../../core/ollama/models.ts';
import type { ServerState } from '../../core/ollama/server/serverState.ts';
import { DetailsCache } from './detailsCache.ts';
import type { ModelFitting } from '../../core/ollama/fit/modelFitting.ts';

/** What a list of models needs besides the server. */
export interface ModelListPorts {
  /** Known once the machine was looked at; undefined where it cannot be known, as that of a remote server. */
  readonly fitting: (serverVersion: string) => Promise<ModelFitting | undefined>;
  /** Whether the program is on this machine; undefined where it may not be looked for. Starts nothing. */
  readonly programIsThere: () => boolean | undefined;
  /** Runs passive work: never rejects, and writes down what fails. */
  readonly passive: (title: string, work: () => Promise<unknown>) => Promise<unknown>;
  /** Something of the list has changed. */
  readonly changed: () => void;
  /** Milliseconds until a server that says nothing counts as none. */
  readonly patienceMs?: number;
}

const usualPatienceMs = 5_000;

/** A fit, and what it was reckoned by and from. */
interface Reckoned {
  readonly by: ModelFitting | undefined;
  readonly details: ModelDetails | undefined;
  readonly fit: Fit | undefined;
}

/** The models of one server, as they were last seen. No timers; dispose ends all requests. */
export class ModelList {
  readonly #client: OllamaClient;
  readonly #ports: ModelListPorts;
  readonly #details: DetailsCache;
  readonly #ended = new AbortController();
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;
  #background: Promise<unknown> = Promise.resolve();
  #fitting: ModelFitting | undefined;
  #recommendations: readonly ModelRecommendation[] = [];
  #state: ServerState = { kind: 'unknown' };
  #problem: string | undefined;
  #installed: readonly InstalledModel[] = [];
  #running: readonly RunningModel[] = [];
  #suggestions: readonly Suggestion[] | undefined;
  #fits: ReadonlyMap<string, Fit> | undefined;
  readonly #reckoned = new WeakMap<InstalledModel, Reckoned>();

  constructor(client: OllamaClient, ports: ModelListPorts) {
    this.#client = client;
    this.#ports = ports;
    this.#details = new DetailsCache(client, this.#ended.signal);
  }

  get state(): ServerState {
    return this.#state;
  }

  /** What went wrong, for the view: a server that answers otherwise than Ollama does, or does not list its models. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get installed(): readonly InstalledModel[] {
    return this.#installed;
  }

  get running(): readonly RunningModel[] {
    return this.#running;
  }

  /** Empty until the machine is known. */
  get suggestions(): readonly Suggestion[] {
    this.#suggestions ??= this.#fitting?.suggest(this.#recommendations, this.#installed) ?? [];
    return this.#suggestions;
  }

  /** By the names of installed models; rough where their details are not known yet. */
  get fits(): ReadonlyMap<string, Fit> {
    this.#fits ??= new Map(
      this.#installed.flatMap((model): [string, Fit][] => {
        const fit = this.#fitOf(model);
        return fit ? [[model.name, fit]] : [];
      }),
    );
    return this.#fits;
  }

  get fitting(): ModelFitting | undefined {
    return this.#fitting;
  }

  find(name: string): InstalledModel | undefined {
    return this.#installed.find((model) => sameModel(model.name, name));
  }

  knownDetails(model: InstalledModel): ModelDetails | undefined {
    return this.#details.known(model);
  }

  /** Asks the server once for each digest. */
  async details(model: InstalledModel, signal?: AbortSignal): Promise<ModelDetails> {
    const wasKnown = this.#details.known(model) !== undefined;
    const details = await this.#details.get(model, signal);
    if (!wasKnown) this.#touchFits();
    return details;
  }

  /**
   * Asks the server anew; resolves when lists and state can be drawn. What takes longer (the machine, recommended
   * models) follows in the background. Never rejects.
   */
  refresh(): Promise<void> {
    if (this.#refreshing) this.#refreshAgain = true;
    this.#refreshing ??= this.#refreshAll().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** Reckons anew: settings or the machine are others now. */
  async refit(): Promise<void> {
    if (this.#state.kind === 'running') this.#fitting = await this.#ports.fitting(this.#state.version);
    this.#touch();
  }

  /** Asks which models are loaded; all else only where that shows that something else has changed as well. */
  async poll(): Promise<void> {
    if (this.#state.kind !== 'running' || this.#problem !== undefined) {
      await this.refresh();
      return;
    }
    try {
      const running = await this.#client.running(this.#ended.signal);
      if (!running.every(({ name }) => this.find(name))) {
        await this.refresh();
        return;
      }
      this.#running = running;
      this.#ports.changed();
    } catch (error) {
      if (!isAbort(error)) await this.refresh();
    }
  }

  /** Looks up the details of all models, a few at a time, until the signal ends it. Never rejects. */
  followDetails(signal: AbortSignal): Promise<unknown> {
    const work = this.#ports.passive('Details of the models', () =>
      this.#details.fill(this.#installed, signal, () => this.#touchFits()),
    );
    this.#background = Promise.all([this.#background, work]);
    return work;
  }

  /** Resolves when nothing is being asked. */
  async idle(): Promise<void> {
    for (let last: unknown; last !== this.#background;) {
      last = this.#background;
      await Promise.all([this.#refreshing, this.#background]);
    }
  }

  dispose(): void {
    this.#ended.abort();
  }

  async #refreshAll(): Promise<void> {
    do {
      this.#refreshAgain = false;
      await this.#ports.passive('Asking Ollama', () => this.#ask());
      this.#touch();
    } while (this.#isOutdated());
    if (this.#state.kind !== 'running') return;
    const work = this.#ports.passive('Models that fit', () => this.#askMore());
    this.#background = Promise.all([this.#background, work]);
  }

  async #ask(): Promise<void> {
    const patience = AbortSignal.timeout(this.#ports.patienceMs ?? usualPatienceMs);
    const signal = AbortSignal.any([this.#ended.signal, patience]);
    const [version, installed, running] = await Promise.allSettled([
      this.#client.version(signal),
      this.#client.installed(signal),
      this.#client.running(signal),
    ]);
    if (this.#ended.signal.aborted) return;
    this.#problem = undefined;
    if (version.status === 'rejected') {
      this.#noServer(patience.aborted ? this.#silence() : version.reason);
      return;
    }
    this.#state = { kind: 'running', version: version.value };
    this.#installed = installed.status === 'fulfilled' ? installed.value : [];
    this.#running = running.status === 'fulfilled' ? running.value : [];
    const failed = [installed, running].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected')
      this.#problem = sentenceOf(patience.aborted ? this.#silence() : failed.reason);
  }

  #noServer(error: unknown): void {
    this.#installed = [];
    this.#running = [];
    const nothingListens = error instanceof OllamaError && error.kind === 'refused';
    const sentence = sentenceOf(error);
    if (nothingListens && this.#ports.programIsThere() === false) this.#state = { kind: 'notInstalled' };
    else this.#state = { kind: 'stopped', sentence };
    // That nothing listens is the ordinary case, which the view greets with what to do.
    if (!nothingListens) this.#problem = sentence;
  }

  #silence(): UserError {
    const seconds = (this.#ports.patienceMs ?? usualPatienceMs) / 1000;
    return new UserError(
      `What listens at ${this.#client.endpoint} did not answer within ${seconds} s.`,
      'See whether that is Ollama, and whether it is overloaded.',
    );
  }

  /** Whether somebody has asked for a refresh while one was at work. */
  #isOutdated(): boolean {
    return this.#refreshAgain && !this.#ended.signal.aborted;
  }

  /** The machine is looked at, and the server asked for what it recommends, which may ask the vendor. */
  async #askMore(): Promise<void> {
    if (this.#state.kind !== 'running') return;
    const before = this.#fitting;
    this.#fitting = await this.#ports.fitting(this.#state.version);
    if (this.#ended.signal.aborted) return;
    if (this.#fitting !== before) this.#touch();
    this.#recommendations = await this.#client.recommendations(this.#ended.signal);
    this.#touch();
  }

  /** Lists, recommendations or the reckoning are others. */
  #touch(): void {
    this.#suggestions = undefined;
    this.#touchFits();
  }

  #touchFits(): void {
    if (this.#ended.signal.aborted) return;
    this.#fits = undefined;
    this.#ports.changed();
  }

  /** Reckoned once for a model with and once without its details: rows are drawn anew many times. */
  #fitOf(model: InstalledModel): Fit | undefined {
    const details = this.#details.known(model);
    const known = this.#reckoned.get(model);
    if (known && known.details === details && known.by === this.#fitting) return known.fit;
    const fit = this.#fitting?.fitOf(model, details);
    this.#reckoned.set(model, { by: this.#fitting, details, fit });
    return fit;
  }
}

/** An error as one line. What is none of ours is not shown to users as it is. */
function sentenceOf(error: unknown): string {
  return error instanceof UserError
    ? `${error.message} ${error.remedy}`
    : 'The server could not be asked because of a fault in the extension; the log says more.';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
