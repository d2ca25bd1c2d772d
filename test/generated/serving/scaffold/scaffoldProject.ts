import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fastapi } from '../../../../src/core/generate/fastapi.ts';
import { optionValues } from '../../../../src/core/generate/optionValues.ts';
import type { ScaffoldTask } from '../../../../src/core/serving/scaffold/scaffold.ts';
import { generateContext } from '../../../support/generateContext.ts';
import { temporaryFolder } from '../../../support/host/folders.ts';
import { runInRoot, userId } from './scaffoldRoot.ts';

/** What the generator makes of an empty folder, on the disk, with a tiny model in `model/`. */
export async function scaffoldProject(root: string, task: ScaffoldTask): Promise<string> {
  const project = temporaryFolder(`scaffold-${task}`);
  const { files } = await fastapi.generate(optionValues(fastapi, { task }), generateContext('fastapi'));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), content);
  }
  giveAway(project);
  await runInRoot(root, ['python', 'tests/tiny_model.py', 'model'], { project });
  return project;
}

function giveAway(folder: string): void {
  chmodSync(folder, 0o755);
  chownSync(folder, userId, userId);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    chownSync(join(entry.parentPath, entry.name), userId, userId);
}
