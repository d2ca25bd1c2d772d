/** The commands on secrets: loaded together, at the first use of one of them. */
export { addSecretToBaseline } from './addSecretToBaseline.ts';
export { afterFix, refuseFix } from './afterFix.ts';
export { checkGitHistoryForSecret } from './checkGitHistoryForSecret.ts';
export { clearCellOutputs } from './clearCellOutputs.ts';
export { openSecret } from './openSecret.ts';
export { scanWorkspaceForSecrets } from './scanWorkspaceForSecrets.ts';
export { showSecretRule } from './showSecretRule.ts';
export { suppressSecret } from './suppressSecret.ts';
