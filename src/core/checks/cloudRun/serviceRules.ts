import type { CheckContext, CheckDiagnostic } from '../check.ts';
import { concurrencyRules } from './rules/concurrencyRules.ts';
import { containerRules } from './rules/containerRules.ts';
import { environmentRules } from './rules/environmentRules.ts';
import { gpuRules } from './rules/gpuRules.ts';
import { identityRules } from './rules/identityRules.ts';
import { imageRules } from './rules/imageRules.ts';
import { modelRules } from './rules/modelRules.ts';
import { portOnlyRule, probeRules } from './rules/probeRules.ts';
import { resourceRules } from './rules/resourceRules.ts';
import type { ServiceRule, ServiceSettings } from './serviceSettings.ts';

const rules: readonly ServiceRule[] = [
  gpuRules,
  modelRules,
  resourceRules,
  concurrencyRules,
  probeRules,
  portOnlyRule,
  imageRules,
  containerRules,
  environmentRules,
  identityRules,
];

/** All rules on a service, in whichever format it is written, in the order of their places. */
export function checkService(service: ServiceSettings, context: CheckContext): CheckDiagnostic[] {
  return rules.flatMap((rule) => rule(service, context));
}
