import { posix } from 'node:path';
import * as vscode from 'vscode';

/**
 * A page with links that are relative to a folder, for the Markdown preview, which takes a link that begins with `/` as
 * relative to the first workspace folder, whatever page it stands on.
 */
export function linksInto(folder: vscode.Uri, markdown: string): string {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  const way = first ? posix.relative(first.path, folder.path) : '';
  const prefix = way === '' ? '/' : `/${encodeURI(way)}/`;
  return markdown.replace(/\]\((?=[^():\s]+#L\d+\))/g, `](${prefix}`);
}
