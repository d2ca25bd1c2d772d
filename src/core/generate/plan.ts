import type { GeneratedFile } from './generator.ts';
import { endOfLine, mergeText } from './mergeText.ts';

/**
 * What writing a file would do. `identical`: nothing, also where the user's edits are all that differs. `update`: the
 * file is as it was generated last, and is replaced. `merge`: the user's edits are kept, and the new text is worked in.
 * `extend`: lines are added to what is there. `conflict`: nothing, as there is another text, and nobody said which one
 * counts. `overwrite`: it is replaced, as somebody said so. `keep`: it stays, as somebody said so.
 */
export type FileAction =
  'create' | 'identical' | 'update' | 'merge' | 'extend' | 'conflict' | 'overwrite' | 'keep';

export interface PlannedFile extends GeneratedFile {
  readonly action: FileAction;
  /** What is there now, for those that are not created. */
  readonly before?: string;
  /** For conflicts: both texts, with marks where they differ in ways that cannot be put together. */
  readonly marked?: string;
}

/** What happens to files that are in conflict. */
export type ConflictChoice = 'refuse' | 'overwrite' | 'keep';

export interface PlanInput {
  readonly files: readonly GeneratedFile[];
  readonly existing: (path: string) => Promise<string | undefined>;
  /** What was generated last, by path. */
  readonly bases?: Readonly<Record<string, string>>;
  readonly conflicts: (path: string) => ConflictChoice;
}

/** What writing these files would do, and over what. Nothing is written. Throws for a path that leaves the folder. */
export async function planFiles(input: PlanInput): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const file of input.files) {
    checkPath(file.path);
    const before = await input.existing(file.path);
    planned.push(before === undefined ? { ...file, action: 'create' } : plannedOver(file, before, input));
  }
  return planned;
}

function plannedOver(file: GeneratedFile, before: string, { bases = {}, conflicts }: PlanInput): PlannedFile {
  const eol = endOfLine(before);
  const content = file.content.replaceAll(/\r?\n/g, eol);
  const to = (action: FileAction, text = content): PlannedFile => ({
    ...file,
    content: text,
    action,
    before,
  });
  if (before === content) return to('identical');
  if (file.extends) return to('extend');
  const base = Object.hasOwn(bases, file.path) ? bases[file.path] : undefined;
  const merged = base === undefined ? undefined : mergeText(base, before, content);
  if (base !== undefined && before === base.replaceAll(/\r?\n/g, eol)) return to('update');
  if (merged?.conflicts === 0)
    return merged.text === before ? to('identical', before) : to('merge', merged.text);
  const choice = conflicts(file.path);
  if (choice === 'overwrite') return to('overwrite');
  if (choice === 'keep') return to('keep', before);
  return { ...to('conflict'), marked: (merged ?? mergeText('', before, content)).text };
}

/** Generators name their paths themselves, so a bad one is a fault of ours. */
export function checkPath(path: string): void {
  if (!isPathWithin(path)) throw new Error(`"${path}" is no path within a folder`);
}

/** True for paths as generators name them, which stay within the folder. */
export function isPathWithin(path: string): boolean {
  const bad = path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..');
  return !bad && !/[\\:\0]/.test(path);
}
