import type { SectionStatus } from '../../../core/guide/recommendation.ts';
import type { NodeIcon } from './treeNode.ts';

/** How each status of a section looks. What it is called stands in the core, beside the reports. */
export const statusIcons: Readonly<Record<SectionStatus, NodeIcon>> = {
  adopted: { id: 'pass-filled', color: 'testing.iconPassed' },
  partial: { id: 'warning', color: 'list.warningForeground' },
  missing: { id: 'circle-large-outline', color: 'charts.blue' },
  conflict: { id: 'error', color: 'list.errorForeground' },
  'not-applicable': { id: 'circle-slash', color: 'disabledForeground' },
};
