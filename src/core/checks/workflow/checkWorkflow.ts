import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { inOrder } from '../inOrder.ts';
import { scriptHost } from '../script/checkScript.ts';
import { readCommands } from '../script/commandWords.ts';
import { checkCommands } from '../script/gcloudRules.ts';
import { readYaml, type YamlPlace } from '../yaml/yamlPlace.ts';
import { scriptIn } from '../yaml/yamlScript.ts';
import { checkActions } from './actionRules.ts';
import { deployCommand } from './deployAction.ts';
import { checkKeyFiles } from './keyFiles.ts';
import { checkTokenPermission } from './tokenPermission.ts';

/** A workflow of GitHub Actions: how it signs in to Google Cloud, and what it deploys. */
export function checkWorkflow(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const { text } = file;
  if (!/gcloud|google|_json_key/i.test(text)) return [];
  return inOrder(
    readYaml(text).documents.flatMap((workflow) =>
      workflow
        .get('jobs')
        .entries.flatMap(({ value: job }) => [
          ...checkTokenPermission(text, workflow, job),
          ...job.get('steps').items.flatMap((step) => checkStep(text, step, context)),
        ]),
    ),
  );
}

function checkStep(text: string, step: YamlPlace, context: CheckContext): CheckDiagnostic[] {
  const run = step.get('run');
  const script = scriptIn(text, run);
  const commands = script ? readCommands(text, script.span, script.folded) : [];
  const deploy = deployCommand(text, step);
  return [
    ...checkActions(step),
    ...(script ? checkKeyFiles(text, script.span) : []),
    ...checkCommands(commands, scriptHost(text, script?.folded), context),
    ...(deploy ? checkCommands([deploy.command], deploy.host, context) : []),
  ];
}
