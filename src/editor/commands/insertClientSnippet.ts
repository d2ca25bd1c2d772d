import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import {
  importLine,
  snippetLanguage,
  snippetSyntax,
  wholeFile,
  type ClientSnippet,
} from '../../core/ollama/snippets/clientSnippet.ts';
import { clientSnippets } from '../../core/ollama/snippets/clientSnippets.ts';
import { placeSnippet } from '../../core/ollama/snippets/placeSnippet.ts';
import { modelNameOf, subjectModel } from '../ollama/modelArgument.ts';
import type { Shell } from '../shell.ts';
import type { CommandHandler } from './table.ts';

/** Inserts code that talks to a model into the open file: `{ model, snippet }`, or what the user picks. */
export const insertClientSnippet: CommandHandler = async (shell, argument) => {
  const editor = vscode.window.activeTextEditor;
  const language = editor && snippetLanguage(editor.document.languageId);
  if (!editor || !language)
    throw new UserError(
      'There is code for Python, TypeScript and JavaScript only.',
      'Open a file or a notebook in one of them, and put the cursor where the code shall go.',
    );
  const model = await chooseModel(shell, argument);
  if (!model) return;
  const notebook = editor.document.uri.scheme === 'vscode-notebook-cell';
  const snippets = clientSnippets(language, { endpoint: shell.ollama.endpoint, notebook, ...model });
  const snippet = snippets.find(({ kind }) => kind === kindOf(argument)) ?? (await pick(snippets, model));
  if (!snippet) return;
  if (snippet.language === 'python' && language !== 'python') await openPython(snippet);
  else await insert(editor, snippet);
};

/** A server that does not run is no reason not to write code for it, when the model is named. */
async function chooseModel(shell: Shell, argument: unknown) {
  const name = modelNameOf(argument);
  const installed =
    name === undefined
      ? await subjectModel(shell, undefined, { title: 'Insert Client Snippet: for which model?' })
      : shell.ollama.installed.find((each) => each.name === name);
  if (installed) return { model: installed.name, capabilities: installed.capabilities };
  return name === undefined ? undefined : { model: name, capabilities: [] };
}

function kindOf(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'snippet' in argument
    ? argument.snippet
    : undefined;
}

async function pick(
  snippets: readonly ClientSnippet[],
  { model }: { readonly model: string },
): Promise<ClientSnippet | undefined> {
  const items = snippets.map((snippet) => ({ label: snippet.title, detail: snippet.detail, snippet }));
  const options = { title: `Insert Client Snippet for ${model}`, placeHolder: 'A way to talk to the model' };
  return (await vscode.window.showQuickPick(items, options))?.snippet;
}

/** Imports and body are one step of undo each. */
async function insert(editor: vscode.TextEditor, snippet: ClientSnippet): Promise<void> {
  const { document, selection } = editor;
  const { imports, bodyLine, body } = placeSnippet(document.getText(), selection.start.line, snippet);
  // The body first: where it goes below the imports, its line is then still the one that was reckoned.
  if (bodyLine === undefined) await editor.insertSnippet(asSnippet(body, snippet), selection);
  else if (bodyLine < document.lineCount)
    await editor.insertSnippet(asSnippet(`${body}\n`, snippet), new vscode.Position(bodyLine, 0));
  else await editor.insertSnippet(asSnippet(`\n${body}\n`, snippet), document.lineAt(bodyLine - 1).range.end);
  if (!imports) return;
  const place = new vscode.Position(imports.line, 0);
  if (await editor.edit((edit) => edit.insert(place, imports.text))) return;
  throw new UserError(
    'The imports could not be written, because the file changed meanwhile.',
    `Write them yourself: ${snippet.imports.map((each) => importLine(snippet.language, each)).join(' ')}`,
  );
}

function asSnippet(text: string, snippet: ClientSnippet): vscode.SnippetString {
  return new vscode.SnippetString(snippetSyntax(text, snippet));
}

async function openPython(snippet: ClientSnippet): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'python',
    content: wholeFile(snippet),
  });
  await vscode.window.showTextDocument(document);
}
