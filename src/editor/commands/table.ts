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

/** Every command of the extension. package.json has one entry for each, and a test compares both ways. */
export const commandTable: readonly CommandRow[] = [
  { id: 'aiStack.refresh', title: 'Refresh', load: () => Promise.resolve(refresh) },
  {
    id: 'aiStack.showGuideSection',
    title: 'Show Guide Section',
    load: async () => (await import('./showGuideSection.ts')).showGuideSection,
  },
  {
    id: 'aiStack.explainRecommendation',
    title: 'Explain Recommendation',
    load: async () => (await import('./explainRecommendation.ts')).explainRecommendation,
  },
  {
    id: 'aiStack.openEvidence',
    title: 'Open Evidence',
    load: async () => (await import('./openEvidence.ts')).openEvidence,
  },
  {
    id: 'aiStack.copyReport',
    title: 'Copy Report',
    load: async () => (await import('./copyReport.ts')).copyReport,
  },
  {
    id: 'aiStack.createGuideOverride',
    title: 'Create Guide Override',
    load: async () => (await import('./createGuideOverride.ts')).createGuideOverride,
  },
  {
    id: 'aiStack.scanWorkspaceForSecrets',
    title: 'Scan Workspace for Secrets',
    load: async () => (await import('./scanWorkspaceForSecrets.ts')).scanWorkspaceForSecrets,
  },
  {
    id: 'aiStack.showSecretRule',
    title: 'Show Secret Rule',
    load: async () => (await import('./showSecretRule.ts')).showSecretRule,
  },
  {
    id: 'aiStack.openSecret',
    title: 'Open Secret',
    load: async () => (await import('./openSecret.ts')).openSecret,
  },
  {
    id: 'aiStack.suppressSecret',
    title: 'Suppress Secret with Reason',
    load: async () => (await import('./suppressSecret.ts')).suppressSecret,
  },
  {
    id: 'aiStack.addSecretToBaseline',
    title: 'Add Secret to Baseline',
    load: async () => (await import('./addSecretToBaseline.ts')).addSecretToBaseline,
  },
  {
    id: 'aiStack.checkGitHistoryForSecret',
    title: 'Check Git History for This Secret',
    load: async () => (await import('./checkGitHistoryForSecret.ts')).checkGitHistoryForSecret,
  },
  {
    id: 'aiStack.clearSecretResults',
    title: 'Clear Secret Results',
    load: () => Promise.resolve(clearSecretResults),
  },
  {
    id: 'aiStack._afterFix',
    title: 'After the Fix',
    load: async () => (await import('./afterFix.ts')).afterFix,
  },
  {
    id: 'aiStack._clearCellOutputs',
    title: 'Clear the Outputs of a Cell',
    load: async () => (await import('./clearCellOutputs.ts')).clearCellOutputs,
  },
  {
    id: 'aiStack._refuseFix',
    title: 'Fix a Secret',
    load: async () => (await import('./afterFix.ts')).refuseFix,
  },
  { id: 'aiStack.showLog', title: 'Show Log', load: () => Promise.resolve(showLog) },
];
