import * as vscode from 'vscode';
import { overridePath } from '../../core/guide/file/overridePath.ts';
import { baselinePath } from '../../core/secrets/baseline/baseline.ts';
import { gitleaksIgnorePaths } from '../../core/secrets/baseline/gitleaksIgnore.ts';
import { secretsBaselinePath } from '../../core/secrets/baseline/secretsBaseline.ts';
import { gitleaksConfigPaths } from '../../core/secrets/peers/gitleaksConfig.ts';
import type { LoadedPolicy } from '../../core/secrets/policy/loadPolicy.ts';
import { Disposables } from '../disposables.ts';
import { problemDiagnostic } from '../diagnostics.ts';
import { fileUri } from '../project/folderReader.ts';

const delayMs = 300;
const policyFiles = [
  overridePath,
  baselinePath,
  secretsBaselinePath,
  ...gitleaksIgnorePaths,
  ...gitleaksConfigPaths,
];

/** Calls back when a file changes that decides which findings count, and shows what is wrong with these files. */
export class PolicyWatch implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #collection: vscode.DiagnosticCollection;
  readonly #changed: () => void;
  #watchers = new Disposables();
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#collection = this.#disposables.add(vscode.languages.createDiagnosticCollection('aiStack.policy'));
    this.#disposables.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#plan();
      }),
    );
    this.#watch();
  }

  /** Shows what is wrong with a folder's files; what is wrong with the guide's override is shown elsewhere. */
  show(folder: vscode.Uri, { problems }: LoadedPolicy): void {
    const files = Map.groupBy(problems, ({ file }) => file);
    this.#collection.set(policyFiles.map((path) => [fileUri(folder, path), undefined]));
    for (const [file, found] of files) {
      const diagnostics = found.map((problem) =>
        problemDiagnostic({ ...problem, code: 'secret-policy/invalid' }),
      );
      this.#collection.set(fileUri(folder, file), diagnostics);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watchers.dispose();
    this.#disposables.dispose();
  }

  #watch(): void {
    this.#watchers.dispose();
    this.#watchers = new Disposables();
    const pattern = `{${policyFiles.join(',')}}`;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
      const plan = (): void => this.#plan();
      [watcher, watcher.onDidCreate(plan), watcher.onDidChange(plan), watcher.onDidDelete(plan)].forEach(
        (each) => this.#watchers.add(each),
      );
    }
  }

  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(), delayMs);
  }
}
