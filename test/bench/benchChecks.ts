import { readdirSync, readFileSync } from 'node:fs';
import { checkFile } from '../../src/core/checks/checkFile.ts';
import {
  checkCatalogue,
  checkCorpusFile,
  cloudAreas,
  corpusFiles,
  expectedFinding,
} from '../support/serving/checkCorpus.ts';
import { median, type Measurement } from './measurement.ts';

const dockerfiles = 'test/fixtures/checks/dockerfile';

interface PublicFiles {
  readonly files: readonly {
    readonly verdict?: string;
    readonly errors?: number;
    readonly warnings?: number;
  }[];
}

/** How many defects of the corpora are found, what public files were held against, and how long a large file takes. */
export function benchChecks(): Measurement[] {
  const cases = cloudAreas.flatMap((area) => corpusFiles(area, 'bad'));
  const found = cases.filter((file) => {
    const codes = checkCorpusFile(file).map(({ code }) => code);
    return codes.length === 1 && codes[0] === expectedFinding(file.text).code;
  });
  const docker = readdirSync(dockerfiles).filter((name) => name.endsWith('.txt'));
  const dockerFound = docker.filter((name) => isFound(readFileSync(`${dockerfiles}/${name}`, 'utf8')));
  const all = cases.length + docker.length;
  return [
    {
      what: 'checks: defects of the corpus that are found, and nothing beside',
      value: (100 * (found.length + dockerFound.length)) / all,
      unit: '%',
      atLeast: 100,
      note: `${found.length + dockerFound.length} of ${all} files, ${docker.length} of them Dockerfiles`,
    },
    publicFiles('good public Dockerfiles', 'goodPublic.json'),
    publicFiles('good public files of the cloud', 'goodPublicCloud.json'),
    { what: 'a Dockerfile of 2,000 instructions, checked', value: largeDockerfile(), unit: 'ms' },
  ];
}

/** The form that the unit test of the corpus reads. */
function isFound(text: string): boolean {
  const [head = '', ...rest] = text.split(/^-- (.+) --\n/m);
  const files = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) files.set(rest[at] ?? '', rest[at + 1] ?? '');
  const dockerfile = files.get('Dockerfile') ?? '';
  const paths = [...new Set(['Dockerfile', ...files.keys()])].sort();
  const context = { paths, text: (path: string) => files.get(path), catalogue: checkCatalogue() };
  const found = checkFile({ path: 'Dockerfile', text: dockerfile }, context).map(
    ({ code, start }) => `${code}:${dockerfile.slice(0, start).split('\n').length}`,
  );
  return found.length === 1 && found[0] === /^expect (\S+)$/m.exec(head)?.[1];
}

/** As judged when they were last fetched: the bench reads nothing from elsewhere. */
function publicFiles(what: string, name: string): Measurement {
  const { files } = JSON.parse(readFileSync(`test/fixtures/checks/${name}`, 'utf8')) as PublicFiles;
  const good = files.filter(({ verdict }) => verdict === undefined || verdict === 'good');
  const alarms = good.filter(({ errors = 0, warnings = 0 }) => errors + warnings > 0).length;
  return {
    what: `${what} with a false alarm, as last judged`,
    value: (100 * alarms) / good.length,
    unit: '%',
    limit: 0,
    note: `${good.length} files, listed in test/fixtures/checks/${name}`,
  };
}

function largeDockerfile(): number {
  const text = `FROM python:3.12-slim-bookworm\n${'RUN pip install --no-cache-dir fastapi==0.115.0\n'.repeat(2_000)}USER 10001\n`;
  const context = { paths: ['Dockerfile'], text: () => undefined, catalogue: checkCatalogue() };
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    checkFile({ path: 'Dockerfile', text }, context);
    return performance.now() - start;
  });
  return median(times);
}
