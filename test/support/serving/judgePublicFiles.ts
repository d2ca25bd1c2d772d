import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFile } from '../../../src/core/checks/checkFile.ts';
import { checkCatalogue, lineOf } from './checkCorpus.ts';

/**
 * Holds the checks against the public files of `goodPublicCloud.json`, of which the project has no copies: `node
 * test/support/serving/judgePublicFiles.ts FOLDER`, with clones as `FOLDER/OWNER/NAME`. Says where a verdict changed, and
 * which repositories are missing.
 */
interface PublicFile {
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly verdict: 'good' | 'rightly found';
  /** `LINE CODE` */
  readonly findings?: readonly string[];
}

const list = fileURLToPath(new URL('../../fixtures/checks/goodPublicCloud.json', import.meta.url));

export function publicFiles(): readonly PublicFile[] {
  return (JSON.parse(readFileSync(list, 'utf8')) as { files: PublicFile[] }).files;
}

/** What is found in a text as the list has it. */
export function findingsIn(path: string, text: string): string[] {
  const context = { paths: [path], text: () => undefined, catalogue: checkCatalogue() };
  return checkFile({ path, text }, context).map(({ code, start }) => `${lineOf(text, start)} ${code}`);
}

function judge(folder: string, file: PublicFile): string {
  let text: string;
  try {
    const git = ['-C', `${folder}/${file.repository}`, 'show', `${file.commit}:${file.path}`];
    text = execFileSync('git', git, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return 'missing';
  }
  const found = findingsIn(file.path, text);
  const expected = file.findings ?? [];
  return JSON.stringify(found) === JSON.stringify(expected)
    ? 'as listed'
    : `changed: ${found.join(', ') || 'nothing'}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder = '.'] = process.argv;
  for (const file of publicFiles())
    process.stdout.write(`${file.repository} ${file.path}: ${judge(folder, file)}\n`);
}
