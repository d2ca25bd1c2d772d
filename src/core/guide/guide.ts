import type { Condition } from './condition/condition.ts';
import type { OptionLink, OptionRank, RecommendedAction, SectionId } from './recommendation.ts';

/** From the first choice on; the order in which options without a condition of their own are considered. */
export const optionRanks = [
  'primary',
  'secondary',
  'alternative',
  'optimization',
  'expert',
] as const satisfies readonly OptionRank[];

/** The commands that an action of the guide may run. A test holds them against the extension's command table. */
export const guideCommands = [
  'aiStack.showGuideSection',
  'aiStack.explainRecommendation',
  'aiStack.openEvidence',
  'aiStack.createGuideOverride',
  'aiStack.copyReport',
  'aiStack.scanWorkspaceForSecrets',
  'aiStack.startOllama',
  'aiStack.pullModel',
  'aiStack.createModel',
  'aiStack.generateFastApi',
  'aiStack.generateDockerfile',
  'aiStack.generateCloudRun',
  'aiStack.setUpWorkloadIdentity',
] as const;

/** Words that depend on the facts: the first text whose condition holds. Placeholders: see reasonText.ts. */
export type ConditionalText = readonly { readonly when?: Condition; readonly text: string }[];

export interface GuideStep {
  readonly title: string;
  readonly done: Condition;
}

export interface GuideReasons {
  readonly adopted?: ConditionalText;
  readonly partial?: ConditionalText;
  readonly missing?: ConditionalText;
}

export interface GuideOption {
  readonly id: string;
  readonly title: string;
  readonly rank: OptionRank;
  /** One sentence: what it is for. */
  readonly summary: string;
  /** When it fits better than the options that have no such condition. */
  readonly when?: Condition;
  readonly unless?: Condition;
  readonly adopted: Condition;
  readonly started?: Condition;
  readonly steps: readonly GuideStep[];
  readonly reasons: GuideReasons;
  readonly links: readonly OptionLink[];
  readonly actions: readonly RecommendedAction[];
}

/** Something that works against the guide: `conflict` decides the section's status, `warning` makes it partial. */
export interface GuideConflict {
  readonly id: string;
  readonly level: 'conflict' | 'warning';
  readonly when: Condition;
  readonly message: string;
  readonly remedy: string;
}

export interface GuideSection {
  readonly id: SectionId;
  readonly title: string;
  /** One sentence: what one wants to reach. */
  readonly goal: string;
  /** Turned off by an override. */
  readonly disabled: boolean;
  readonly applies: Condition;
  /** Why the section is not needed, where it does not apply. */
  readonly notNeeded: ConditionalText;
  readonly options: readonly GuideOption[];
  readonly conflicts: readonly GuideConflict[];
}

export interface Guide {
  /** Conditions that others refer to by name (`is: name`). */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** In the order of `sectionIds`. */
  readonly sections: readonly GuideSection[];
}

/** The page on a section, under `media/guide/`. */
export function pageOf(id: SectionId): string {
  return `${id}.md`;
}
