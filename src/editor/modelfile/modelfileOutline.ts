import * as vscode from 'vscode';
import { foldModelfile } from '../../core/ollama/modelfile/foldModelfile.ts';
import type { InstructionName } from '../../core/ollama/modelfile/modelfile.ts';
import { modelfileSymbols } from '../../core/ollama/modelfile/modelfileSymbols.ts';
import { rangeOf } from './modelfileDiagnostic.ts';

const kinds: Readonly<Record<InstructionName, vscode.SymbolKind>> = {
  from: vscode.SymbolKind.Module,
  parameter: vscode.SymbolKind.Property,
  template: vscode.SymbolKind.String,
  system: vscode.SymbolKind.String,
  adapter: vscode.SymbolKind.Package,
  license: vscode.SymbolKind.Constant,
  message: vscode.SymbolKind.Event,
  draft: vscode.SymbolKind.Module,
  renderer: vscode.SymbolKind.Method,
  parser: vscode.SymbolKind.Method,
  requires: vscode.SymbolKind.Constant,
};

/** The outline, one row for each instruction. */
export function documentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  return modelfileSymbols(document.getText()).map(
    (symbol) =>
      new vscode.DocumentSymbol(
        symbol.name,
        symbol.detail,
        kinds[symbol.kind],
        rangeOf(document, symbol),
        rangeOf(document, symbol.selection),
      ),
  );
}

export function foldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
  return foldModelfile(document.getText()).map(
    ({ startLine, endLine, kind }) =>
      new vscode.FoldingRange(
        startLine,
        endLine,
        kind === 'comment' ? vscode.FoldingRangeKind.Comment : undefined,
      ),
  );
}
