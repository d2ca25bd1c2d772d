import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { withoutIgnored } from '../suppress.ts';
import { instructionAt } from './dockerfile.ts';
import { buildContextOf } from './facts/buildContext.ts';
import { deploymentOf } from './facts/deployment.ts';
import { withoutHadolintIgnored } from './hadolintComments.ts';
import { parseDockerfile } from './parseDockerfile.ts';
import { toDiagnostic, type DockerRule, type RuleInput } from './rule.ts';
import { dockerRules } from './rules/registry.ts';

/**
 * No Dockerfile that people write comes near. The parser below takes time with the square of the number of comments, so
 * that the bound is needed.
 */
const longestText = 128 * 1024;

/** `.devcontainer/Dockerfile`, `Dockerfile.dev`, `local.Dockerfile`, `tests/Dockerfile`. */
const developmentPath =
  /(?:^|\/)(?:\.devcontainer|tests?|testdata|e2e|fixtures|\.github|\.ci|ci|hack)\/|(?:^|[./_-])(?:dev|devel|develop|development|debug|local|tests?|ci|coverage|playwright|docs)(?:[._-][^/]*)?$/i;
/** The last stage, where it is for developers by its name. */
const developmentStage = /(?:^|[-_])(?:dev|devel|development|debug|tests?|testing|local)(?:$|[-_])/;

/** All that is wrong in a Dockerfile. Comments of hadolint that name a rule of the same meaning are heeded. */
export function checkDockerfile(
  file: CheckedFile,
  context: CheckContext,
  rules: readonly DockerRule[] = dockerRules,
): readonly CheckDiagnostic[] {
  if (file.text.length > longestText || file.text.includes('\0')) return [];
  const parsed = parseDockerfile(file);
  const input: RuleInput = {
    file: parsed,
    context,
    deployment: deploymentOf(file.path, context),
    build: buildContextOf(parsed, context),
  };
  const isForDevelopment =
    developmentPath.test(file.path) || developmentStage.test(parsed.stages.at(-1)?.name ?? '');
  const chosen = isForDevelopment ? rules.filter(({ inProductionOnly }) => inProductionOnly !== true) : rules;
  const found = chosen.flatMap((rule) => rule.find(input).map((each) => toDiagnostic(rule, each)));
  const anchor = (offset: number): number => instructionAt(parsed, offset)?.start ?? offset;
  return withoutIgnored(file.text, withoutHadolintIgnored(parsed, found, rules), anchor);
}
