import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inParallel } from '../../src/core/project/inParallel.ts';
import { ProjectIndex } from '../../src/core/project/projectIndex.ts';
import type { WorkspaceReader } from '../../src/core/ports.ts';
import { NodeWorkspace } from '../../src/node/nodeWorkspace.ts';
import { median, type Measurement } from './measurement.ts';
import { writeTree } from './tree/writeTree.ts';

const fileCount = 20_000;
const runs = 5;
const ratioLimit = 3;
const updateLimitPercent = 5;

/** Detection of a large project, against listing it and reading the same bytes; then again after one edit. */
export async function benchDetection(): Promise<Measurement[]> {
  const root = mkdtempSync(join(tmpdir(), 'ai-stack-bench-'));
  try {
    const tree = writeTree(root, fileCount);
    const reads = await readsOfDetection(root);
    const rounds = [];
    // The first round warms up the disk cache and the compiler.
    for (let run = 0; run <= runs; run++) rounds.push(await measureRound(root, reads, tree.manifest));
    return measurements(rounds.slice(1), reads, tree.files);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** What detection listed and read. */
interface Reads {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly bytes: number;
  readonly filesListed: number;
  readonly technologies: number;
}

interface Round {
  readonly baselineMs: number;
  readonly scanMs: number;
  readonly updateMs: number;
}

async function readsOfDetection(root: string): Promise<Reads> {
  const workspace = new NodeWorkspace(root);
  const folders: string[] = [];
  const files: string[] = [];
  let bytes = 0;
  const recorder: WorkspaceReader = {
    list: (folder) => (folders.push(folder), workspace.list(folder)),
    read: async (file, limit) => {
      const content = await workspace.read(file, limit);
      files.push(file);
      bytes += content.bytes.length;
      return content;
    },
  };
  const index = new ProjectIndex(recorder);
  await index.scan();
  const { filesListed, projects } = index.facts();
  const technologies = new Set(projects.flatMap((project) => project.technologies.map(({ id }) => id))).size;
  if (technologies < 10)
    throw new Error(`Only ${technologies} technologies were found: the tree or detection is broken.`);
  return { folders, files, bytes, filesListed, technologies };
}

async function measureRound(root: string, reads: Reads, manifest: string): Promise<Round> {
  const baselineMs = await timed(() => readPlainly(root, reads));
  const index = new ProjectIndex(new NodeWorkspace(root));
  const scanMs = await timed(async () => {
    await index.scan();
    index.facts();
  });
  const before = index.facts();
  await appendFile(join(root, manifest), '\nlanggraph>=1\n');
  const updateMs = await timed(async () => {
    await index.update([manifest]);
    index.facts();
  });
  if (index.facts() === before) throw new Error('The edit of a manifest was not taken in.');
  return { baselineMs, scanMs, updateMs };
}

/** What cannot be saved: the same folders listed and the same files read, by nothing but Node's file system. */
async function readPlainly(root: string, { folders, files }: Reads): Promise<void> {
  await inParallel(folders, (folder) => readdir(join(root, folder), { withFileTypes: true }));
  await inParallel(files, (file) => readFile(join(root, file)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function measurements(rounds: readonly Round[], reads: Reads, written: number): Measurement[] {
  const size = `${reads.files.length} of ${reads.filesListed} files read, ${(reads.bytes / 1e6).toFixed(0)} MB, ${written} written`;
  return [
    {
      what: 'listing and reading alone',
      value: median(rounds.map(({ baselineMs }) => baselineMs)),
      unit: 'ms',
      note: size,
    },
    {
      what: 'detection',
      value: median(rounds.map(({ scanMs }) => scanMs)),
      unit: 'ms',
      note: `${reads.technologies} technologies found`,
    },
    {
      what: 'detection / listing and reading',
      value: median(rounds.map(({ baselineMs, scanMs }) => scanMs / baselineMs)),
      unit: '×',
      limit: ratioLimit,
      note: `median of ${rounds.length} rounds`,
    },
    {
      what: 'after one edit / detection',
      value: median(rounds.map(({ scanMs, updateMs }) => (updateMs / scanMs) * 100)),
      unit: '%',
      limit: updateLimitPercent,
      note: `${median(rounds.map(({ updateMs }) => updateMs)).toFixed(1)} ms`,
    },
  ];
}
