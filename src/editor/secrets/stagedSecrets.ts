import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { Reporter } from '../report.ts';
import { onSettingsChange, setting } from '../settings.ts';
import { counts } from './fileSecrets.ts';
import { followGit, type GitApi, type GitRepository } from './gitExtension.ts';
import type { LintEngine } from './lintEngine.ts';
import { secretsViewId, type StagedFiles } from './secretsView.ts';

const delayMs = 500;
/** A merge may stage thousands of files, which were committed by somebody before. */
const mostFiles = 100;
const settingKey = 'aiStack.secrets.warnWhenStaged';

interface FollowedRepository {
  readonly repository: GitRepository;
  readonly following: vscode.Disposable;
  /** URIs of the files whose staged content holds a secret. */
  files: ReadonlySet<string>;
  /** What of the index was looked at last. */
  seen?: string;
}

/**
 * Files whose staged content holds a secret. It is the index that is looked at, not the file: a key that was taken out
 * after staging is committed all the same. Says so in the status bar and the Secrets view, without a message.
 */
export class StagedSecrets implements StagedFiles, vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #engine: () => Promise<LintEngine>;
  readonly #reporter: Reporter;
  readonly #disposables = new Disposables();
  /** By root: git hands out another object for the same repository each time. */
  readonly #repositories = new Map<string, FollowedRepository>();
  #item: vscode.StatusBarItem | undefined;
  #gitEvents = new Disposables();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #started = false;

  constructor(engine: () => Promise<LintEngine>, reporter: Reporter) {
    this.#engine = engine;
    this.#reporter = reporter;
    this.onDidChange = this.#changed.event;
  }

  /** Begins to follow git, where there is one and the workspace is trusted. */
  start(): void {
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#follow()));
    this.#disposables.add(onSettingsChange([settingKey], () => this.refresh()));
    this.#follow();
  }

  /** URIs of the files whose staged content holds a secret. */
  get uris(): string[] {
    return [...this.#repositories.values()].flatMap(({ files }) => [...files]);
  }

  /** Looks at everything that is staged anew. */
  refresh(): void {
    for (const followed of this.#repositories.values()) delete followed.seen;
    this.#plan();
  }

  /** Resolves when the index, as it is known, has been looked at. */
  async idle(): Promise<void> {
    if (this.#timer) this.#check();
    await this.#work;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#gitEvents.dispose();
    for (const { following } of this.#repositories.values()) following.dispose();
    this.#item?.dispose();
    this.#disposables.dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    if (this.#started || !vscode.workspace.isTrusted) return;
    this.#started = true;
    void this.#reporter.passive('Following git', async () => {
      this.#disposables.add(await followGit((git) => this.#followRepositories(git)));
    });
  }

  #followRepositories(git: GitApi | undefined): void {
    this.#gitEvents.dispose();
    this.#gitEvents = new Disposables();
    for (const { repository } of [...this.#repositories.values()]) this.#leave(repository);
    if (!git) return;
    this.#gitEvents.add(git.onDidOpenRepository((repository) => this.#enter(repository)));
    this.#gitEvents.add(git.onDidCloseRepository((repository) => this.#leave(repository)));
    git.repositories.forEach((repository) => this.#enter(repository));
  }

  #enter(repository: GitRepository): void {
    this.#leave(repository);
    const following = repository.state.onDidChange(() => this.#plan());
    this.#repositories.set(repository.rootUri.toString(), { repository, following, files: new Set() });
    this.#plan();
  }

  #leave({ rootUri }: GitRepository): void {
    this.#repositories.get(rootUri.toString())?.following.dispose();
    if (this.#repositories.delete(rootUri.toString())) this.#draw();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => this.#check(), delayMs);
  }

  #check(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = this.#work.then(() =>
      this.#reporter.passive('Looking for secrets in what is staged', async () => {
        for (const followed of [...this.#repositories.values()]) await this.#checkRepository(followed);
        this.#draw();
      }),
    );
  }

  /** Git reports every change of a file in the folder; only when the index changed is there anything to do. */
  async #checkRepository(followed: FollowedRepository): Promise<void> {
    const { repository } = followed;
    const { rootUri } = repository;
    const on = setting(settingKey, rootUri) && setting('aiStack.secrets.enable', rootUri);
    const changes = on ? repository.state.indexChanges.slice(0, mostFiles) : [];
    const state = [await indexTime(repository), ...changes.map(({ uri }) => uri.toString())].join('\n');
    if (followed.seen === state) return;
    const files = new Set<string>();
    for (const { uri } of changes) if (await this.#holdsSecret(repository, uri)) files.add(uri.toString());
    followed.seen = state;
    followed.files = files;
  }

  async #holdsSecret(repository: GitRepository, uri: vscode.Uri): Promise<boolean> {
    let bytes: Uint8Array;
    try {
      bytes = await repository.buffer('', uri.fsPath);
    } catch {
      // A file whose deletion is staged is not in the index.
      return false;
    }
    const secrets = await (await this.#engine()).lintFile(uri, bytes);
    return secrets.some(counts);
  }

  #draw(): void {
    const uris = this.uris;
    this.#changed.fire();
    if (uris.length === 0) {
      this.#item?.hide();
      return;
    }
    this.#item ??= createItem();
    this.#item.text =
      uris.length === 1 ? '$(warning) Staged secret' : `$(warning) ${uris.length} files with staged secrets`;
    const names = uris.slice(0, 5).map((uri) => basename(vscode.Uri.parse(uri).path));
    const words = `The next commit would hold a secret: ${names.join(', ')}${uris.length > 5 ? ' and others' : ''}.`;
    this.#item.tooltip = words;
    this.#item.accessibilityInformation = { label: words };
    this.#item.show();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('aiStack.stagedSecrets', vscode.StatusBarAlignment.Left);
  item.name = 'AI Stack: Staged Secrets';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
  item.command = `${secretsViewId}.focus`;
  return item;
}

/** When the index was written last; empty where it is not in the usual place, as in a worktree. */
async function indexTime({ rootUri }: GitRepository): Promise<string> {
  try {
    return String((await vscode.workspace.fs.stat(vscode.Uri.joinPath(rootUri, '.git', 'index'))).mtime);
  } catch {
    return String(Date.now());
  }
}
