import type { PracticeId } from '../vocabulary.ts';
import type { ClueTest } from './clueTest.ts';

/** What shows a practice by itself. Practices that take several facts together are in combinedPractices.ts. */
export interface PracticeRule {
  readonly practice: PracticeId;
  readonly tests: readonly ClueTest[];
}
