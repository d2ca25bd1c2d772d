import type { CheckContext, CheckDiagnostic, CheckedFile, CheckedKind } from './check.ts';
import { checkCloudBuild } from './cloudBuild/checkCloudBuild.ts';
import { checkCloudRunService } from './cloudRun/checkCloudRunService.ts';
import { checkDockerfile } from './dockerfile/checkDockerfile.ts';
import { checkScript } from './script/checkScript.ts';
import { checkTerraform } from './terraform/checkTerraform.ts';
import { checkWorkflow } from './workflow/checkWorkflow.ts';

/** All that is found in one file of a kind, in the order of the text. Never throws, in linear time. */
export type FileCheck = (file: CheckedFile, context: CheckContext) => readonly CheckDiagnostic[];

/** Who checks what. */
export const fileChecks: Readonly<Record<CheckedKind, FileCheck>> = {
  dockerfile: checkDockerfile,
  'cloud-run-service': checkCloudRunService,
  'cloud-build': checkCloudBuild,
  terraform: checkTerraform,
  workflow: checkWorkflow,
  shell: checkScript,
};
