import type { Guide } from '../guide.ts';
import { sectionIds } from '../recommendation.ts';
import { completeSection } from './complete.ts';
import { GuideReader, type GuideProblem } from './guideReader.ts';
import { readDraft } from './readDrafts.ts';

export interface ParsedGuide {
  /** Absent when there are problems. */
  readonly guide?: Guide;
  readonly problems: readonly GuideProblem[];
}

/** Reads a whole guide, which must describe each of the six sections. Never throws. */
export function parseGuide(text: string): ParsedGuide {
  const reader = new GuideReader();
  const draft = readDraft(text, reader);
  const sections = (draft.sections ?? []).flatMap((section) => completeSection(section, reader) ?? []);
  const named = new Set(draft.sections?.map(({ id }) => id));
  const missing = sectionIds.filter((id) => !named.has(id));
  if (missing.length > 0 && reader.problems.length === 0) {
    reader.report('guide/missing-field', undefined, `The guide lacks these sections: ${missing.join(', ')}.`);
  }
  if (draft.secrets) {
    reader.report(
      'guide/unknown-key',
      undefined,
      'A whole guide says nothing of secrets: only .vscode/ai-stack.yaml does.',
    );
  }
  if (reader.problems.length > 0) return { problems: reader.problems };
  const ordered = sections.sort((a, b) => sectionIds.indexOf(a.id) - sectionIds.indexOf(b.id));
  return { guide: { conditions: reader.named, sections: ordered }, problems: [] };
}
