/**
 * How sure a finding is. `high`: the value proves itself by a documented shape or checksum. `medium`: what stands
 * around the value says that it is a secret. `low`: an example, a placeholder or a guess; left out of summaries.
 */
export type Confidence = 'high' | 'medium' | 'low';

export const confidences: readonly Confidence[] = ['high', 'medium', 'low'];
