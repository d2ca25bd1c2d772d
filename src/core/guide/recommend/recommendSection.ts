import { evaluate, type Outcome, type Subject } from '../condition/evaluate.ts';
import { pageOf, type GuideOption, type GuideSection } from '../guide.ts';
import { sortedEvidence } from '../place.ts';
import type {
  Obstacle,
  OptionSummary,
  SectionRecommendation,
  SectionStatus,
  Step,
} from '../recommendation.ts';
import { actionsFor } from './actions.ts';
import { chooseOption, considerOptions, type Choice, type Progress } from './chooseOption.ts';
import { explanationLines, type ConsideredConflict } from './explanation.ts';
import { reasonText } from './reasonText.ts';

const statusOf: Readonly<Record<Progress, SectionStatus>> = {
  adopted: 'adopted',
  started: 'partial',
  missing: 'missing',
};
const fallbackReasons = {
  adopted: '{option} is in place: {because}.',
  partial: '{option} is begun: {because}.',
  missing: 'The guide recommends {option} here: {because}.',
};

/** What the guide says of one of its sections for one project. */
export function recommendSection(section: GuideSection, subject: Subject): SectionRecommendation {
  const applies = evaluate(section.applies, subject);
  if (section.disabled) return notApplicable(section, [], 'Turned off by .vscode/ai-stack.yaml.');
  if (!applies.holds) {
    const values = { option: '', because: applies.because, next: '' };
    const reason = reasonText(
      section.notNeeded,
      'Nothing in this project calls for it: {because}.',
      subject,
      values,
    );
    return notApplicable(section, explanationLines(applies, [], []), reason);
  }
  const considered = considerOptions(section, subject);
  const conflicts = section.conflicts.map((conflict) => ({
    conflict,
    outcome: evaluate(conflict.when, subject),
  }));
  const explanation = explanationLines(applies, considered, conflicts);
  const choice = chooseOption(considered);
  if (!choice)
    return notApplicable(
      section,
      explanation,
      'All options of this section are turned off by .vscode/ai-stack.yaml.',
    );
  return applicable(section, subject, {
    applies,
    choice,
    found: conflicts.filter(({ outcome }) => outcome.holds),
    explanation,
  });
}

interface Findings {
  readonly applies: Outcome;
  readonly choice: Choice;
  readonly found: readonly ConsideredConflict[];
  readonly explanation: readonly string[];
}

function applicable(section: GuideSection, subject: Subject, findings: Findings): SectionRecommendation {
  const { applies, choice, found, explanation } = findings;
  const { option } = choice.chosen;
  const status = statusWith(found, choice.progress);
  const steps = option.steps.map((step) => stepOf(step, subject));
  const decisive = decisiveOutcome(choice, applies);
  const evidence = sortedEvidence([...decisive.evidence, ...applies.evidence]);
  const obstacles = found.map(obstacleOf);
  const hasEvidence = evidence.length > 0 || obstacles.some((obstacle) => obstacle.evidence.length > 0);
  const next = steps.find(({ done }) => !done)?.title ?? option.title;
  return {
    id: section.id,
    title: section.title,
    status,
    option: summaryOf(option),
    reason: obstacleReason(found) ?? progressReason(choice, decisive, next, subject),
    explanation,
    evidence,
    steps,
    obstacles,
    actions: actionsFor(section, status, option, hasEvidence),
    alternatives: section.options.filter(({ id }) => id !== option.id).map(summaryOf),
    links: option.links,
    page: pageOf(section.id),
  };
}

/** A conflict wins; a warning leaves nothing better, and nothing worse, than partial. */
function statusWith(found: readonly ConsideredConflict[], progress: Progress): SectionStatus {
  if (found.some(({ conflict }) => conflict.level === 'conflict')) return 'conflict';
  return found.length > 0 ? 'partial' : statusOf[progress];
}

/** The outcome that led to the choice: why it counts as in place, as begun, or as called for. */
function decisiveOutcome({ chosen, progress }: Choice, applies: Outcome): Outcome {
  if (progress === 'adopted') return chosen.adopted;
  if (progress === 'started') return chosen.started ?? applies;
  return chosen.when?.holds ? chosen.when : applies;
}

function progressReason(
  { chosen, progress }: Choice,
  { because }: Outcome,
  next: string,
  subject: Subject,
): string {
  const key = progress === 'started' ? 'partial' : progress;
  const values = { option: chosen.option.title, because, next };
  return reasonText(chosen.option.reasons[key], fallbackReasons[key], subject, values);
}

function obstacleReason(found: readonly ConsideredConflict[]): string | undefined {
  const [worst] = [...found].sort(
    (a, b) => Number(a.conflict.level === 'warning') - Number(b.conflict.level === 'warning'),
  );
  if (!worst) return undefined;
  const more = found.length - 1;
  return more === 0
    ? worst.conflict.message
    : `${worst.conflict.message} ${more} more ${more === 1 ? 'thing stands' : 'things stand'} in the way.`;
}

function obstacleOf({ conflict, outcome }: ConsideredConflict): Obstacle {
  const { id, message, remedy } = conflict;
  return { id, message, remedy, evidence: sortedEvidence(outcome.evidence) };
}

function stepOf({ title, done }: GuideOption['steps'][number], subject: Subject): Step {
  const { holds, evidence } = evaluate(done, subject);
  return { title, done: holds, evidence: holds ? sortedEvidence(evidence) : [] };
}

function summaryOf({ id, title, rank, summary }: GuideOption): OptionSummary {
  return { id, title, rank, summary };
}

function notApplicable(
  section: GuideSection,
  explanation: readonly string[],
  reason: string,
): SectionRecommendation {
  const { id, title } = section;
  const actions = actionsFor(section, 'not-applicable', undefined, false);
  const nothing = { evidence: [], steps: [], obstacles: [], alternatives: [] };
  return { id, title, status: 'not-applicable', reason, explanation, ...nothing, actions, page: pageOf(id) };
}
