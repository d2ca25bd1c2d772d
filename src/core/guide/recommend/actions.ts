import type { RecommendedAction, SectionStatus } from '../recommendation.ts';
import type { GuideOption, GuideSection } from '../guide.ts';

/** What the user can do about a section, the next thing first. */
export function actionsFor(
  section: GuideSection,
  status: SectionStatus,
  option: GuideOption | undefined,
  hasEvidence: boolean,
): RecommendedAction[] {
  const own = option?.actions ?? [];
  const show = { command: 'aiStack.showGuideSection', title: 'Show Guide Section', argument: section.id };
  const explain = { command: 'aiStack.explainRecommendation', title: 'Explain Recommendation' };
  const evidence = hasEvidence ? [{ command: 'aiStack.openEvidence', title: 'Open Evidence' }] : [];
  const override = { command: 'aiStack.createGuideOverride', title: 'Create Guide Override' };
  return firstOfEach(inOrder());

  function inOrder(): RecommendedAction[] {
    if (status === 'conflict') return [...evidence, ...own, show, explain, override];
    if (status === 'missing' || status === 'partial') return [...own, show, explain, ...evidence, override];
    if (status === 'adopted') return [explain, ...evidence, ...own, show];
    return [explain, show];
  }
}

function firstOfEach(actions: readonly RecommendedAction[]): RecommendedAction[] {
  return actions.filter(
    ({ command }, index) => actions.findIndex((other) => other.command === command) === index,
  );
}
