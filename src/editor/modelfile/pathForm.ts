/**
 * What a path in a Modelfile is relative to. `network`: a share of another machine, which is not asked for a file just
 * because a document names it. `otherHome`: `~name`, whose folder is not known.
 */
export type PathForm = 'relative' | 'absolute' | 'home' | 'otherHome' | 'network';

export function pathForm(path: string, windows: boolean): PathForm {
  if (windows && /^[\\/]{2}/.test(path)) return 'network';
  if (path === '~' || path.startsWith('~/') || (windows && path.startsWith('~\\'))) return 'home';
  if (path.startsWith('~')) return 'otherHome';
  if (path.startsWith('/') || (windows && /^(?:\\|[a-z]:)/i.test(path))) return 'absolute';
  return 'relative';
}
