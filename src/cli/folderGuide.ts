import type { WorkspaceReader } from '../core/ports.ts';
import { loadGuide } from '../core/guide/file/loadGuide.ts';
import { applyOverride, overridePath } from '../core/guide/file/override.ts';
import { recommend } from '../core/guide/recommend/recommend.ts';
import type { ProjectRecommendations } from '../core/guide/recommendation.ts';
import { decodeText } from '../core/project/decodeText.ts';
import type { ProjectFacts } from '../core/project/facts.ts';
import type { Cli } from './cli.ts';
import type { Folder } from './folder.ts';
import { printProblems } from './output/problems.ts';

const guideLimit = 1024 * 1024;

/** What the guide, with the folder's own changes to it, says. A broken override is told on standard error. */
export async function recommendFor(
  folder: Folder,
  facts: ProjectFacts,
  cli: Cli,
): Promise<ProjectRecommendations[]> {
  const builtIn = await loadGuide(cli.resources);
  const text = await readOverride(folder.workspace);
  if (text === undefined) return recommend(facts, builtIn);
  const { guide, problems } = applyOverride(builtIn, text);
  printProblems(
    problems.map((problem) => ({ file: overridePath, severity: 'error', ...problem })),
    cli,
  );
  return recommend(facts, guide);
}

/** The folder's changes to the guide; undefined when there are none. */
export async function readOverride(workspace: WorkspaceReader): Promise<string | undefined> {
  try {
    return decodeText((await workspace.read(overridePath, guideLimit)).bytes).text;
  } catch {
    return undefined;
  }
}
