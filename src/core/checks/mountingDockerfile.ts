import type { CheckContext } from './check.ts';

/** The path of the Dockerfile in a folder (`.` for the root), where it has what only BuildKit builds. */
export function needsBuildKit(context: CheckContext, folder: string): string | undefined {
  const name = folder.replace(/^\.\/?/, '').replace(/\/$/, '');
  const path = name === '' ? 'Dockerfile' : `${name}/Dockerfile`;
  const text = context.text(path);
  return text !== undefined && usesMount(text) ? path : undefined;
}

/** Whether a Dockerfile has `RUN --mount`, which the classic builder refuses. */
export function usesMount(dockerfile: string): boolean {
  return /^[ \t]*RUN[ \t]+(?:--\w+=\S+[ \t]+)*--mount=/im.test(dockerfile);
}
