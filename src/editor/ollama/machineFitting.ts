import * as vscode from 'vscode';
import type { MachineFacts } from '../../core/project/machine.ts';
import { isLoopback } from '../../core/project/ollamaEndpoint.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import { setting } from '../settings.ts';
import type { FittingFacts } from '../../core/ollama/fit/createFitting.ts';
import type { ModelFitting } from '../../core/ollama/fit/modelFitting.ts';
import type { OllamaCore } from './ollamaCore.ts';

/** Knows the machine of a server on loopback, which is the one that the extension runs on, and our list of models. */
export class MachineFitting {
  readonly #extension: vscode.Uri;
  readonly #model: ProjectModel;
  #made: { readonly key: string; readonly fitting: Promise<ModelFitting> } | undefined;
  #catalogue: Promise<string> | undefined;

  constructor(extension: vscode.Uri, model: ProjectModel) {
    this.#extension = extension;
    this.#model = model;
  }

  /**
   * Undefined where the machine cannot be known: that of a remote server, and where its graphics processors may not
   * be looked up, by the setting or for want of trust. A guess would say "CPU only" of a machine with a GPU.
   */
  async of(core: OllamaCore, endpoint: string, serverVersion: string): Promise<ModelFitting | undefined> {
    if (!isLoopback(endpoint) || this.#model.machineView !== 'whole') return undefined;
    const settings = {
      serverVersion,
      contextLength: setting('aiStack.ollama.contextLength'),
      kvCacheType: setting('aiStack.ollama.kvCacheType'),
    };
    const key = JSON.stringify(settings);
    if (this.#made?.key !== key) this.#made = { key, fitting: this.#make(core, settings) };
    return this.#made.fitting;
  }

  /** The machine is looked at again at the next use. */
  forget(): void {
    this.#made = undefined;
  }

  async #make(
    core: OllamaCore,
    settings: Omit<FittingFacts, 'machine' | 'catalogue'>,
  ): Promise<ModelFitting> {
    this.#catalogue ??= this.#readCatalogue();
    const [machine, catalogue] = await Promise.all([this.#examine(), this.#catalogue]);
    return core.createFitting({ machine, catalogue, ...settings });
  }

  async #examine(): Promise<MachineFacts> {
    const known = this.#model.results.find(({ facts }) => facts.machine !== undefined)?.facts.machine;
    return known ?? (await import('../project/machine.ts')).examineMachine();
  }

  async #readCatalogue(): Promise<string> {
    const file = vscode.Uri.joinPath(this.#extension, 'media', 'catalog', 'models.yaml');
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }
}
