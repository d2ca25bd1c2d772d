import * as vscode from 'vscode';
import type { Problem } from '../core/project/clue.ts';
import { Disposables } from './disposables.ts';
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
  disposables.add(model.onDidChange(draw));
  return disposables;
}

function folderDiagnostics(model: FolderModel): [vscode.Uri, vscode.Diagnostic[]][] {
  if (!model.fresh) return [];
  const problems = [
    ...(model.result?.facts.problems ?? []).map((problem) => ({ ...problem, code: 'manifest/unreadable' })),
    ...model.overrideProblems,
  ];
  return problems.map((problem) => [fileUri(model.folder.uri, problem.file), [problemDiagnostic(problem)]]);
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
