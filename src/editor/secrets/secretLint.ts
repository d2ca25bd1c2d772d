import type * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { Reporter } from '../report.ts';
import { onSettingsChange } from '../settings.ts';
import type { TreeNode } from '../tree/model/treeNode.ts';
import { DocumentLint } from './documentLint.ts';
import type { ShownSecret } from './fileSecrets.ts';
import type { LintEngine } from './lintEngine.ts';
import { SecretActions } from './secretActions.ts';
import { showSecretDiagnostics } from './secretDiagnostics.ts';
import { SecretPages } from './secretPages.ts';
import { SecretStore } from './secretStore.ts';
import { SecretsView } from './secretsView.ts';
import { StagedSecrets } from './stagedSecrets.ts';
import type { WorkspaceSecrets } from './workspaceSecrets.ts';

/** Settings on which it depends what is found or shown. */
const lintSettings = [
  'aiStack.secrets.enable',
  'aiStack.secrets.minConfidence',
  'aiStack.secrets.contextual',
  'aiStack.secrets.testFiles',
  'aiStack.secrets.disabledRules',
  'aiStack.secrets.severity',
  'aiStack.secrets.exclude',
  'aiStack.secrets.maxFileSize',
] as const;

/**
 * Everything about secrets in the editor. Made at start-up without reading anything: the rules are loaded when the
 * first document is looked at, and the rest at its first use.
 */
export class SecretLint implements vscode.Disposable {
  readonly store = new SecretStore();
  readonly reporter: Reporter;
  readonly #disposables = new Disposables();
  readonly #staged: StagedSecrets;
  readonly #view: SecretsView;
  #documents: DocumentLint | undefined;
  #engine: Promise<LintEngine> | undefined;
  #workspace: Promise<WorkspaceSecrets> | undefined;

  constructor(context: vscode.ExtensionContext, reporter: Reporter) {
    this.reporter = reporter;
    const engine = (): Promise<LintEngine> => this.engine();
    this.#staged = this.#disposables.add(new StagedSecrets(engine, reporter));
    this.#view = this.#disposables.add(new SecretsView(this.store, this.#staged, context.workspaceState));
    this.#disposables.add(showSecretDiagnostics(this.store));
    this.#disposables.add(new SecretActions(this));
    this.#disposables.add(
      new SecretPages(async (rule) => (await import('./secretPageText.ts')).secretPageText(rule), reporter),
    );
    this.#disposables.add(onSettingsChange(lintSettings, () => this.reload()));
    // After activation, so that nobody waits for it.
    const timer = setTimeout(() => this.#start(), 0);
    this.#disposables.add({ dispose: () => clearTimeout(timer) });
  }

  /** The rows of the Secrets view as they stand now. */
  nodes(): readonly TreeNode[] {
    return this.#view.nodes();
  }

  /** What is known of a document, after all that is known to have changed has been looked at. */
  async secrets(uri: vscode.Uri): Promise<readonly ShownSecret[]> {
    await this.idle();
    return this.store.of(uri.toString()) ?? [];
  }

  /** Resolves when open documents, changed files and the index have been looked at. */
  async idle(): Promise<void> {
    await this.#start().idle();
    await (await this.#workspace)?.idle();
    await this.#staged.idle();
  }

  /** The rules and policies, loaded once. */
  engine(): Promise<LintEngine> {
    this.#engine ??= import('./lintEngine.ts').then(({ LintEngine }) => new LintEngine(() => this.reload()));
    return this.#engine;
  }

  /** The scan of the workspace, which follows the files from its first run on. */
  workspace(): Promise<WorkspaceSecrets> {
    this.#workspace ??= import('./workspaceSecrets.ts').then(
      ({ WorkspaceSecrets }) => new WorkspaceSecrets(this.store, () => this.engine(), this.reporter),
    );
    return this.#workspace;
  }

  /** Looks at everything anew, because settings or a policy changed. */
  reload(): void {
    void this.reporter.passive('Taking over changed settings', async () => {
      (await this.#engine)?.policies.reload();
      this.#documents?.lintAll();
      await (await this.#workspace)?.rescan();
      this.#staged.refresh();
    });
  }

  dispose(): void {
    this.#documents?.dispose();
    void this.#engine?.then((engine) => engine.dispose());
    void this.#workspace?.then((workspace) => workspace.dispose());
    this.#disposables.dispose();
    this.store.dispose();
  }

  #start(): DocumentLint {
    if (!this.#documents) {
      this.#documents = new DocumentLint(this.store, () => this.engine(), this.reporter);
      this.#staged.start();
    }
    return this.#documents;
  }
}
