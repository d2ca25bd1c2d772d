import type * as vscode from 'vscode';
import type { OllamaService } from '../ollama/ollamaService.ts';
import type { Reporter } from '../report.ts';

/** Being built: the language features for Modelfiles. */
export class ModelfileLanguage implements vscode.Disposable {
  constructor(_context: vscode.ExtensionContext, _reporter: Reporter, _ollama: OllamaService) {}

  dispose(): void {}
}
