import type { Cancellation, WorkspaceReader } from '../ports.ts';
import type { ProjectFacts } from './facts.ts';
import { ProjectIndex, type ProjectIndexOptions } from './projectIndex.ts';

/** Reads a workspace folder once: what the projects in it are made of and for, with evidence. */
export async function detectProject(
  reader: WorkspaceReader,
  options: ProjectIndexOptions & { readonly cancellation?: Cancellation } = {},
): Promise<ProjectFacts> {
  const index = new ProjectIndex(reader, options);
  await index.scan(options.cancellation);
  return index.facts();
}
