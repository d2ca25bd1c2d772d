import type { CheckedKind } from './check.ts';

/** `Dockerfile`, `Dockerfile.gpu`, `api.dockerfile`, `Containerfile`. */
const dockerfileName = /^(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?$|\.(?:dockerfile|containerfile)$/i;
/** Templates, documents and code about Dockerfiles, and the ignore file beside one. */
const notDockerfile =
  /\.(?:dockerignore|j2|tt|png|jpe?g|gif|svg|webp|ico|pdf|ipynb|csv|xml|css|jinja2?|tmpl|tpl|template|mustache|hbs|ejs|erb|in|md|mdx|rst|txt|adoc|html|[cm]?[jt]sx?|py|pyi|go|rs|rb|java|kt|cs|php|sh|ps1|json|ya?ml|toml|lock|log|bak|orig|swp|patch|diff)$/i;
const cloudBuildName = /^cloudbuild(?:[._-][\w.-]+)?\.(?:ya?ml|json)$/i;
const workflowPath = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
/** Services of Knative and Cloud Run, and jobs of Cloud Run. */
const knativeService = /^apiVersion:[ \t]*["']?(?:serving\.knative\.dev|run\.googleapis\.com)\//m;

/**
 * What a file is checked as, or undefined. A service of Cloud Run is known by its text alone, the others by their path;
 * without a text, a YAML file that its path does not name is undefined.
 */
export function checkKind(path: string, text?: string): CheckedKind | undefined {
  const name = baseName(path);
  if (dockerfileName.test(name) && !notDockerfile.test(name)) return 'dockerfile';
  if (cloudBuildName.test(name)) return 'cloud-build';
  if (workflowPath.test(path)) return 'workflow';
  if (/\.tf$/i.test(name)) return 'terraform';
  if (/\.(?:sh|bash)$/i.test(name)) return 'shell';
  return isYaml(path) && text !== undefined && knativeService.test(text) ? 'cloud-run-service' : undefined;
}

/** True for paths that may be checked once their text is known: those of a kind, and all YAML files. */
export function mayBeChecked(path: string): boolean {
  return isYaml(path) || checkKind(path) !== undefined;
}

/** Whether a text is a service or job of Cloud Run in Knative's format. */
export function isCloudRunService(text: string): boolean {
  return knativeService.test(text);
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
