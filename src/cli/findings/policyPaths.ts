import { overridePath } from '../../core/guide/file/overridePath.ts';
import { baselinePath } from '../../core/secrets/baseline/baseline.ts';
import { gitleaksIgnorePaths } from '../../core/secrets/baseline/gitleaksIgnore.ts';
import { secretsBaselinePath } from '../../core/secrets/baseline/secretsBaseline.ts';
import { gitleaksConfigPaths } from '../../core/secrets/peers/gitleaksConfig.ts';

/** The files that a policy is read from; a folder with one of them has a policy of its own. */
export const policyPaths: readonly string[] = [
  overridePath,
  baselinePath,
  secretsBaselinePath,
  ...gitleaksIgnorePaths,
  ...gitleaksConfigPaths,
];
