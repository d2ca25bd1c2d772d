import * as vscode from 'vscode';
import { checkKind } from '../../core/checks/checkKind.ts';
import { Disposables } from '../disposables.ts';
import type { FolderModel } from '../project/folderModel.ts';
import type { ProjectModel } from '../project/projectModel.ts';
import type { Reporter } from '../report.ts';
import { onSettingsChange } from '../settings.ts';
import type { CheckEngine } from './checkEngine.ts';

/** What quick fixes are asked for: names and kinds of files, not languages, which depend on other extensions. */
const selector: vscode.DocumentSelector = [
  { pattern: '**/{*ockerfile,*ockerfile.*,*ontainerfile,*ontainerfile.*,*.dockerfile}' },
  { pattern: '**/*.{yaml,yml,tf,sh,bash}' },
  { pattern: '**/cloudbuild*.json' },
];

/**
 * Marks what is wrong in Dockerfiles, Cloud Run services, builds, Terraform, workflows and scripts of the workspace.
 * Follows the readings of the folders; an opened file of these kinds starts the first one. All of it is passive.
 */
export class DeploymentChecks implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #model: ProjectModel;
  readonly #reporter: Reporter;
  readonly #disposables = new Disposables();
  readonly #followed = new Map<FolderModel, vscode.Disposable>();
  #engine: Promise<CheckEngine> | undefined;
  #work: Promise<unknown> = Promise.resolve();

  constructor(context: vscode.ExtensionContext, model: ProjectModel, reporter: Reporter) {
    this.#extension = context.extensionUri;
    this.#model = model;
    this.#reporter = reporter;
    const { workspace, languages } = vscode;
    [
      model.onDidChange(() => this.#follow()),
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      onSettingsChange(['aiStack.checks.enable', 'aiStack.checks.disabledRules'], () => this.#redraw()),
      languages.registerCodeActionsProvider(
        selector,
        { provideCodeActions: (document, range) => this.#fixes(document, range) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    ].forEach((each) => this.#disposables.add(each));
    // After activation, so that nobody waits for it.
    const timer = setTimeout(() => workspace.textDocuments.forEach((each) => this.#opened(each)), 0);
    this.#disposables.add({ dispose: () => clearTimeout(timer) });
    this.#follow();
  }

  /** Resolves when everything that was read is checked. */
  async idle(): Promise<void> {
    await this.#model.idle();
    await this.#work;
  }

  dispose(): void {
    for (const followed of this.#followed.values()) followed.dispose();
    void this.#engine?.then((engine) => engine.dispose());
    this.#disposables.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (!vscode.workspace.getWorkspaceFolder(document.uri)) return;
    if (checkKind(document.uri.path, document.getText()) !== undefined) this.#model.start();
  }

  #follow(): void {
    const { folders } = this.#model;
    for (const [folder, followed] of this.#followed) {
      if (folders.includes(folder)) continue;
      followed.dispose();
      this.#followed.delete(folder);
      this.#plan((engine) => engine.keepOnly(this.#model.folders));
    }
    for (const folder of folders) {
      if (this.#followed.has(folder)) continue;
      this.#followed.set(
        folder,
        folder.onDidRead((changed) => this.#plan((engine) => engine.update(folder, changed))),
      );
    }
  }

  #redraw(): void {
    this.#plan((engine) => this.#model.folders.forEach((folder) => engine.draw(folder)));
  }

  /** One piece of work after the other, so that texts and what is shown belong together. */
  #plan(work: (engine: CheckEngine) => unknown): void {
    this.#work = this.#work.then(() =>
      this.#reporter.passive('Checking the files of the deployment', async () => work(await this.#load())),
    );
  }

  #load(): Promise<CheckEngine> {
    this.#engine ??= import('../project/firstReading.ts').then(({ CheckEngine: Engine }) =>
      Engine.create(this.#extension),
    );
    return this.#engine;
  }

  async #fixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    let found: vscode.CodeAction[] = [];
    if (!this.#engine) return found;
    await this.#reporter.passive('Looking for quick fixes', async () => {
      found = (await this.#load()).fixes(document, range);
    });
    return found;
  }
}
