import type { Evidence } from '../../../project/facts.ts';
import { inParallel } from '../../../project/inParallel.ts';
import { fileRole } from '../../../project/roles.ts';
import { evidenceAt, type ProjectFiles } from './projectFiles.ts';

/** One value that a file names, with its place. */
export interface NamedValue {
  readonly value: string;
  readonly evidence: Evidence;
}

/** What the files say of Google Cloud and of GitHub. Each value once, in the order of the files. */
export interface CloudEvidence {
  readonly projects: readonly NamedValue[];
  readonly regions: readonly NamedValue[];
  /** `owner/name` of the remote "origin" on GitHub. */
  readonly githubRepository?: NamedValue;
}

const tellingFiles =
  /\.(?:tf|tfvars|sh)$|(?:^|\/)(?:cloudbuild[\w.-]*\.ya?ml|Makefile|justfile|\.env(?:\.[\w-]+)?|[\w.-]*deploy[\w.-]*\.ya?ml)$|^\.github\/workflows\/[^/]+\.ya?ml$/;
const mostFiles = 60;

const projectId = String.raw`((?:[a-z0-9-]+\.[a-z]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])(?![\w.-])`;
const assigned = String.raw`["']?\s*[:=]\s*["']?`;
const projectPatterns: readonly RegExp[] = [
  new RegExp(
    String.raw`\b_?(?:GOOGLE_CLOUD_PROJECT|GCP_PROJECT(?:_ID)?|GCLOUD_PROJECT|PROJECT_ID)${assigned}${projectId}`,
    'g',
  ),
  new RegExp(String.raw`^\s*(?:gcp_)?project(?:_id)?\s*=\s*"${projectId}"`, 'gm'),
  new RegExp(String.raw`--project[= ]["']?${projectId}`, 'g'),
  new RegExp(
    String.raw`variable\s+"(?:gcp_)?project(?:_id)?"\s*\{[^}]{0,300}?default\s*=\s*"${projectId}"`,
    'g',
  ),
];
const regionId = String.raw`([a-z]+-[a-z]+\d{1,2})(?![\w-])`;
const regionPatterns: readonly RegExp[] = [
  new RegExp(
    String.raw`\b_?(?:GOOGLE_CLOUD_(?:LOCATION|REGION)|GCP_(?:REGION|LOCATION)|CLOUD_RUN_REGION|REGION|LOCATION)${assigned}${regionId}`,
    'g',
  ),
  new RegExp(String.raw`^\s*(?:gcp_)?(?:region|location)\s*=\s*"${regionId}"`, 'gm'),
  new RegExp(String.raw`--region[= ]["']?${regionId}`, 'g'),
  new RegExp(
    String.raw`variable\s+"(?:gcp_)?(?:region|location)"\s*\{[^}]{0,300}?default\s*=\s*"${regionId}"`,
    'g',
  ),
];
/** Names that documentation uses in place of a real one. */
const placeholder =
  /^(?:your|my|the|some|demo|example|sample|test)-|(?:^|-)(?:project-id|projectid|changeme|placeholder|example)(?:-|$)|^(?:project|gcp-project|default)$/;

export async function cloudEvidence(files: ProjectFiles): Promise<CloudEvidence> {
  const paths = files.paths
    .filter((path) => tellingFiles.test(path) && /^(?:product|automation)$/.test(fileRole(path)))
    .slice(0, mostFiles);
  const texts = await inParallel(paths, (path) => files.text(path));
  const projects = new Map<string, NamedValue>();
  const regions = new Map<string, NamedValue>();
  paths.forEach((path, index) => {
    const text = texts[index] ?? '';
    gather(projects, projectPatterns, path, text, (value) => !placeholder.test(value));
    gather(regions, regionPatterns, path, text, () => true);
  });
  const githubRepository = await originOnGithub(files);
  return {
    projects: [...projects.values()],
    regions: [...regions.values()],
    ...(githubRepository && { githubRepository }),
  };
}

function gather(
  into: Map<string, NamedValue>,
  patterns: readonly RegExp[],
  path: string,
  text: string,
  isGood: (value: string) => boolean,
): void {
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      if (!isGood(value) || into.has(value)) continue;
      into.set(value, {
        value,
        evidence: evidenceAt(path, text, match.index + match[0].length - value.length),
      });
    }
  }
}

/** Only the address of "origin" is read; a name or token in it is left out. */
async function originOnGithub(files: ProjectFiles): Promise<NamedValue | undefined> {
  const text = await files.text('.git/config');
  const section = /\[remote "origin"\]([^[]*)/.exec(text ?? '');
  const address =
    /^\s*url\s*=\s*(?:https:\/\/(?:[^@\s/]*@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/m.exec(
      section?.[1] ?? '',
    );
  if (text === undefined || !section || address?.[1] === undefined) return undefined;
  const offset = text.indexOf('url', section.index);
  const line = text.slice(0, offset).split('\n').length;
  return {
    value: address[1],
    evidence: { file: '.git/config', line, text: `origin: github.com/${address[1]}` },
  };
}
