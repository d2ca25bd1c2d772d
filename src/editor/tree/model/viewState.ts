import { isEmpty, type FolderResult } from './folderResult.ts';

/** What the views show; the `when` clauses of viewsWelcome read it as `aiStack.state`. */
export type ViewState = 'loading' | 'empty' | 'ready' | 'error';

/** `folders` counts the workspace's folders, of which some may have no result yet. */
export function viewState(results: readonly FolderResult[], folders: number, scanning: boolean): ViewState {
  const failed = results.filter((result) => result.failure !== undefined).length;
  if (failed > 0 && failed === folders) return 'error';
  if (failed > 0 || !isEmpty(results)) return 'ready';
  return scanning || results.length < folders ? 'loading' : 'empty';
}
