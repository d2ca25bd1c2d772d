import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { withoutIgnored } from '../suppress.ts';
import { instructionAt } from './dockerfile.ts';
import { buildContextOf } from './facts/buildContext.ts';
import { deploymentOf } from './facts/deployment.ts';
import { withoutHadolintIgnored } from './hadolintComments.ts';
import { parseDockerfile } from './parseDockerfile.ts';
import { toDiagnostic, type DockerRule, type RuleInput } from './rule.ts';
import { dockerRules } from './rules/registry.ts';

/** All that is wrong in a Dockerfile. Comments of hadolint that name a rule of the same meaning are heeded. */
export function checkDockerfile(
  file: CheckedFile,
  context: CheckContext,
  rules: readonly DockerRule[] = dockerRules,
): readonly CheckDiagnostic[] {
  const parsed = parseDockerfile(file);
  const input: RuleInput = {
    file: parsed,
    context,
    deployment: deploymentOf(file.path, context),
    build: buildContextOf(parsed, context),
  };
  const found = rules.flatMap((rule) => rule.find(input).map((each) => toDiagnostic(rule, each)));
  const anchor = (offset: number): number => instructionAt(parsed, offset)?.start ?? offset;
  return withoutIgnored(file.text, withoutHadolintIgnored(parsed, found, rules), anchor);
}
