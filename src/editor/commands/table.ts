import type { Shell } from '../shell.ts';

/** Runs a command. The argument is whatever the caller gave: a tree node, a subject, or nothing. */
export type CommandHandler = (shell: Shell, argument: unknown) => unknown;

export interface CommandRow {
  readonly id: `aiStack.${string}`;
  /** The words of package.json, for messages. */
  readonly title: string;
  /** Loads the handler at its first use. */
  readonly load: () => Promise<CommandHandler>;
}

/** Every command of the extension. package.json has one entry for each, and a test compares both ways. */
export const commandTable: readonly CommandRow[] = [
  { id: 'aiStack.refresh', title: 'Refresh', load: async () => (await import('./refresh.ts')).refresh },
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
  { id: 'aiStack.showLog', title: 'Show Log', load: async () => (await import('./showLog.ts')).showLog },
];
