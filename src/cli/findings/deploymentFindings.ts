import type { CheckDiagnostic } from '../../core/checks/check.ts';
import { checkFolder, type FileDiagnostics } from '../../core/checks/checkFile.ts';
import type { ResourceReader, WorkspaceReader } from '../../core/ports.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import { LineIndex } from '../../core/project/text/lines.ts';
import { readServingCatalogue } from '../../core/serving/catalogue/readServingCatalogue.ts';
import { deploymentFinding, type Finding } from './finding.ts';

/** Bytes of a file that is read, at the most; what is larger was not written by hand. */
const fileLimit = 1024 * 1024;

/** What was found in files that say how the project is built and run, and how many of them there are. */
export interface DeploymentFindings {
  readonly findings: readonly Finding[];
  readonly files: number;
}

/**
 * Checks Dockerfiles, services, builds, Terraform, workflows and scripts of a folder. `paths` are all its files that are
 * not ignored; `given` names one as on the command line. With `only`, the others just lend their context.
 */
export async function deploymentFindings(
  workspace: WorkspaceReader,
  resources: ResourceReader,
  paths: readonly string[],
  given: (path: string) => string,
  only?: string,
): Promise<DeploymentFindings> {
  const catalogue = readServingCatalogue(await resources.readText('catalog/serving.yaml'));
  const checked = await checkFolder(paths, (path) => readText(workspace, path), catalogue);
  const asked = checked.filter(({ path }) => only === undefined || path === only);
  return { findings: asked.flatMap((file) => findingsOf(file, given(file.path))), files: asked.length };
}

function findingsOf({ text, diagnostics }: FileDiagnostics, file: string): Finding[] {
  const lines = new LineIndex(text);
  return diagnostics.map((diagnostic) => deploymentFinding(place(diagnostic, lines, file)));
}

function place(diagnostic: CheckDiagnostic, lines: LineIndex, file: string) {
  const start = lines.positionAt(diagnostic.start);
  const end = lines.positionAt(diagnostic.end);
  return { ...diagnostic, ...start, file, endLine: end.line, endColumn: end.column };
}

async function readText(workspace: WorkspaceReader, path: string): Promise<string | undefined> {
  const content = await workspace.read(path, fileLimit).catch(() => undefined);
  if (!content || content.bytes.length < content.size) return undefined;
  const { text, binary } = decodeText(content.bytes);
  return binary ? undefined : text;
}
