import type { Subject } from '../tree/model/treeNode.ts';

/** What a command is about, from a tree node or from a subject itself; undefined for anything else. */
export function subjectOf(argument: unknown): Subject | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('subject' in argument) return subjectOf(argument.subject);
  const isSubject = 'folder' in argument && typeof argument.folder === 'string' && 'title' in argument;
  return isSubject ? (argument as Subject) : undefined;
}
