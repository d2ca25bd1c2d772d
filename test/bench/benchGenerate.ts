import { cpSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerateContext, Generator } from '../../src/core/generate/generator.ts';
import { prepareGeneration } from '../../src/core/generate/prepareGeneration.ts';
import { generators } from '../../src/core/generate/registry.ts';
import { ProjectIndex } from '../../src/core/project/projectIndex.ts';
import { existingText } from '../../src/node/folderWriter.ts';
import { NodeResources } from '../../src/node/nodeResources.ts';
import { NodeWorkspace } from '../../src/node/nodeWorkspace.ts';
import { repositoryFolder } from '../support/host/folders.ts';
import { median, type Measurement } from './measurement.ts';
import { writeTree } from './tree/writeTree.ts';

const limitMs = 100;
const runs = 9;
const measured = ['dockerfile', 'cloud-run', 'identity'];

/** From known facts to files that could be written: in the sample, and in a project of 5,000 files around it. */
export async function benchGenerate(): Promise<Measurement[]> {
  const root = mkdtempSync(join(tmpdir(), 'ai-stack-bench-'));
  const sample = join(repositoryFolder, 'test/fixtures/sample');
  try {
    const [small, large] = [join(root, 'small'), join(root, 'large')];
    writeTree(large, 5_000);
    for (const folder of [small, large]) cpSync(sample, folder, { recursive: true });
    return [...(await measure(small, 'the sample')), ...(await measure(large, '5,000 files'))];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function measure(root: string, what: string): Promise<Measurement[]> {
  const index = new ProjectIndex(new NodeWorkspace(root));
  await index.scan();
  const results: Measurement[] = [];
  for (const generator of generators.filter(({ id }) => measured.includes(id))) {
    const times: number[] = [];
    // The first rounds warm up the disk cache and the compiler.
    for (let run = 0; run < runs + 3; run++)
      times.push(await timed(generator, contextOf(root, generator, index)));
    const value = median(times.slice(3));
    const note = `first ${(times[0] ?? 0).toFixed(0)} ms`;
    results.push({
      what: `generate ${generator.id} for ${what}, after detection`,
      value,
      unit: 'ms',
      limit: limitMs,
      note,
    });
  }
  return results;
}

function contextOf(root: string, { id }: Generator, index: ProjectIndex): GenerateContext {
  const resources = new NodeResources();
  return {
    resource: (path) => resources.readText(path),
    template: (name) => resources.readText(`templates/${id}/${name}`),
    existing: existingText(root),
    workspace: new NodeWorkspace(root),
    facts: () => Promise.resolve(index.facts()),
    paths: () => Promise.resolve(index.paths()),
    version: '0.0.0',
  };
}

async function timed(generator: Generator, context: GenerateContext): Promise<number> {
  const start = performance.now();
  await prepareGeneration(generator, { project: 'bench-project' }, context, () => 'overwrite');
  return performance.now() - start;
}
