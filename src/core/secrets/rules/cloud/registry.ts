import type { SecretRule } from '../../rule.ts';
import { alibabaCloudRules } from './alibabaCloud.ts';
import { awsRules } from './aws.ts';
import { awsKeyPairRules } from './awsKeyPair.ts';
import { azureAiRules } from './azureAi.ts';
import { azureIdentityRules } from './azureIdentity.ts';
import { azureMessagingRules } from './azureMessaging.ts';
import { azureServicesRules } from './azureServices.ts';
import { azureStorageRules } from './azureStorage.ts';
import { chineseCloudsRules } from './chineseClouds.ts';
import { cloudflareRules } from './cloudflare.ts';
import { clustersRules } from './clusters.ts';
import { confluentRules } from './confluent.ts';
import { dataPlatformsRules } from './dataPlatforms.ts';
import { databricksRules } from './databricks.ts';
import { digitalOceanRules } from './digitalOcean.ts';
import { elasticRules } from './elastic.ts';
import { europeanCloudsRules } from './europeanClouds.ts';
import { googleCloudRules } from './googleCloud.ts';
import { infrastructureRules } from './infrastructure.ts';
import { mediaRules } from './media.ts';
import { objectStoresRules } from './objectStores.ts';
import { onepasswordRules } from './onepassword.ts';
import { otherCloudsRules } from './otherClouds.ts';
import { planetScaleRules } from './planetScale.ts';
import { platformsRules } from './platforms.ts';
import { secretManagersRules } from './secretManagers.ts';
import { snowflakeRules } from './snowflake.ts';
import { supabaseRules } from './supabase.ts';
import { vaultRules } from './vault.ts';
import { vercelRules } from './vercel.ts';
import { yandexCloudRules } from './yandexCloud.ts';

export const cloudRules: readonly SecretRule[] = [
  ...alibabaCloudRules,
  ...awsRules,
  ...awsKeyPairRules,
  ...azureAiRules,
  ...azureIdentityRules,
  ...azureMessagingRules,
  ...azureServicesRules,
  ...azureStorageRules,
  ...chineseCloudsRules,
  ...cloudflareRules,
  ...clustersRules,
  ...confluentRules,
  ...dataPlatformsRules,
  ...databricksRules,
  ...digitalOceanRules,
  ...elasticRules,
  ...europeanCloudsRules,
  ...googleCloudRules,
  ...infrastructureRules,
  ...mediaRules,
  ...objectStoresRules,
  ...onepasswordRules,
  ...otherCloudsRules,
  ...planetScaleRules,
  ...platformsRules,
  ...secretManagersRules,
  ...snowflakeRules,
  ...supabaseRules,
  ...vaultRules,
  ...vercelRules,
  ...yandexCloudRules,
];
