import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CheckContext, CheckDiagnostic } from '../../../src/core/checks/check.ts';
import { checkFile } from '../../../src/core/checks/checkFile.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';

const root = fileURLToPath(new URL('../../fixtures/checks/', import.meta.url));
const catalogueFile = new URL('../../../media/catalog/serving.yaml', import.meta.url);

/** The areas that `test/fixtures/checks` has files of, beside Dockerfiles. */
export const cloudAreas = ['cloudRun', 'cloudBuild', 'terraform', 'workflow', 'script'] as const;

export interface CorpusFile {
  /** `cloudRun/bad/timeout.yaml` */
  readonly name: string;
  /** As it would stand in a project, so that its kind is told. */
  readonly path: string;
  readonly text: string;
}

/** What stands beside a file, for rules that look there. */
const dockerfiles: Readonly<Record<string, string>> = {
  'no-buildkit': 'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install fastapi\n',
  'source-with-mount':
    'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install fastapi\n',
  'submit-with-mount':
    'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install fastapi\n',
  'port-mismatch':
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]\n',
};

export function corpusFiles(area: (typeof cloudAreas)[number], kind: 'good' | 'bad'): CorpusFile[] {
  return readdirSync(`${root}${area}/${kind}`)
    .sort()
    .map((file) => ({
      name: `${area}/${kind}/${file}`,
      path: pathIn(area, file),
      text: readFileSync(`${root}${area}/${kind}/${file}`, 'utf8'),
    }));
}

function pathIn(area: (typeof cloudAreas)[number], file: string): string {
  if (area === 'workflow') return `.github/workflows/${file}`;
  return area === 'cloudBuild' ? 'cloudbuild.yaml' : file;
}

let catalogueOnce: CheckContext['catalogue'] | undefined;

export function checkCatalogue(): CheckContext['catalogue'] {
  catalogueOnce ??= readServingCatalogue(readFileSync(catalogueFile, 'utf8'));
  return catalogueOnce;
}

/** All findings in a file of the corpus, with what stands beside it. */
export function checkCorpusFile({ name, path, text }: CorpusFile): readonly CheckDiagnostic[] {
  const rule = /\/([\w-]+)\.[\w.]+$/.exec(name)?.[1] ?? '';
  const dockerfile = dockerfiles[rule];
  return checkFile(
    { path, text },
    {
      paths: dockerfile === undefined ? [path] : ['Dockerfile', path],
      text: (other) => (other === 'Dockerfile' ? dockerfile : undefined),
      catalogue: checkCatalogue(),
    },
  );
}

/**
 * The one finding that a bad file is to have: a comment `# expect: CODE` stands on its line, `# expect-next: CODE` on the
 * line before, `# expect-below: CODE N` N lines before.
 */
export function expectedFinding(text: string): { readonly code: string; readonly line: number } {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const match = /# expect(-next|-below)?: ([\w/-]+)(?: (\d+))?/.exec(line);
    if (!match) continue;
    const below = match[1] === '-next' ? 1 : Number(match[3] ?? 0);
    return { code: match[2] ?? '', line: index + 1 + below };
  }
  throw new Error('The file does not say what is wrong with it.');
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
