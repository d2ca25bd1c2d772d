import type { ServingPlan } from '../plan/servingPlan.ts';

type Setting = ServingPlan['environment'][number];

/** What is true of one deployment only, and so no part of the image. */
const ofDeployment = /^(?:GOOGLE_CLOUD_(?:PROJECT|LOCATION|REGION)|CLOUD_ML_(?:PROJECT_ID|REGION))$/;

/** The plan's settings that belong to the image itself. */
export function imageSettings({ environment }: ServingPlan): Record<string, string> {
  const kept = environment.filter(({ name }) => !ofDeployment.test(name));
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

/** The plan's settings that whoever runs the image gives: project and region. */
export function deploymentSettings({ environment }: ServingPlan): readonly Setting[] {
  return environment.filter(({ name }) => ofDeployment.test(name));
}
