import type { GenerateContext } from '../../src/core/generate/generator.ts';
import { detectProject } from '../../src/core/project/detectProject.ts';
import { NodeResources } from '../../src/node/nodeResources.ts';
import { InMemoryWorkspace } from './inMemoryWorkspace.ts';

/** What a generator sees of a folder with these files. */
export function generateContext(id: string, files: Record<string, string> = {}): GenerateContext {
  const resources = new NodeResources();
  const workspace = new InMemoryWorkspace(files);
  return {
    resource: (path) => resources.readText(path),
    template: (name) => resources.readText(`templates/${id}/${name}`),
    existing: (path) => Promise.resolve(files[path]),
    workspace,
    facts: () => detectProject(workspace),
    version: '1.2.3',
  };
}
