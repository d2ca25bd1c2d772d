import type { Provider } from '../provider.ts';
import { awsProviders } from './cloud/aws.ts';
import { azureProviders } from './cloud/azure.ts';
import { dataPlatformsProviders } from './cloud/dataPlatforms.ts';
import { googleCloudProviders } from './cloud/googleCloud.ts';
import { infrastructureProviders } from './cloud/infrastructure.ts';
import { otherCloudsProviders } from './cloud/otherClouds.ts';
import { platformsProviders } from './cloud/platforms.ts';
import { secretManagersProviders } from './cloud/secretManagers.ts';

/** Clouds, platforms, databases and managers of secrets. */
export const cloudProviders = {
  ...awsProviders,
  ...azureProviders,
  ...dataPlatformsProviders,
  ...googleCloudProviders,
  ...infrastructureProviders,
  ...otherCloudsProviders,
  ...platformsProviders,
  ...secretManagersProviders,
} as const satisfies Readonly<Record<string, Provider>>;
