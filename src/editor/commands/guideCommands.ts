/** The commands on the guide and the project: loaded together, at the first use of one of them. */
export { copyReport } from './copyReport.ts';
export { createGuideOverride } from './createGuideOverride.ts';
export { explainRecommendation } from './explainRecommendation.ts';
export { openEvidence } from './openEvidence.ts';
export { showGuideSection } from './showGuideSection.ts';
