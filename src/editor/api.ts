import type { Uri } from 'vscode';
import type { ProjectRecommendations } from '../core/guide/recommendation.ts';
import type { ProjectFacts } from '../core/project/facts.ts';
import type { DeploymentChecks } from './checks/deploymentChecks.ts';
import type { OllamaService } from './ollama/ollamaService.ts';
import type { ProjectModel } from './project/projectModel.ts';
import type { ShownSecret } from './secrets/fileSecrets.ts';
import type { SecretLint } from './secrets/secretLint.ts';
import type { TreeNode } from './tree/model/treeNode.ts';
import type { ViewId, Views } from './tree/views.ts';

/**
 * What `activate` returns: a view into the panel for other extensions and for tests. Each method starts the
 * reading of the workspace when that has not happened, and waits until nothing is left to be read.
 */
export interface AiStackApi {
  /** The facts of a workspace folder; undefined for a URI that is none, or that could not be read. */
  facts(folder: Uri): Promise<ProjectFacts | undefined>;
  /** The recommendations for each project of a workspace folder. */
  recommendations(folder: Uri): Promise<readonly ProjectRecommendations[]>;
  /** The rows of a view as plain data. */
  tree(view: ViewId | 'aiStack.secrets' | 'aiStack.models'): Promise<readonly TreeNode[]>;
  /** The number on the panel's badge: sections that need action. */
  badge(): Promise<number>;
  /** The secrets found in a document or in a file that was scanned, without the values. */
  secrets(document: Uri): Promise<readonly ShownSecret[]>;
  /** Resolves when the files of the deployment are checked as they stand; what is wrong is among VS Code's problems. */
  checked(): Promise<void>;
}

export function createApi(
  model: ProjectModel,
  views: Views,
  secrets: SecretLint,
  ollama: OllamaService,
  checks: DeploymentChecks,
): AiStackApi {
  const result = async (folder: Uri) => {
    await model.idle();
    return model.folderOf(folder.toString())?.result;
  };
  return {
    facts: async (folder) => {
      const known = await result(folder);
      return known?.failure === undefined ? known?.facts : undefined;
    },
    recommendations: async (folder) => (await result(folder))?.recommendations ?? [],
    tree: async (view) => {
      if (view === 'aiStack.secrets') {
        await secrets.idle();
        return secrets.nodes();
      }
      if (view === 'aiStack.models') {
        await ollama.idle();
        return ollama.nodes();
      }
      await model.idle();
      return views.nodes(view);
    },
    badge: async () => {
      await model.idle();
      return views.badge?.value ?? 0;
    },
    secrets: (document) => secrets.secrets(document),
    checked: () => checks.idle(),
  };
}
