import type { GeneratedFile } from '../../../../src/core/generate/generator.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { servingFiles } from '../../../../src/core/serving/servingFiles.ts';
import { disagreements, planShape, type DeployedShape } from './deployedShape.ts';
import { readCompose } from './readCompose.ts';
import { readDockerfile } from './readDockerfile.ts';
import { readCleanUp, readCloudBuild, readDeployScript, readSmokeTest, readWorkflow } from './readScripts.ts';
import { readService } from './readService.ts';
import { readTerraformIdentity, readTerraformService, readTerraformVariables } from './readTerraform.ts';

type Reader = (text: string, plan: ServingPlan) => Partial<DeployedShape> | Promise<Partial<DeployedShape>>;

/** How each rendering is read back. */
export const readers: Readonly<Record<string, Reader>> = {
  [servingFiles.service]: readService,
  [servingFiles.deploy]: readDeployScript,
  [servingFiles.cleanUp]: readCleanUp,
  [servingFiles.smokeTest]: readSmokeTest,
  [servingFiles.cloudBuild]: readCloudBuild,
  [servingFiles.workflow]: readWorkflow,
  [`${servingFiles.terraform}/main.tf`]: readTerraformService,
  [`${servingFiles.terraform}/variables.tf`]: readTerraformVariables,
  [`${servingFiles.terraform}/identity.tf`]: readTerraformIdentity,
  [servingFiles.dockerfile]: (text, plan) => readDockerfile(text, imageVariables(plan)),
  [servingFiles.compose]: readCompose,
};

/** Where files say something else than the plan, a line for each. */
export async function allDisagreements(
  plan: ServingPlan,
  files: readonly GeneratedFile[],
): Promise<readonly string[]> {
  const expected = planShape(plan);
  const found = await Promise.all(
    files.map(async ({ path, content }) => {
      const said = (await readers[path]?.(content, plan)) ?? {};
      return disagreements(expectedOf(path, expected, plan), path, said);
    }),
  );
  return found.flat();
}

/** An image holds no setting of one deployment. */
function expectedOf(path: string, expected: DeployedShape, plan: ServingPlan): DeployedShape {
  if (path !== servingFiles.dockerfile) return expected;
  const environment = Object.entries(expected.environment).filter(([name]) =>
    imageVariables(plan).includes(name),
  );
  return { ...expected, environment: Object.fromEntries(environment) };
}

function imageVariables({ environment }: ServingPlan): string[] {
  const ofDeployment = ['GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_CLOUD_REGION'];
  return environment.map(({ name }) => name).filter((name) => !ofDeployment.includes(name));
}
