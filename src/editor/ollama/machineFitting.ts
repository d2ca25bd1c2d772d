import * as vscode from 'vscode';
import type { MachineFacts } from '../../core/project/machine.ts';
import { isLoopback } from '../../core/project/ollamaEndpoint.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import { setting } from '../settings.ts';
import type { ModelFitting } from './modelFitting.ts';
import type { OllamaCore } from './ollamaCore.ts';

/** Knows the machine of a server on loopback, which is the one that the extension runs on, and our list of models. */
export class MachineFitting {
  readonly #extension: vscode.Uri;
  readonly #model: ProjectModel;
  #machine: Promise<MachineFacts> | undefined;
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
    this.#machine ??= this.#examine();
    this.#catalogue ??= this.#readCatalogue();
    return core.createFitting({
      machine: await this.#machine,
      catalogue: await this.#catalogue,
      serverVersion,
      contextLength: setting('aiStack.ollama.contextLength'),
      kvCacheType: setting('aiStack.ollama.kvCacheType'),
    });
  }

  /** The machine is looked at again at the next use. */
  forget(): void {
    this.#machine = undefined;
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
