import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Generated, GenerateContext, Generator } from '../../../src/core/generate/generator.ts';
import { optionValues } from '../../../src/core/generate/optionValues.ts';
import { detectProject } from '../../../src/core/project/detectProject.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { NodeWorkspace } from '../../../src/node/nodeWorkspace.ts';

/** Runs a generator on a folder of the disk, as both shells do, and writes what it makes. */
export async function generateInto(
  folder: string,
  generator: Generator,
  values: Readonly<Record<string, string>> = {},
): Promise<Generated> {
  const generated = await generator.generate(
    optionValues(generator, values),
    contextOf(folder, generator.id),
  );
  for (const { path, content, executable } of generated.files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    if (executable) chmodSync(target, 0o755);
  }
  return generated;
}

function contextOf(folder: string, id: string): GenerateContext {
  const resources = new NodeResources();
  const workspace = new NodeWorkspace(folder);
  return {
    resource: (path) => resources.readText(path),
    template: (name) => resources.readText(`templates/${id}/${name}`),
    existing: (path) => Promise.resolve(readIfThere(join(folder, path))),
    workspace,
    facts: () => detectProject(workspace),
    version: '1.2.3',
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
