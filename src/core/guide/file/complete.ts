import type { GuideConflict, GuideOption, GuideSection } from '../guide.ts';
import type { ConflictDraft, Named, NamedSection, OptionDraft } from './drafts.ts';
import type { GuideReader } from './guideReader.ts';

/** Makes a whole option of a new one; undefined, with a problem, when something it needs is not said. */
export function completeOption(named: Named<OptionDraft>, reader: GuideReader): GuideOption | undefined {
  const { id, draft } = named;
  const { title, rank, summary, adopted, steps = [], reasons = {}, links = [], actions = [] } = draft;
  if (title === undefined || rank === undefined || summary === undefined || adopted === undefined) {
    reportMissing(['title', 'rank', 'summary', 'adopted'], 'option', named, reader);
    return undefined;
  }
  const { when, unless, started } = draft;
  const conditions = { ...(when && { when }), ...(unless && { unless }), ...(started && { started }) };
  return { id, title, rank, summary, adopted, steps, reasons, links, actions, ...conditions };
}

export function completeConflict(
  named: Named<ConflictDraft>,
  reader: GuideReader,
): GuideConflict | undefined {
  const { id, draft } = named;
  const { level = 'conflict', when, message, remedy } = draft;
  if (when === undefined || message === undefined || remedy === undefined) {
    reportMissing(['when', 'message', 'remedy'], 'conflict', named, reader);
    return undefined;
  }
  return { id, level, when, message, remedy };
}

export function completeSection(named: NamedSection, reader: GuideReader): GuideSection | undefined {
  const { id, draft } = named;
  const { title, goal, applies, notNeeded, options, conflicts = [], disable = false } = draft;
  const whole = options
    ?.filter((option) => !option.draft.disable)
    .flatMap((option) => completeOption(option, reader) ?? []);
  const against = conflicts
    .filter((conflict) => !conflict.draft.disable)
    .flatMap((conflict) => completeConflict(conflict, reader) ?? []);
  if (
    title === undefined ||
    goal === undefined ||
    applies === undefined ||
    notNeeded === undefined ||
    whole === undefined
  ) {
    reportMissing(['title', 'goal', 'applies', 'notNeeded', 'options'], 'section', named, reader);
    return undefined;
  }
  return { id, title, goal, disabled: disable, applies, notNeeded, options: whole, conflicts: against };
}

function reportMissing(
  fields: readonly string[],
  what: string,
  { id, at, given }: Named<unknown>,
  reader: GuideReader,
): void {
  const missing = fields.filter((field) => !given.includes(field));
  if (missing.length === 0) return;
  reader.report('guide/missing-field', at, `The ${what} "${id}" lacks: ${missing.join(', ')}.`);
}
