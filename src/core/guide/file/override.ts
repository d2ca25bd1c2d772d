import type { Guide, GuideConflict, GuideOption, GuideSection } from '../guide.ts';
import { completeConflict, completeOption } from './complete.ts';
import type { ConflictDraft, Named, OptionDraft, SectionDraft } from './drafts.ts';
import { GuideReader, type GuideProblem } from './guideReader.ts';
import { readDraft } from './readDrafts.ts';
import { readSecretsOverride } from './secrets/readSecretsOverride.ts';

export { overridePath } from './overridePath.ts';

export interface OverriddenGuide {
  /** The guide as it stands when its part of the override has problems: a broken override changes nothing. */
  readonly guide: Guide;
  readonly problems: readonly GuideProblem[];
}

/**
 * The guide with a workspace's changes: sections turned off, options and conflicts changed, turned off or added.
 * Added options come before the guide's own, so that among those of one rank the workspace's is preferred. The part on
 * secrets is checked too, though it changes nothing here; names of rules only where `secretRules`, the ids of the
 * built-in ones, are given. Never throws.
 */
export function applyOverride(guide: Guide, text: string, secretRules?: readonly string[]): OverriddenGuide {
  const reader = new GuideReader(guide.conditions);
  const draft = readDraft(text, reader);
  const drafts = new Map(draft.sections?.map((section) => [section.id, section.draft]));
  const sections = guide.sections.map((section) =>
    mergeSection(section, drafts.get(section.id) ?? {}, reader),
  );
  const problems = [...reader.problems, ...secretsProblems(text, reader.problems, secretRules)];
  if (reader.problems.length > 0) return { guide, problems };
  return { guide: { conditions: reader.named, sections }, problems };
}

/** Those of the part on secrets, without what was said of the file as a whole already. */
function secretsProblems(
  text: string,
  known: readonly GuideProblem[],
  secretRules: readonly string[] | undefined,
): GuideProblem[] {
  if (!text.includes('secrets')) return [];
  const { problems, unknownRules } = readSecretsOverride(text, secretRules);
  const said = new Set(known.map((problem) => JSON.stringify(problem)));
  return [...problems, ...unknownRules].filter((problem) => !said.has(JSON.stringify(problem)));
}

function mergeSection(section: GuideSection, draft: SectionDraft, reader: GuideReader): GuideSection {
  const { options = [], conflicts = [], disable = section.disabled, ...fields } = draft;
  return {
    ...section,
    ...fields,
    disabled: disable,
    options: mergeOptions(section.options, options, reader),
    conflicts: mergeConflicts(section.conflicts, conflicts, reader),
  };
}

function mergeOptions(
  options: readonly GuideOption[],
  drafts: readonly Named<OptionDraft>[],
  reader: GuideReader,
): GuideOption[] {
  const added = drafts.filter(
    ({ id, draft }) => !draft.disable && !options.some((option) => option.id === id),
  );
  return [
    ...added.flatMap((option) => completeOption(option, reader) ?? []),
    ...options.flatMap((option) => {
      const { disable = false, ...fields } = draftOf(option.id, drafts);
      return disable ? [] : [{ ...option, ...fields, reasons: { ...option.reasons, ...fields.reasons } }];
    }),
  ];
}

function mergeConflicts(
  conflicts: readonly GuideConflict[],
  drafts: readonly Named<ConflictDraft>[],
  reader: GuideReader,
): GuideConflict[] {
  const added = drafts.filter(
    ({ id, draft }) => !draft.disable && !conflicts.some((conflict) => conflict.id === id),
  );
  return [
    ...conflicts.flatMap((conflict) => {
      const { disable = false, ...fields } = draftOf(conflict.id, drafts);
      return disable ? [] : [{ ...conflict, ...fields }];
    }),
    ...added.flatMap((conflict) => completeConflict(conflict, reader) ?? []),
  ];
}

function draftOf<T extends object>(id: string, drafts: readonly Named<T>[]): Partial<T> {
  return drafts.find((named) => named.id === id)?.draft ?? {};
}
