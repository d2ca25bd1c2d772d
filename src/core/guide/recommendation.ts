import type { Evidence } from '../project/facts.ts';

export type SectionStatus = 'adopted' | 'partial' | 'missing' | 'conflict' | 'not-applicable';
export type OptionRank = 'primary' | 'secondary' | 'optimization' | 'expert' | 'alternative';

export const sectionIds = [
  'local-development',
  'production-inference',
  'fine-tuning',
  'agents',
  'security',
  'caching',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** A command of the extension, by id, with the words on its button. */
export interface RecommendedAction {
  readonly command: string;
  readonly title: string;
  /** What the command gets besides the recommendation itself. */
  readonly argument?: string;
}

export interface OptionSummary {
  readonly id: string;
  readonly title: string;
  readonly rank: OptionRank;
  /** One sentence: what it is for. */
  readonly summary: string;
}

/** Where to read more about an option; https only. */
export interface OptionLink {
  readonly title: string;
  readonly url: string;
}

/** Something in the project that works against the guide. */
export interface Obstacle {
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
  readonly evidence: readonly Evidence[];
}

/** One step of the recommended option, and whether the project has taken it. */
export interface Step {
  readonly title: string;
  readonly done: boolean;
  readonly evidence: readonly Evidence[];
}

/** What the guide says of one of its sections for one project. */
export interface SectionRecommendation {
  readonly id: SectionId;
  readonly title: string;
  readonly status: SectionStatus;
  /** Absent when the section does not apply and nothing is recommended. */
  readonly option?: OptionSummary;
  /** One or two sentences; always there. */
  readonly reason: string;
  /** How the answer came about: each condition that was looked at and how it came out. */
  readonly explanation: readonly string[];
  /** May be empty: then `reason` says so. */
  readonly evidence: readonly Evidence[];
  readonly steps: readonly Step[];
  readonly obstacles: readonly Obstacle[];
  /** The next action first. */
  readonly actions: readonly RecommendedAction[];
  readonly alternatives: readonly OptionSummary[];
  /** Official documents on the recommended option. */
  readonly links?: readonly OptionLink[];
  /** The page on this section under `media/guide/`, such as `agents.md`. */
  readonly page: string;
}

export interface ProjectRecommendations {
  readonly path: string;
  readonly sections: readonly SectionRecommendation[];
}
