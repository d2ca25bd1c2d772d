import * as vscode from 'vscode';
import type { OllamaClient } from '../../core/ollama/client/ollamaClient.ts';
import type { InstalledModel, RunningModel } from '../../core/ollama/models.ts';
import type { ServerHost, ServerState } from '../../core/ollama/server/serverState.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import type { Reporter } from '../report.ts';
import type { TreeNode } from '../tree/model/treeNode.ts';

/** Being built: the contract of the service and its view. */
export class OllamaService implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly endpoint: string = 'http://127.0.0.1:11434';
  readonly host: ServerHost = { kind: 'local', name: 'this machine' };
  readonly state: ServerState = { kind: 'unknown' };
  readonly installed: readonly InstalledModel[] = [];
  readonly running: readonly RunningModel[] = [];

  constructor(_context: vscode.ExtensionContext, _reporter: Reporter, _model: ProjectModel) {}

  client(): OllamaClient {
    throw new Error('Being built.');
  }

  setStarting(_on: boolean): void {
    this.#changed.fire();
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  idle(): Promise<void> {
    return Promise.resolve();
  }

  /** The rows of the Models view as they stand now. */
  nodes(): readonly TreeNode[] {
    return [];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
