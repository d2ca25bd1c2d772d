import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { serverHost } from '../../core/ollama/server/serverHost.ts';
import type { ServerHost } from '../../core/ollama/server/serverState.ts';
import { chooseEndpoint, isLoopback } from '../../core/project/ollamaEndpoint.ts';
import type { Reporter } from '../report.ts';
import { setting } from '../settings.ts';
import type { MachineFitting } from './machineFitting.ts';
import type { ModelList } from './modelList.ts';
import type { OllamaCore } from './ollamaCore.ts';

/** What the lists are made with. */
export interface EndpointModelsPorts {
  readonly core: () => Promise<OllamaCore>;
  readonly fitting: MachineFitting;
  readonly reporter: Reporter;
  readonly changed: () => void;
}

/** The endpoint as settings, environment and trust have it now, and the list of its models. */
export class EndpointModels {
  readonly #ports: EndpointModelsPorts;
  #list: { readonly endpoint: string; readonly models: ModelList } | undefined;
  #endpoint: string | undefined;

  constructor(ports: EndpointModelsPorts) {
    this.#ports = ports;
  }

  /** Base URL of the server, from the setting, OLLAMA_HOST or Ollama's default. */
  get endpoint(): string {
    this.#endpoint ??= chooseEndpoint({
      setting: setting('aiStack.ollama.endpoint'),
      environment: process.env['OLLAMA_HOST'],
    }).endpoint;
    return this.#endpoint;
  }

  /** The machine that the server is on. */
  get host(): ServerHost {
    const { remoteName } = vscode.env;
    return serverHost({ endpoint: this.endpoint, remoteName, env: process.env, hostname: hostname() });
  }

  /** Untrusted workspaces may have us ask this machine at most. */
  get mayAsk(): boolean {
    return vscode.workspace.isTrusted || isLoopback(this.endpoint);
  }

  /** The list, where it was demanded before. */
  get known(): ModelList | undefined {
    return this.#list?.endpoint === this.endpoint ? this.#list.models : undefined;
  }

  /** The list of the endpoint as it is now; that of another is dropped. Undefined where it must not be asked. */
  async demand(): Promise<ModelList | undefined> {
    const { ModelList, createClient } = await this.#ports.core();
    const { endpoint } = this;
    if (this.#list?.endpoint !== endpoint || !this.mayAsk) this.dispose();
    if (!this.mayAsk) return undefined;
    const { reporter, fitting, core, changed } = this.#ports;
    this.#list ??= {
      endpoint,
      models: new ModelList(createClient(endpoint), {
        fitting: async (version) => fitting.of(await core(), endpoint, version),
        programIsThere: await this.#programProbe(),
        passive: (title, work) => reporter.passive(title, work),
        changed,
      }),
    };
    return this.#list.models;
  }

  /** The endpoint or the trust is another: what is known is dropped, its requests too. */
  forget(): void {
    this.#endpoint = undefined;
    this.dispose();
  }

  dispose(): void {
    this.#list?.models.dispose();
    this.#list = undefined;
  }

  /** Nothing is looked for on disk for an untrusted workspace, nor for a server that is elsewhere. */
  async #programProbe(): Promise<() => boolean | undefined> {
    const { findOllama } = await this.#ports.core();
    return () => {
      if (!vscode.workspace.isTrusted || this.host.kind === 'remote') return undefined;
      const { platform, env } = process;
      return findOllama({ platform, env, configured: setting('aiStack.ollama.path') }) !== undefined;
    };
  }
}

/** Why the server is not asked. */
export function notAsked(endpoint: string): UserError {
  return new UserError(
    `${endpoint} is another machine, and is not asked in a workspace that is not trusted.`,
    'Trust the workspace first, if you do.',
  );
}
