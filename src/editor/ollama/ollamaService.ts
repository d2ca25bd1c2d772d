import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import type { Fit } from '../../core/ollama/fit/fit.ts';
import type { Suggestion } from '../../core/ollama/fit/suggestion.ts';
import type { InstalledModel, ModelDetails, RunningModel } from '../../core/ollama/models.ts';
import type { ServerHost, ServerState } from '../../core/ollama/server/serverState.ts';
import { ContextKey } from '../contextKey.ts';
import { Disposables } from '../disposables.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import type { Reporter } from '../report.ts';
import { onSettingsChange } from '../settings.ts';
import type { ModelsFacts } from '../tree/model/modelNodes.ts';
import type { TreeNode } from '../tree/model/treeNode.ts';
import { EndpointModels, notAsked } from './endpointModels.ts';
import { ignoresWorkspaceEndpoint } from './ignoredEndpoint.ts';
import { lazyClient } from './lazyClient.ts';
import { MachineFitting } from './machineFitting.ts';
import type { ModelFitting } from '../../core/ollama/fit/modelFitting.ts';
import type { ModelList } from './modelList.ts';
import { ModelPages } from './modelPages.ts';
import { ModelStatusBar } from './modelStatusBar.ts';
import { ModelsView } from './modelsView.ts';
import type { OllamaCore } from './ollamaCore.ts';
import { Poller } from './poller.ts';
import { Pulls } from './pulls.ts';
import { usesOllama } from './usesOllama.ts';

/**
 * The Ollama server at the endpoint, for views and commands. Costs nothing at activation: nothing is loaded, asked or
 * timed until the view or the status bar item is seen or a command runs. Follows the endpoint's setting and trust.
 */
