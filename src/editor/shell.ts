import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { OllamaService } from './ollama/ollamaService.ts';
import type { ProjectModel } from './project/projectModel.ts';
import type { Reporter } from './report.ts';
import type { SecretLint } from './secrets/secretLint.ts';
import type { Views } from './tree/views.ts';

/** What commands work with. */
export interface Shell {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly reporter: Reporter;
  readonly model: ProjectModel;
  readonly views: Views;
  readonly secrets: SecretLint;
  readonly ollama: OllamaService;
}
