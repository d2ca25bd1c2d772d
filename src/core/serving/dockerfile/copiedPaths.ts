import type { ServingPlan } from '../plan/servingPlan.ts';

/** Files and folders of the project that the Dockerfile copies, sorted; `.` where it copies everything. */
export function copiedPaths({ target, python, app, model }: ServingPlan): string[] {
  const paths = [
    ...(python?.dependencyFiles ?? []),
    ...(python?.projectFiles ?? []),
    ...(python === undefined ? [] : workspaceMembers(python)),
    ...app.sources,
    ...(model?.loading === 'project' && target !== 'ollama' ? [model.id] : []),
  ];
  const clean = [...new Set(paths.map(cleanPath))].sort();
  if (clean.includes('.')) return ['.'];
  // What lies in a folder that is copied anyway needs no line of its own.
  return clean.filter((path) => !clean.some((other) => path.startsWith(`${other}/`)));
}

export function cleanPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') || '.';
}

/** Folders of the workspace's members, of which the lock file needs the manifests and the project the code. */
export function workspaceMembers({
  dependencyFiles,
}: {
  readonly dependencyFiles: readonly string[];
}): string[] {
  return dependencyFiles
    .filter((path) => path.endsWith('/pyproject.toml'))
    .map((path) => path.slice(0, -'/pyproject.toml'.length));
}

const fileName =
  /(?:^|\/)(?:Dockerfile|Modelfile|\.dockerignore|[^/]+\.(?:py|toml|lock|txt|in|cfg|ini|json|jsonl|ya?ml|md|rst|sh|html|sql|gguf))$/i;

/** Whether a path is one of a file, by its name: plans do not say. What is taken for a folder still works. */
export function isFile(path: string): boolean {
  return fileName.test(path);
}
