import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { inOrder } from '../inOrder.ts';
import { checkCommands } from '../script/gcloudRules.ts';
import { checkFields, type FieldCheck } from '../yaml/checkFields.ts';
import { readYaml, type YamlPlace } from '../yaml/yamlPlace.ts';
import { buildFields } from './buildFields.ts';
import { commandsOf } from './buildSteps.ts';
import { keyFileRule, loggingRule, pushRule } from './buildRules.ts';
import { buildKitRule } from './buildKitRule.ts';
import { substitutionRules } from './substitutionRules.ts';

const fieldCheck: FieldCheck = {
  table: buildFields,
  unknown: 'cloudrun/build-field',
  wrongType: 'cloudrun/build-type',
  unsupported: 'cloudrun/build-field',
  service: 'Cloud Build',
  // gcloud takes the fields of the file in both spellings.
  spelling: (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  lenient: true,
};

/** A configuration of Cloud Build: its fields, what it builds with, and what its steps deploy. */
export function checkCloudBuild(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const { text } = file;
  if (!text.includes('steps') || /\{\{|\{%/.test(text)) return [];
  const { documents, fault } = readYaml(text);
  if (fault) {
    const message = `This is no YAML: ${fault.reason.replace(/\.?$/, '.')}`;
    return [
      {
        code: 'cloudrun/yaml-syntax',
        severity: 'error',
        message,
        fixes: [],
        start: fault.start,
        end: fault.end,
      },
    ];
  }
  return inOrder(
    documents.flatMap((build) => (build.get('steps').isList ? checkBuild(text, build, context) : [])),
  );
}

function checkBuild(text: string, build: YamlPlace, context: CheckContext): CheckDiagnostic[] {
  const steps = build.get('steps').items;
  const commands = steps.map((step) => commandsOf(text, step));
  return [
    ...checkFields(build, 'Build', fieldCheck),
    ...substitutionRules(text, build),
    ...loggingRule(text, build),
    ...pushRule(text, build, commands.flat()),
    ...keyFileRule(commands.flat()),
    ...steps.flatMap((step, index) => buildKitRule(text, build, step, commands[index] ?? [], context)),
    ...commands.flat().flatMap(({ command, host }) => checkCommands([command], host, context)),
  ];
}
