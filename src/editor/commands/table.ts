import { clearSecretResults } from './clearSecretResults.ts';
import { refresh } from './refresh.ts';
import { showLog } from './showLog.ts';
import type { Shell } from '../shell.ts';

/** Runs a command. The argument is whatever the caller gave: a tree node, a subject, or nothing. */
export type CommandHandler = (shell: Shell, argument: unknown) => unknown;

export interface CommandRow {
  readonly id: `aiStack.${string}`;
  /** The words of package.json, for messages. */
  readonly title: string;
  /** Loads the handler at its first use; those that need nothing, not even VS Code, are there from the start. */
  readonly load: () => Promise<CommandHandler>;
}

// One file of the package for each room of commands, not one for each command.
const guideCommands = () => import('./guideCommands.ts');
const secretCommands = () => import('./secretCommands.ts');
const generateCommands = () => import('./generateFiles.ts');
const ollamaCommands = () => import('./ollamaCommands.ts');

/** Every command of the extension. package.json has one entry for each, and a test compares both ways. */
export const commandTable: readonly CommandRow[] = [
  { id: 'aiStack.refresh', title: 'Refresh', load: () => Promise.resolve(refresh) },
  {
    id: 'aiStack.showGuideSection',
    title: 'Show Guide Section',
    load: async () => (await guideCommands()).showGuideSection,
  },
  {
    id: 'aiStack.explainRecommendation',
    title: 'Explain Recommendation',
    load: async () => (await guideCommands()).explainRecommendation,
  },
  {
    id: 'aiStack.openEvidence',
    title: 'Open Evidence',
    load: async () => (await guideCommands()).openEvidence,
  },
  {
    id: 'aiStack.copyReport',
    title: 'Copy Report',
    load: async () => (await guideCommands()).copyReport,
  },
  {
    id: 'aiStack.createGuideOverride',
    title: 'Create Guide Override',
    load: async () => (await guideCommands()).createGuideOverride,
  },
  {
    id: 'aiStack.generateFiles',
    title: 'Generate…',
    load: async () => (await generateCommands()).generateFiles,
  },
  {
    id: 'aiStack.generateFastApi',
    title: 'Generate FastAPI Server',
    load: async () => (await generateCommands()).generateFastApi,
  },
  {
    id: 'aiStack.generateDockerfile',
    title: 'Generate Dockerfile',
    load: async () => (await generateCommands()).generateDockerfile,
  },
  {
    id: 'aiStack.generateCloudRun',
    title: 'Generate Cloud Run Service',
    load: async () => (await generateCommands()).generateCloudRun,
  },
  {
    id: 'aiStack.setUpWorkloadIdentity',
    title: 'Set Up Workload Identity',
    load: async () => (await generateCommands()).setUpWorkloadIdentity,
  },
  {
    id: 'aiStack.scanWorkspaceForSecrets',
    title: 'Scan Workspace for Secrets',
    load: async () => (await secretCommands()).scanWorkspaceForSecrets,
  },
  {
    id: 'aiStack.showSecretRule',
    title: 'Show Secret Rule',
    load: async () => (await secretCommands()).showSecretRule,
  },
  {
    id: 'aiStack.openSecret',
    title: 'Open Secret',
    load: async () => (await secretCommands()).openSecret,
  },
  {
    id: 'aiStack.suppressSecret',
    title: 'Suppress Secret with Reason',
    load: async () => (await secretCommands()).suppressSecret,
  },
  {
    id: 'aiStack.addSecretToBaseline',
    title: 'Add Secret to Baseline',
    load: async () => (await secretCommands()).addSecretToBaseline,
  },
  {
    id: 'aiStack.checkGitHistoryForSecret',
    title: 'Check Git History for This Secret',
    load: async () => (await secretCommands()).checkGitHistoryForSecret,
  },
  {
    id: 'aiStack.clearSecretResults',
    title: 'Clear Secret Results',
    load: () => Promise.resolve(clearSecretResults),
  },
  {
    id: 'aiStack.startOllama',
    title: 'Start Ollama',
    load: async () => (await ollamaCommands()).startOllama,
  },
  {
    id: 'aiStack.installOllama',
    title: 'Install Ollama…',
    load: async () => (await ollamaCommands()).installOllama,
  },
  {
    id: 'aiStack.refreshModels',
    title: 'Refresh Models',
    load: async () => (await ollamaCommands()).refreshModels,
  },
  {
    id: 'aiStack.pullModel',
    title: 'Pull Model…',
    load: async () => (await ollamaCommands()).pullModel,
  },
  {
    id: 'aiStack.runModel',
    title: 'Run Model',
    load: async () => (await ollamaCommands()).runModel,
  },
  {
    id: 'aiStack.stopModel',
    title: 'Stop Model',
    load: async () => (await ollamaCommands()).stopModel,
  },
  {
    id: 'aiStack.deleteModel',
    title: 'Delete Model',
    load: async () => (await ollamaCommands()).deleteModel,
  },
  {
    id: 'aiStack.showModelDetails',
    title: 'Show Model Details',
    load: async () => (await ollamaCommands()).showModelDetails,
  },
  {
    id: 'aiStack.copyOpenAiEndpoint',
    title: 'Copy OpenAI-compatible Endpoint',
    load: async () => (await ollamaCommands()).copyOpenAiEndpoint,
  },
  {
    id: 'aiStack.createModel',
    title: 'Create Model from Modelfile',
    load: async () => (await ollamaCommands()).createModel,
  },
  {
    id: 'aiStack.insertClientSnippet',
    title: 'Insert Client Snippet',
    load: async () => (await ollamaCommands()).insertClientSnippet,
  },
  {
    id: 'aiStack._afterFix',
    title: 'After the Fix',
    load: async () => (await secretCommands()).afterFix,
  },
  {
    id: 'aiStack._clearCellOutputs',
    title: 'Clear the Outputs of a Cell',
    load: async () => (await secretCommands()).clearCellOutputs,
  },
  {
    id: 'aiStack._refuseFix',
    title: 'Fix a Secret',
    load: async () => (await secretCommands()).refuseFix,
  },
  { id: 'aiStack.showLog', title: 'Show Log', load: () => Promise.resolve(showLog) },
];
