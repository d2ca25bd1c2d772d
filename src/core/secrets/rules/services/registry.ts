import type { SecretRule } from '../../rule.ts';
import { frameworkRules } from './access/frameworks.ts';
import { identityRules } from './access/identity.ts';
import { productRules } from './business/product.ts';
import { workRules } from './business/work.ts';
import { pipelineRules } from './delivery/pipelines.ts';
import { qualityRules } from './delivery/quality.ts';
import { chatRules } from './messaging/chat.ts';
import { mailRules } from './messaging/mail.ts';
import { phoneRules } from './messaging/phone.ts';
import { slackRules } from './messaging/slack.ts';
import { socialRules } from './messaging/social.ts';
import { observabilityRules } from './monitoring/observability.ts';
import { ruleOfService } from './named/namedService.ts';
import { namedServices } from './named/registry.ts';
import { paymentRules } from './payment/processors.ts';
import { tradingRules } from './payment/trading.ts';
import { registryRules } from './registries/packages.ts';
import { atlassianRules } from './source/atlassian.ts';
import { githubRules } from './source/github.ts';
import { gitlabRules } from './source/gitlab.ts';
import { sourceHostRules } from './source/hosts.ts';

/** Services that are neither AI nor cloud. Of two rules that fit the same text the earlier one counts. */
export const serviceRules: readonly SecretRule[] = [
  ...githubRules,
  ...gitlabRules,
  ...atlassianRules,
  ...sourceHostRules,
  ...pipelineRules,
  ...qualityRules,
  ...registryRules,
  ...slackRules,
  ...chatRules,
  ...mailRules,
  ...phoneRules,
  ...socialRules,
  ...paymentRules,
  ...tradingRules,
  ...observabilityRules,
  ...workRules,
  ...productRules,
  ...identityRules,
  ...namedServices.map(ruleOfService),
  ...frameworkRules,
];
