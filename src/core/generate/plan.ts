import type { GeneratedFile } from './generator.ts';

/**
 * What writing a file would do. `identical`: nothing. `conflict`: nothing either, as there is another file, and nobody
 * said to overwrite it.
 */
export type FileAction = 'create' | 'identical' | 'conflict' | 'overwrite';

export interface PlannedFile extends GeneratedFile {
  readonly action: FileAction;
  /** What is there now, for those that are not created. */
  readonly before?: string;
}

/** What writing these files would do, and over what. Nothing is written. Throws for a path that leaves the folder. */
export async function planFiles(
  files: readonly GeneratedFile[],
  existing: (path: string) => Promise<string | undefined>,
  overwrite: boolean,
): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const file of files) {
    checkPath(file.path);
    const before = await existing(file.path);
    if (before === undefined) planned.push({ ...file, action: 'create' });
    else {
      const action = before === file.content ? 'identical' : overwrite ? 'overwrite' : 'conflict';
      planned.push({ ...file, action, before });
    }
  }
  return planned;
}

/** Generators name their paths themselves, so a bad one is a fault of ours. */
export function checkPath(path: string): void {
  const segments = path.split('/');
  const bad = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (bad || /[\\:\0]/.test(path)) throw new Error(`"${path}" is no path within a folder`);
}
