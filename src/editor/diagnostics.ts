import * as vscode from 'vscode';
import type { Problem } from '../core/project/clue.ts';
import { Disposables } from './disposables.ts';
import { modelfileLanguageId } from './modelfile/modelfileLanguage.ts';
import { fileUri } from './project/folderReader.ts';
import type { FolderModel } from './project/folderModel.ts';
import type { ProjectModel } from './project/projectModel.ts';

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Shows what is wrong with manifests and with the guide's override among VS Code's problems. */
export function showDiagnostics(model: ProjectModel): Disposables {
  const disposables = new Disposables();
  const collection = disposables.add(vscode.languages.createDiagnosticCollection('aiStack'));
  const draw = (): void => {
    collection.clear();
    collection.set(model.folders.flatMap(folderDiagnostics));
  };
  const drawForModelfile = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === modelfileLanguageId) draw();
  };
  disposables.add(model.onDidChange(draw));
  disposables.add(vscode.workspace.onDidOpenTextDocument(drawForModelfile));
  disposables.add(vscode.workspace.onDidCloseTextDocument(drawForModelfile));
  return disposables;
}

function folderDiagnostics(model: FolderModel): [vscode.Uri, vscode.Diagnostic[]][] {
  if (!model.fresh) return [];
  const problems = [
    ...(model.result?.facts.problems ?? []).map((problem) => ({ ...problem, code: 'manifest/unreadable' })),
    ...model.overrideProblems,
  ];
  const ofLanguage = openModelfiles();
  return problems
    .map((problem) => ({ problem, uri: fileUri(model.folder.uri, problem.file) }))
    .filter(({ uri }) => !ofLanguage.has(uri.toString()))
    .map(({ problem, uri }) => [uri, [problemDiagnostic(problem)]]);
}

/** While a Modelfile is open, its language says what is wrong with it, and more exactly. */
function openModelfiles(): ReadonlySet<string> {
  const open = vscode.workspace.textDocuments.filter(
    ({ languageId, isClosed }) => languageId === modelfileLanguageId && !isClosed,
  );
  return new Set(open.map(({ uri }) => uri.toString()));
}

/** A problem of ours as VS Code shows it. */
export function problemDiagnostic(
  problem: Problem & { code: string; endLine?: number; endColumn?: number },
): vscode.Diagnostic {
  const start = new vscode.Position(problem.line - 1, problem.column - 1);
  const end =
    problem.endLine === undefined || problem.endColumn === undefined
      ? start
      : new vscode.Position(problem.endLine - 1, problem.endColumn - 1);
  const result = new vscode.Diagnostic(
    new vscode.Range(start, end),
    problem.message,
    severities[problem.severity],
  );
  result.source = 'AI Stack';
  result.code = problem.code;
  return result;
}
