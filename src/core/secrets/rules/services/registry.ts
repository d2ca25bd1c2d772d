import type { SecretRule } from '../../rule.ts';
import { frameworkRules } from './access/frameworks.ts';
import { identityRules } from './access/identity.ts';
import { networkRules } from './access/networks.ts';
import { analyticsRules } from './business/analytics.ts';
import { automationRules } from './business/automation.ts';
import { contentRules } from './business/content.ts';
import { customerRules } from './business/customers.ts';
import { placesAndFilesRules } from './business/placesAndFiles.ts';
import { productRules } from './business/product.ts';
import { workRules } from './business/work.ts';
import { pipelineRules } from './delivery/pipelines.ts';
import { qualityRules } from './delivery/quality.ts';
import { testingRules } from './delivery/testing.ts';
import { asianChatRules } from './messaging/asianChat.ts';
import { chatRules } from './messaging/chat.ts';
import { mailRules } from './messaging/mail.ts';
import { mediaRules } from './messaging/media.ts';
import { phoneRules } from './messaging/phone.ts';
import { pushRules } from './messaging/push.ts';
import { slackRules } from './messaging/slack.ts';
import { socialRules } from './messaging/social.ts';
import { alertingRules } from './monitoring/alerting.ts';
import { observabilityRules } from './monitoring/observability.ts';
import { blockchainRules } from './payment/blockchains.ts';
import { commerceRules } from './payment/commerce.ts';
import { paymentRules } from './payment/processors.ts';
import { regionalPaymentRules } from './payment/regionalProcessors.ts';
import { tradingRules } from './payment/trading.ts';
import { registryRules } from './registries/packages.ts';
import { atlassianRules } from './source/atlassian.ts';
import { githubRules } from './source/github.ts';
import { gitlabRules } from './source/gitlab.ts';
import { sourceHostRules } from './source/hosts.ts';
import { ruleOfService } from './named/namedService.ts';
import { namedServices } from './named/registry.ts';

/** Services that are neither AI nor cloud. Of two rules that fit the same text the earlier one counts. */
export const serviceRules: readonly SecretRule[] = [
  ...githubRules,
  ...gitlabRules,
  ...atlassianRules,
  ...sourceHostRules,
  ...pipelineRules,
  ...qualityRules,
  ...testingRules,
  ...registryRules,
  ...slackRules,
  ...chatRules,
  ...asianChatRules,
  ...mailRules,
  ...phoneRules,
  ...pushRules,
  ...socialRules,
  ...mediaRules,
  ...paymentRules,
  ...regionalPaymentRules,
  ...commerceRules,
  ...tradingRules,
  ...blockchainRules,
  ...observabilityRules,
  ...alertingRules,
  ...workRules,
  ...customerRules,
  ...automationRules,
  ...contentRules,
  ...placesAndFilesRules,
  ...analyticsRules,
  ...productRules,
  ...identityRules,
  ...networkRules,
  ...namedServices.map(ruleOfService),
  ...frameworkRules,
];
