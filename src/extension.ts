import * as vscode from 'vscode';
import { createApi, type AiStackApi } from './editor/api.ts';
import { DeploymentChecks } from './editor/checks/deploymentChecks.ts';
import { registerCommands } from './editor/commands/registerCommands.ts';
import { showDiagnostics } from './editor/diagnostics.ts';
import { Explanations } from './editor/explanations.ts';
import { ModelfileLanguage } from './editor/modelfile/modelfileLanguage.ts';
import { OllamaService } from './editor/ollama/ollamaService.ts';
import { ProjectModel } from './editor/project/projectModel.ts';
import { Reporter } from './editor/report.ts';
import { SecretLint } from './editor/secrets/secretLint.ts';
import { Views } from './editor/tree/views.ts';

/**
 * Puts the extension together. Nothing is read, spawned or awaited here: the first view that is seen, or the
 * first command, starts the work, and loads the code for it. Open documents are looked at for secrets afterwards.
 */
export function activate(context: vscode.ExtensionContext): AiStackApi {
  const log = vscode.window.createOutputChannel('AI Stack Guide', { log: true });
  const reporter = new Reporter(log);
  const model = new ProjectModel(context, reporter);
  const views = new Views(model, context.workspaceState);
  const secrets = new SecretLint(context, reporter);
  const ollama = new OllamaService(context, reporter, model);
  const checks = new DeploymentChecks(context, model, reporter);
  context.subscriptions.push(
    log,
    model,
    views,
    secrets,
    ollama,
    checks,
    new ModelfileLanguage(context, reporter, ollama),
    showDiagnostics(model),
    new Explanations(model),
    registerCommands({ context, log, reporter, model, views, secrets, ollama }),
  );
  return createApi(model, views, secrets, ollama, checks);
}
