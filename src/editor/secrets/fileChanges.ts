import * as vscode from 'vscode';
import { decodeText } from '../../core/project/decodeText.ts';
import { applyFileChange } from '../../core/secrets/fixes/applyFix.ts';
import type { FileChange } from '../../core/secrets/fixes/secretFix.ts';
import { fileUri } from '../project/folderReader.ts';

/** What several fixes together do to other files of a folder, such as `.env` and `.gitignore`. */
export class FileChanges {
  readonly #folder: vscode.Uri;
  readonly #files = new Map<string, { readonly before: string | undefined; after: string | undefined }>();

  /** The root of the workspace folder; of a file outside of one, the folder that it lies in. */
  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async add(change: FileChange): Promise<void> {
    let file = this.#files.get(change.path);
    if (!file) {
      const before = await readText(fileUri(this.#folder, change.path));
      file = { before, after: before };
      this.#files.set(change.path, file);
    }
    file.after = applyFileChange(file.after, change) ?? file.after;
  }

  /** Puts the changes into an edit: new files are created, and others get what comes behind their end. */
  addTo(edit: vscode.WorkspaceEdit): void {
    for (const [path, { before, after }] of this.#files) {
      if (after === undefined || after === before) continue;
      const uri = fileUri(this.#folder, path);
      if (before === undefined) edit.createFile(uri, { ignoreIfExists: true });
      edit.insert(uri, endOf(before ?? ''), after.slice(before?.length ?? 0));
    }
  }
}

/** The text as the user sees it; undefined where there is no such file. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return decodeText(await vscode.workspace.fs.readFile(uri)).text;
  } catch {
    return undefined;
  }
}

function endOf(text: string): vscode.Position {
  const lines = text.split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
