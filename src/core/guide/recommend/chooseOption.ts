import { evaluate, type Outcome, type Subject } from '../condition/evaluate.ts';
import { optionRanks, type GuideOption, type GuideSection } from '../guide.ts';

/** An option with the answers of its conditions. */
export interface ConsideredOption {
  readonly option: GuideOption;
  readonly adopted: Outcome;
  readonly started?: Outcome;
  readonly when?: Outcome;
  readonly unless?: Outcome;
}

export type Progress = 'adopted' | 'started' | 'missing';

export interface Choice {
  readonly chosen: ConsideredOption;
  readonly progress: Progress;
}

export function considerOptions({ options }: GuideSection, subject: Subject): ConsideredOption[] {
  return options.map((option) => ({
    option,
    adopted: evaluate(option.adopted, subject),
    ...(option.started && { started: evaluate(option.started, subject) }),
    ...(option.when && { when: evaluate(option.when, subject) }),
    ...(option.unless && { unless: evaluate(option.unless, subject) }),
  }));
}

/**
 * What a project has already is what it should go on with: an adopted option first, then one that was begun, and
 * only then what the guide would choose. Undefined when the section has no options.
 */
export function chooseOption(considered: readonly ConsideredOption[]): Choice | undefined {
  const preferred = inPreference(considered);
  const adopted = preferred.find((candidate) => candidate.adopted.holds);
  if (adopted) return { chosen: adopted, progress: 'adopted' };
  const started = preferred.find((candidate) => candidate.started?.holds);
  if (started) return { chosen: started, progress: 'started' };
  const [first] = preferred;
  return first && { chosen: first, progress: 'missing' };
}

/**
 * Options whose own condition holds come first, in the guide's order; then those without one by rank; then those
 * whose condition fails or that are ruled out.
 */
function inPreference(considered: readonly ConsideredOption[]): ConsideredOption[] {
  const ruledOut = considered.filter(({ when, unless }) => (when && !when.holds) || unless?.holds);
  const free = considered.filter((candidate) => !ruledOut.includes(candidate));
  const byRank = (a: ConsideredOption, b: ConsideredOption): number => rankOf(a) - rankOf(b);
  return [...free.filter(({ when }) => when), ...free.filter(({ when }) => !when).sort(byRank), ...ruledOut];
}

function rankOf({ option }: ConsideredOption): number {
  return optionRanks.indexOf(option.rank);
}