export class OllamaService implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly pulls: Pulls;
  readonly pages: ModelPages;
  readonly #reporter: Reporter;
  readonly #model: ProjectModel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables = new Disposables();
  readonly #view: ModelsView;
  readonly #statusBar = new ModelStatusBar();
  readonly #contextKey = new ContextKey<ServerState['kind'] | 'untrusted'>('aiStack.ollamaState');
  readonly #poller: Poller;
  readonly #fitting: MachineFitting;
  readonly #server: EndpointModels;
  #core: OllamaCore | undefined;
  #coreWork: Promise<OllamaCore> | undefined;
  #starting = false;
  #ignoredEndpoint = false;
  #asked = false;
  #pending: Promise<unknown> = Promise.resolve();
  #detailsAbort: AbortController | undefined;

  constructor(context: vscode.ExtensionContext, reporter: Reporter, model: ProjectModel) {
    this.#reporter = reporter;
    this.#model = model;
    this.onDidChange = this.#changed.event;
    this.#fitting = new MachineFitting(context.extensionUri, model);
    this.#server = new EndpointModels({
      core: () => this.core(),
      fitting: this.#fitting,
      reporter,
      changed: () => this.#draw(),
    });
    this.pulls = new Pulls(context.globalState, () => this.#draw());
    this.pages = new ModelPages((endpoint, name) => this.#page(endpoint, name), reporter);
    this.#view = new ModelsView(
      { roots: () => this.#rootsOfView(), tooltip: (node, signal) => this.#tooltip(node, signal) },
      context.workspaceState,
    );
    this.#poller = new Poller({
      facts: () => ({ shown: this.#isShown(), modelsRun: this.running.length > 0 }),
      poll: () => reporter.passive('Asking Ollama', () => this.#poll()),
    });
    this.#follow();
    this.#showStatusBar();
  }

  /** Base URL of the server, from the setting, OLLAMA_HOST or Ollama's default. */
  get endpoint(): string {
    return this.#server.endpoint;
  }

  /** The machine that the server is on. */
  get host(): ServerHost {
    return this.#server.host;
  }

  get state(): ServerState {
    const state = this.#models?.state ?? { kind: 'unknown' };
    return this.#starting && state.kind !== 'running' ? { kind: 'starting' } : state;
  }

  get installed(): readonly InstalledModel[] {
    return this.#models?.installed ?? [];
  }

  get running(): readonly RunningModel[] {
    return this.#models?.running ?? [];
  }

  get suggestions(): readonly Suggestion[] {
    return this.#models?.suggestions ?? [];
  }

  /** By the names of installed models. Empty where the machine of the server is not known. */
  get fits(): ReadonlyMap<string, Fit> {
    return this.#models?.fits ?? new Map();
  }

  /** Reckons what any model takes, a local file's too; undefined where the machine of the server is not known. */
  async fitting(): Promise<ModelFitting | undefined> {
    const { state, endpoint } = this;
    return this.#fitting.of(await this.core(), endpoint, state.kind === 'running' ? state.version : '');
  }

  /** What the rows and the status bar show. */
  get facts(): ModelsFacts {
    const { state, endpoint, host, installed, running, suggestions, fits } = this;
    const problem = this.state.kind === 'starting' ? undefined : this.#models?.problem;
    const restricted = { ignoredEndpoint: this.#ignoredEndpoint, notAsked: !this.#server.mayAsk };
    const pulls = this.pulls.rows(endpoint);
    const now = Date.now();
    return { state, endpoint, host, problem, restricted, installed, running, suggestions, fits, pulls, now };
  }

  /** A client for the endpoint. Throws a UserError where it must not be asked. */
  client(): OllamaClient {
    const { endpoint } = this;
    if (!this.#server.mayAsk) throw notAsked(endpoint);
    return lazyClient(endpoint, async () => (await this.core()).createClient(endpoint));
  }

  /** The code that does the work, loaded at the first use. */
  core(): Promise<OllamaCore> {
    this.#coreWork ??= import('./ollamaCore.ts').then(({ ollamaCore }) => (this.#core = ollamaCore));
    return this.#coreWork;
  }

  /** Asks the server anew; resolves when its state and its lists are known. Never rejects for its failures. */
  async refresh(): Promise<void> {
    this.#asked = true;
    const work = this.#refresh();
    this.#pending = Promise.allSettled([this.#pending, work]);
    await work;
  }

  /** What the server says of a model, asked once for each digest. */
  async details(model: InstalledModel, signal?: AbortSignal): Promise<ModelDetails> {
    const models = await this.#server.demand();
    if (!models) throw notAsked(this.endpoint);
    return models.details(model, signal);
  }

  /** Says that the server is being started, or no longer. */
  setStarting(on: boolean): void {
    this.#starting = on;
    this.#draw();
  }

  /** Asks when that has not happened yet, and resolves when nothing is being asked or looked up any more. */
  async idle(): Promise<void> {
    if (!this.#asked) await this.refresh();
    for (let last: unknown; last !== this.#pending;) {
      last = this.#pending;
      await this.#pending;
      await this.#models?.idle();
    }
  }

  /** The rows of the Models view as they stand now. */
  nodes(): readonly TreeNode[] {
    if (!this.#asked) return [];
    return this.#core?.modelNodes(this.facts) ?? [];
  }

  dispose(): void {
    this.pulls.dispose();
    this.#detailsAbort?.abort();
    this.#server.dispose();
    this.#disposables.dispose();
  }

  get #models(): ModelList | undefined {
    return this.#server.known;
  }

  #follow(): void {
    const reckoning = [
      'aiStack.ollama.contextLength',
      'aiStack.ollama.kvCacheType',
      'aiStack.detection.probeMachine',
    ] as const;
    const follow = [
      this.#view,
      this.#statusBar,
      this.#poller,
      this.pages,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#visibilityChanged()),
      onSettingsChange(['aiStack.ollama.endpoint', 'aiStack.ollama.path'], () => this.#serverChanged()),
      onSettingsChange(reckoning, () => this.#refit()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#serverChanged()),
      this.#model.onDidChange(() => this.#showStatusBar()),
    ];
    follow.forEach((each) => this.#disposables.add(each));
  }

  async #refresh(): Promise<void> {
    const [models, ignoredEndpoint] = await Promise.all([this.#server.demand(), ignoresWorkspaceEndpoint()]);
    this.#ignoredEndpoint = ignoredEndpoint;
    await models?.refresh();
    this.#draw();
    this.#followDetails();
    this.#poller.plan();
  }

  #isShown(): boolean {
    return this.#view.visible || this.#statusBar.shown;
  }

  #rootsOfView(): readonly TreeNode[] {
    // VS Code asks for the roots when the view is first seen, and only then is there work to do.
    if (!this.#asked) void this.#reporter.passive('Asking Ollama', () => this.refresh());
    return this.nodes();
  }

  #visibilityChanged(): void {
    if (!this.#view.visible) this.#detailsAbort?.abort();
    else if (this.#asked) void this.#reporter.passive('Asking Ollama', () => this.refresh());
    this.#poller.plan();
  }

  /** The endpoint, the program or the trust is another. */
  #serverChanged(): void {
    this.#detailsAbort?.abort();
    this.#server.forget();
    this.#draw();
    if (this.#asked) void this.#reporter.passive('Asking Ollama', () => this.refresh());
  }

  #refit(): void {
    this.#fitting.forget();
    void this.#reporter.passive('What fits', () => this.#models?.refit());
  }

  async #poll(): Promise<void> {
    if (!this.#asked) await this.refresh();
    else await (await this.#server.demand())?.poll();
  }

  /** Looks up the details of the installed models as long as the view is seen. */
  #followDetails(): void {
    if (!this.#view.visible || this.state.kind !== 'running') return;
    this.#detailsAbort?.abort();
    this.#detailsAbort = new AbortController();
    void this.#models?.followDetails(this.#detailsAbort.signal);
  }

  #showStatusBar(): void {
    if (!this.#statusBar.show(usesOllama(this.#model.results))) return;
    // Not before the extension is up: a timer of no time.
    if (this.#statusBar.shown) this.#poller.soon();
    this.#draw();
  }

  #draw(): void {
    this.#contextKey.set(this.#server.mayAsk ? this.state.kind : 'untrusted');
    this.#view.redraw();
    if (this.#core && this.#statusBar.shown) {
      const { facts } = this;
      this.#statusBar.draw(this.#core.statusText(facts), this.#core.statusTooltip(facts));
    } else this.#statusBar.draw('$(server) Ollama', 'Looking for Ollama…');
    this.#changed.fire();
  }

  async #tooltip({ model }: TreeNode, signal: AbortSignal): Promise<string | undefined> {
    if (!model || !this.#core) return undefined;
    const installed = this.#models?.find(model.name);
    let details: ModelDetails | undefined;
    if (installed)
      await this.#reporter.passive('Details of a model', async () => {
        details = await this.details(installed, signal);
      });
    return this.#core.modelTooltip(model, this.facts, details);
  }

  async #page(endpoint: string, name: string): Promise<string> {
    if (endpoint !== this.endpoint)
      throw new UserError('This page is about a model of another server.', 'Close it.');
    const { modelPageText } = await this.core();
    if (this.state.kind !== 'running') await this.refresh();
    const models = await this.#server.demand();
    const model = models?.find(name);
    if (!models || !model) throw new UserError(`"${name}" is not installed.`, 'Refresh the Models view.');
    return modelPageText(models, model, this);
  }
}
