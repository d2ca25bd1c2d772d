import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { OllamaService } from '../ollama/ollamaService.ts';
import type { Reporter } from '../report.ts';
import type { ModelfileFeatures } from './modelfileFeatures.ts';

/** As package.json names it. */
export const modelfileLanguageId = 'modelfile';
const selector: vscode.DocumentSelector = { language: modelfileLanguageId };

/** Applied on save where `editor.codeActionsOnSave` says so, and by Fix All. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('aiStack').append('modelfile');

/**
 * The language features for Modelfiles. Made at start-up without reading anything: what they do is loaded with the first
 * Modelfile that is open. All of it is passive, so that failures go to the log.
 */
export class ModelfileLanguage implements vscode.Disposable {
  readonly #reporter: Reporter;
  readonly #ollama: OllamaService;
  readonly #disposables = new Disposables();
  readonly #lensesChanged = this.#disposables.add(new vscode.EventEmitter<void>());
  #features: Promise<ModelfileFeatures> | undefined;

  constructor(_context: vscode.ExtensionContext, reporter: Reporter, ollama: OllamaService) {
    this.#reporter = reporter;
    this.#ollama = ollama;
    const { workspace } = vscode;
    [
      ...this.#readers(),
      ...this.#writers(),
      workspace.onDidOpenTextDocument((document) => this.#startFor(document)),
      workspace.onDidGrantWorkspaceTrust(() => this.#lensesChanged.fire()),
    ].forEach((each) => this.#disposables.add(each));
    // After activation, so that nobody waits for it.
    const timer = setTimeout(() => workspace.textDocuments.forEach((each) => this.#startFor(each)), 0);
    this.#disposables.add({ dispose: () => clearTimeout(timer) });
  }

  dispose(): void {
    void this.#features?.then((features) => features.dispose());
    this.#disposables.dispose();
  }

  /** What shows something beside the text. */
  #readers(): vscode.Disposable[] {
    const { languages } = vscode;
    return [
      languages.registerHoverProvider(selector, {
        provideHover: (document, position) => this.#ask((each) => each.hover(document, position)),
      }),
      languages.registerFoldingRangeProvider(selector, {
        provideFoldingRanges: (document) => this.#ask((each) => each.folds(document)),
      }),
      languages.registerDocumentSymbolProvider(
        selector,
        { provideDocumentSymbols: (document) => this.#ask((each) => each.symbols(document)) },
        { label: 'Modelfile' },
      ),
      languages.registerDocumentLinkProvider(selector, {
        provideDocumentLinks: (document) => this.#ask((each) => each.links(document)),
      }),
      languages.registerCodeLensProvider(selector, {
        onDidChangeCodeLenses: this.#lensesChanged.event,
        provideCodeLenses: (document) =>
          vscode.workspace.isTrusted ? this.#ask((each) => each.lenses(document)) : [],
      }),
    ];
  }

  /** What changes the text. */
  #writers(): vscode.Disposable[] {
    const { languages } = vscode;
    return [
      languages.registerCompletionItemProvider(
        selector,
        {
          provideCompletionItems: (document, position) =>
            this.#ask((each) => each.completions(document, position)),
        },
        ' ',
        '/',
        '.',
      ),
      languages.registerDocumentFormattingEditProvider(selector, {
        provideDocumentFormattingEdits: (document) => this.#ask((each) => each.format(document)),
      }),
      languages.registerCodeActionsProvider(
        selector,
        {
          provideCodeActions: (document, range, { only }) => {
            if (only?.intersects(fixAllKind)) return this.#ask((each) => each.fixAll(document, fixAllKind));
            const wanted = only === undefined || only.intersects(vscode.CodeActionKind.QuickFix);
            return wanted ? this.#ask((each) => each.quickFixes(document, range)) : [];
          },
        },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
      ),
    ];
  }

  #startFor({ languageId }: vscode.TextDocument): void {
    if (languageId === modelfileLanguageId) void this.#ask(() => undefined);
  }

  async #ask<T>(work: (features: ModelfileFeatures) => T | Promise<T>): Promise<T | undefined> {
    let answer: T | undefined;
    await this.#reporter.passive('The language features for Modelfiles', async () => {
      answer = await work(await this.#load());
    });
    return answer;
  }

  #load(): Promise<ModelfileFeatures> {
    this.#features ??= import('./modelfileFeatures.ts').then(
      ({ ModelfileFeatures }) => new ModelfileFeatures(modelfileLanguageId, this.#ollama, this.#reporter),
    );
    return this.#features;
  }
}
