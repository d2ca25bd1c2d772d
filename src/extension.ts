import * as vscode from 'vscode';
import { createApi, type AiStackApi } from './editor/api.ts';
import { registerCommands } from './editor/commands/registerCommands.ts';
import { showDiagnostics } from './editor/diagnostics.ts';
import { Explanations } from './editor/explanations.ts';
import { ProjectModel } from './editor/project/projectModel.ts';
import { Reporter } from './editor/report.ts';
import { Views } from './editor/tree/views.ts';

/**
 * Puts the extension together. Nothing is read, spawned or awaited here: the first view that is seen, or the
 * first command, starts the work, and loads the code for it.
 */
export function activate(context: vscode.ExtensionContext): AiStackApi {
  const log = vscode.window.createOutputChannel('AI Stack Guide', { log: true });
  const reporter = new Reporter(log);
  const model = new ProjectModel(context, reporter);
  const views = new Views(model, context.workspaceState);
  context.subscriptions.push(
    log,
    model,
    views,
    showDiagnostics(model),
    new Explanations(model),
    registerCommands({ context, log, reporter, model, views }),
  );
  return createApi(model, views);
}
