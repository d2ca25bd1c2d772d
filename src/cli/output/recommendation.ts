import type {
  OptionRank,
  OptionSummary,
  ProjectRecommendations,
  SectionId,
  SectionStatus,
} from '../../core/guide/recommendation.ts';
import { placeDocuments, type PlaceDocument } from './detection.ts';

/** What `recommend --json` prints; a contract: add fields, never change them. */
export interface RecommendationDocument {
  readonly projects: readonly {
    readonly path: string;
    readonly sections: readonly {
      readonly id: SectionId;
      readonly status: SectionStatus;
      /** Id of the recommended option; null where nothing is recommended. */
      readonly option: string | null;
      /** The option's title, or the section's where nothing is recommended. */
      readonly title: string;
      readonly rank: OptionRank | null;
      readonly reason: string;
      readonly evidence: readonly PlaceDocument[];
      readonly actions: readonly { readonly command: string; readonly title: string }[];
      readonly alternatives: readonly OptionSummary[];
    }[];
  }[];
}

export function recommendationDocument(
  recommendations: readonly ProjectRecommendations[],
): RecommendationDocument {
  return {
    projects: recommendations.map(({ path, sections }) => ({
      path,
      sections: sections.map((section) => ({
        id: section.id,
        status: section.status,
        option: section.option?.id ?? null,
        title: section.option?.title ?? section.title,
        rank: section.option?.rank ?? null,
        reason: section.reason,
        evidence: placeDocuments(section.evidence),
        actions: section.actions.map(({ command, title }) => ({ command, title })),
        alternatives: section.alternatives.map(({ id, title, rank, summary }) => ({
          id,
          title,
          rank,
          summary,
        })),
      })),
    })),
  };
}
