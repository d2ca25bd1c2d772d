import * as vscode from 'vscode';
import type { MachineFacts } from '../../core/project/machine.ts';
import { Disposables } from '../disposables.ts';
import type { Reporter } from '../report.ts';
import { onSettingsChange, setting } from '../settings.ts';
import type { FolderResult } from '../tree/model/folderResult.ts';
import type { MachineView } from '../tree/model/machineNodes.ts';
import { FolderModel } from './folderModel.ts';
import { loadLastResults, storeLastResults } from './lastResults.ts';
import { onOpenTextChange } from './openDocuments.ts';

/**
 * What is known of all workspace folders. Nothing is read before `start`; from then on results follow the files,
 * the open editors, the settings, the workspace's folders and its trust.
 */
export class ProjectModel implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #context: vscode.ExtensionContext;
  readonly #reporter: Reporter;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables = new Disposables();
  #folders: readonly FolderModel[] = [];
  #machine: MachineFacts | undefined;
  #machineWork: Promise<void> | undefined;
  #started = false;

  constructor(context: vscode.ExtensionContext, reporter: Reporter) {
    this.#context = context;
    this.#reporter = reporter;
    this.onDidChange = this.#changed.event;
    this.#disposables.add(this.#changed);
    this.#followFolders();
  }

  get folders(): readonly FolderModel[] {
    return this.#folders;
  }

  /** What there is to show now, in the order of the workspace's folders. */
  get results(): readonly FolderResult[] {
    return this.#folders.flatMap(({ result }) => result ?? []);
  }

  /** True while whole folders are being read, which may take a while. */
  get scanning(): boolean {
    return this.#folders.some((folder) => folder.scanning);
  }

  get busy(): boolean {
    return this.#folders.some((folder) => folder.busy);
  }

  get machineView(): MachineView {
    if (!setting('aiStack.detection.probeMachine')) return 'off';
    return vscode.workspace.isTrusted ? 'whole' : 'restricted';
  }

  /** Reads the workspace the first time a view or a command needs it; afterwards does nothing. */
  start(): void {
    if (!this.#started) void this.refresh();
  }

  /** Reads all folders and the machine anew. */
  async refresh(): Promise<void> {
    if (!this.#started) this.#follow();
    await Promise.all([this.#probeMachine(), ...this.#folders.map((folder) => folder.refresh())]);
    await this.idle();
  }

  /** Starts when that has not happened, and resolves when everything known to have changed has been read. */
  async idle(): Promise<void> {
    this.start();
    do {
      await Promise.all([this.#machineWork, ...this.#folders.map((folder) => folder.idle())]);
    } while (this.busy);
  }

  folderOf(uri: string): FolderModel | undefined {
    return this.#folders.find(({ folder }) => folder.uri.toString() === uri);
  }

  dispose(): void {
    this.#folders.forEach((folder) => folder.dispose());
    this.#folders = [];
    this.#disposables.dispose();
  }

  #follow(): void {
    this.#started = true;
    const refresh = (): void => void this.refresh();
    const probe = (): void => void this.#probeMachine();
    const machineSettings = ['aiStack.detection.probeMachine', 'aiStack.ollama.endpoint'] as const;
    this.#disposables.add(
      onOpenTextChange((uri) => this.#folders.forEach((folder) => folder.touch(uri, 'changed'))),
    );
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(probe));
    this.#disposables.add(onSettingsChange(['aiStack.detection.maxFiles'], refresh));
    this.#disposables.add(onSettingsChange(machineSettings, probe));
  }

  #followFolders(): void {
    const last = loadLastResults(this.#context.workspaceState);
    const update = (): void => {
      const wanted = vscode.workspace.workspaceFolders ?? [];
      const kept = this.#folders.filter(({ folder }) => wanted.some((other) => isSame(folder, other)));
      this.#folders.filter((folder) => !kept.includes(folder)).forEach((folder) => folder.dispose());
      this.#folders = wanted.map(
        (folder) => kept.find((model) => isSame(model.folder, folder)) ?? this.#addFolder(folder, last),
      );
      this.#changed.fire();
    };
    this.#disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(update));
    update();
  }

  #addFolder(folder: vscode.WorkspaceFolder, last: readonly FolderResult[]): FolderModel {
    const known = last.find((result) => result.folder === folder.uri.toString());
    const model = new FolderModel(folder, known, {
      createDetection: async () => {
        const { createDetection } = await import('./firstReading.ts');
        return createDetection(folder, this.#context.extensionUri);
      },
      machine: () => this.#machine,
      reporter: this.#reporter,
    });
    model.onDidChange(() => this.#folderChanged());
    if (this.#started) void model.refresh();
    return model;
  }

  #folderChanged(): void {
    this.#changed.fire();
    if (!this.busy)
      void this.#reporter.passive('Keeping the results', () =>
        storeLastResults(this.#context.workspaceState, this.results),
      );
  }

  #probeMachine(): Promise<void> {
    const work = this.#reporter.passive('Examining the machine', async () => {
      const wanted = this.machineView !== 'off' && this.#folders.length > 0;
      this.#machine = wanted ? await (await import('./machine.ts')).examineMachine() : undefined;
      this.#folders.forEach((folder) => folder.redraw());
      this.#changed.fire();
    });
    this.#machineWork = work.then(() => undefined);
    return this.#machineWork;
  }
}

function isSame(one: vscode.WorkspaceFolder, other: vscode.WorkspaceFolder): boolean {
  return one.uri.toString() === other.uri.toString() && one.name === other.name;
}
