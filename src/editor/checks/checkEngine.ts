import * as vscode from 'vscode';
import { LineIndex } from '../../core/project/text/lines.ts';
import { readServingCatalogue } from '../../core/serving/catalogue/readServingCatalogue.ts';
import type { ServingCatalogue } from '../../core/serving/catalogue/servingCatalogue.ts';
import type { FolderModel } from '../project/folderModel.ts';
import { fileUri, pathIn } from '../project/folderReader.ts';
import { setting } from '../settings.ts';
import { checkFixes } from './checkFixes.ts';
import { FolderChecks, shownDiagnostic } from './folderChecks.ts';

/** Checks folders and shows what is wrong in them. Loaded with the first folder that was read. */
export class CheckEngine implements vscode.Disposable {
  readonly #catalogue: ServingCatalogue;
  readonly #collection = vscode.languages.createDiagnosticCollection('aiStack.checks');
  readonly #folders = new Map<FolderModel, FolderChecks>();
  /** Files with diagnostics, by folder. */
  readonly #shown = new Map<FolderModel, readonly vscode.Uri[]>();

  constructor(catalogue: ServingCatalogue) {
    this.#catalogue = catalogue;
  }

  static async create(extension: vscode.Uri): Promise<CheckEngine> {
    const uri = vscode.Uri.joinPath(extension, 'media', 'catalog', 'serving.yaml');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return new CheckEngine(readServingCatalogue(text));
  }

  /** Checks a folder after it, or the files that changed in it, were read. */
  async update(model: FolderModel, changed: readonly string[] | undefined): Promise<void> {
    const { detection } = model;
    if (!detection) return;
    const checks = this.#folders.get(model) ?? new FolderChecks(this.#catalogue);
    const known = this.#folders.has(model);
    this.#folders.set(model, checks);
    if (await checks.update(detection, known ? changed : undefined)) this.draw(model);
  }

  /** Shows what was found; also when settings changed. */
  draw(model: FolderModel): void {
    const checks = this.#folders.get(model);
    for (const uri of this.#shown.get(model) ?? []) this.#collection.delete(uri);
    const { uri: folder } = model.folder;
    const shown: vscode.Uri[] = [];
    for (const [path, { text, diagnostics }] of checks?.checked ?? []) {
      const wanted = diagnostics.filter(({ code }) => isWanted(folder, code));
      if (wanted.length === 0) continue;
      const uri = fileUri(folder, path);
      const positionAt = positions(text);
      this.#collection.set(
        uri,
        wanted.map((each) => shownDiagnostic(each, positionAt)),
      );
      shown.push(uri);
    }
    this.#shown.set(model, shown);
  }

  /** Takes away all that is shown of folders that are no longer open. */
  keepOnly(models: readonly FolderModel[]): void {
    for (const model of this.#folders.keys()) {
      if (models.includes(model)) continue;
      this.#folders.delete(model);
      this.draw(model);
    }
  }

  /** The fixes for what is marked in a range. */
  fixes(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    for (const [model, checks] of this.#folders) {
      const path = pathIn(model.folder.uri, document.uri);
      if (path === undefined || !checks.checked.has(path)) continue;
      const wanted = checks
        .diagnose(path, document.getText())
        .filter(({ code }) => isWanted(model.folder.uri, code));
      return checkFixes(document, range, wanted, model.folder.uri);
    }
    return [];
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

function isWanted(folder: vscode.Uri, code: string): boolean {
  return (
    setting('aiStack.checks.enable', folder) &&
    !setting('aiStack.checks.disabledRules', folder).some((rule) => matches(rule, code))
  );
}

/** `docker/root-user`, or an area with a star: `docker/*`. */
function matches(rule: string, code: string): boolean {
  return rule.endsWith('*') ? code.startsWith(rule.slice(0, -1)) : rule === code;
}

function positions(text: string): (offset: number) => vscode.Position {
  const lines = new LineIndex(text);
  return (offset) => {
    const { line, column } = lines.positionAt(offset);
    return new vscode.Position(line - 1, column - 1);
  };
}
