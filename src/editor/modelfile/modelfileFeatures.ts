import type * as vscode from 'vscode';
import type { OllamaService } from '../ollama/ollamaService.ts';
import type { Reporter } from '../report.ts';
import { modelfileCompletions } from './modelfileCompletions.ts';
import { ModelfileChecks } from './modelfileChecks.ts';
import { modelfileFixAll, modelfileQuickFixes } from './modelfileFixes.ts';
import { formattingEdits } from './modelfileFormatting.ts';
import { modelfileHovers } from './modelfileHovers.ts';
import { modelfileLenses } from './modelfileLenses.ts';
import { modelfileLinks } from './modelfileLinks.ts';
import { documentSymbols, foldingRanges } from './modelfileOutline.ts';

/** All that is done with Modelfiles in the editor; loaded with the first of them. */
export class ModelfileFeatures implements vscode.Disposable {
  readonly #ollama: OllamaService;
  readonly #reporter: Reporter;
  readonly #checks: ModelfileChecks;

  constructor(languageId: string, ollama: OllamaService, reporter: Reporter) {
    this.#ollama = ollama;
    this.#reporter = reporter;
    this.#checks = new ModelfileChecks(languageId, ollama, reporter);
  }

  hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    return modelfileHovers(document, position, { ollama: this.#ollama, reporter: this.#reporter });
  }

  folds(document: vscode.TextDocument): vscode.FoldingRange[] {
    return foldingRanges(document);
  }

  symbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    return documentSymbols(document);
  }

  async links(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    return modelfileLinks(document, await this.#checks.current(document));
  }

  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return modelfileLenses(document);
  }

  completions(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    return modelfileCompletions(document, position, this.#ollama);
  }

  format(document: vscode.TextDocument): vscode.TextEdit[] {
    return formattingEdits(document);
  }

  async quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    return modelfileQuickFixes(document, range, await this.#checks.current(document));
  }

  async fixAll(document: vscode.TextDocument, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
    return modelfileFixAll(document, kind, await this.#checks.current(document));
  }

  dispose(): void {
    this.#checks.dispose();
  }
}
