import * as vscode from 'vscode';

/** What we use of the API (version 1) of VS Code's own git extension. */
export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    /** Files that differ between the index and HEAD. */
    readonly indexChanges: readonly GitChange[];
    readonly onDidChange: vscode.Event<void>;
  };
  /** The content of a file in a commit; with an empty `ref`, in the index. */
  buffer(ref: string, path: string): Promise<Uint8Array>;
}

export interface GitChange {
  readonly uri: vscode.Uri;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/**
 * Calls back with the API whenever git is to be had, and with undefined when it is switched off. VS Code activates its git
 * extension at start-up itself; this waits for that.
 */
export async function followGit(listener: (git: GitApi | undefined) => void): Promise<vscode.Disposable> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return new vscode.Disposable(() => undefined);
  const git = await extension.activate();
  const tell = (enabled: boolean): void => listener(enabled ? git.getAPI(1) : undefined);
  tell(git.enabled);
  // The event comes before the API is there.
  return git.onDidChangeEnablement((enabled) => void setTimeout(() => tell(enabled), 0));
}
