import type { Condition } from '../condition/condition.ts';
import type { ConditionalText, GuideReasons, GuideStep } from '../guide.ts';
import type { OptionLink, OptionRank, RecommendedAction, SectionId } from '../recommendation.ts';
import type { Node } from 'yaml';

/** What a file says of an option. A whole guide must say most of it, an override only what it changes. */
export interface OptionDraft {
  readonly disable?: boolean;
  readonly title?: string;
  readonly rank?: OptionRank;
  readonly summary?: string;
  readonly when?: Condition;
  readonly unless?: Condition;
  readonly adopted?: Condition;
  readonly started?: Condition;
  readonly steps?: readonly GuideStep[];
  readonly reasons?: GuideReasons;
  readonly links?: readonly OptionLink[];
  readonly actions?: readonly RecommendedAction[];
}

export interface ConflictDraft {
  readonly disable?: boolean;
  readonly level?: 'conflict' | 'warning';
  readonly when?: Condition;
  readonly message?: string;
  readonly remedy?: string;
}

/** An entry with its key's place, for messages about the whole of it. */
export interface Named<T> {
  readonly id: string;
  readonly at: Node;
  /** The keys that stand there, also those whose values were wrong. */
  readonly given: readonly string[];
  readonly draft: T;
}

export interface SectionDraft {
  readonly disable?: boolean;
  readonly title?: string;
  readonly goal?: string;
  readonly applies?: Condition;
  readonly notNeeded?: ConditionalText;
  readonly options?: readonly Named<OptionDraft>[];
  readonly conflicts?: readonly Named<ConflictDraft>[];
}

export interface NamedSection extends Named<SectionDraft> {
  readonly id: SectionId;
}

export interface GuideDraft {
  readonly conditions?: ReadonlyMap<string, Condition>;
  readonly sections?: readonly NamedSection[];
  /** Whether there is a part on secrets. */
  readonly secrets?: boolean;
}
