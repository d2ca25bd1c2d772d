import * as vscode from 'vscode';
import { completeModelfile } from '../../core/ollama/modelfile/completeModelfile.ts';
import type { ModelfileCompletion, ModelfileCompletionKind } from '../../core/ollama/modelfile/modelfile.ts';
import type { OllamaService } from '../ollama/ollamaService.ts';
import { knownModels } from './checkModelfile.ts';
import { rangeOf } from './modelfileDiagnostic.ts';
import { modelLine } from './modelWords.ts';
import { pathCompletions } from './pathCompletions.ts';
import { typedPath } from './typedPath.ts';

const kinds: Readonly<Record<ModelfileCompletionKind, vscode.CompletionItemKind>> = {
  instruction: vscode.CompletionItemKind.Keyword,
  parameter: vscode.CompletionItemKind.Property,
  role: vscode.CompletionItemKind.EnumMember,
  model: vscode.CompletionItemKind.Module,
  value: vscode.CompletionItemKind.Value,
  template: vscode.CompletionItemKind.Variable,
};

/** How long a list of completions waits for a server that was not asked before. */
const probeMs = 1_000;

export async function modelfileCompletions(
  document: vscode.TextDocument,
  position: vscode.Position,
  ollama: OllamaService,
): Promise<vscode.CompletionItem[]> {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const typed = typedPath(before);
  if (typed && !typed.isPath) await askOnce(ollama);
  const found = completeModelfile(document.getText(), document.offsetAt(position), knownModels(ollama));
  const items = found.map((each) => completionItem(document, each, ollama));
  return typed ? [...items, ...(await pathCompletions(document, position))] : items;
}

/** Models are known once the Models view was seen; before, the server is asked here. */
async function askOnce(ollama: OllamaService): Promise<void> {
  if (ollama.state.kind !== 'unknown') return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, probeMs);
  });
  await Promise.race([ollama.refresh().catch(() => undefined), late]);
  clearTimeout(timer);
}

function completionItem(
  document: vscode.TextDocument,
  { label, kind, insertText, snippet, detail, documentation, sortText, start, end }: ModelfileCompletion,
  { installed }: OllamaService,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  const model = kind === 'model' ? installed.find(({ name }) => name === label) : undefined;
  item.insertText = snippet ? new vscode.SnippetString(insertText) : insertText;
  item.range = rangeOf(document, { start, end });
  item.detail = model ? [detail, modelLine(model)].filter(Boolean).join(' · ') : detail;
  item.documentation = documentation === undefined ? undefined : new vscode.MarkdownString(documentation);
  item.sortText = sortText;
  if (kind === 'instruction' && insertText.endsWith(' '))
    item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}
