import type { OptionRank, SectionStatus } from '../recommendation.ts';

/** What each status and rank is called in reports. */
export const statusWords: Readonly<Record<SectionStatus, string>> = {
  adopted: 'in place',
  partial: 'partly in place',
  missing: 'not there yet',
  conflict: 'conflicts with the guide',
  'not-applicable': 'not needed here',
};

export const rankWords: Readonly<Record<OptionRank, string>> = {
  primary: 'first choice',
  secondary: 'second choice',
  optimization: 'optimization',
  expert: 'for experts',
  alternative: 'alternative',
};
