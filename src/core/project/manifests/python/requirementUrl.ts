/** The exact version in the name of a wheel or source archive that a URL or path ends in. */
export function urlVersion(url: string): string | undefined {
  return archive(fileName(url))?.version;
}

/** A URL without user name, password, query and fragment, fit for display. */
export function displayUrl(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/(:\/\/)[^/@]*@/, '$1');
}

/** Whether a URL carries a user name or password other than the plain user of Git over SSH. */
export function hasCredentials(url: string): boolean {
  return /:\/\/(?!git@)[^/@]+@/.test(url);
}

/**
 * The package name of a bare URL or the path of an archive, with extras if given so: that of `#egg=`, of the archive
 * or of the repository. Undefined when there is none to be told.
 */
export function urlName(url: string): string | undefined {
  const egg = /[#&]egg=([^&]+)/.exec(url)?.[1];
  if (egg !== undefined && /^[\w+.-]+:\/\/|^\w+\+|^\.{0,2}[/\\]/.test(url)) return decoded(egg);
  if (/^(?:git|hg|svn|bzr)\+/.test(url)) return repositoryName(url);
  const named = archive(fileName(url));
  if (named) return named.name;
  return /^https?:\/\/(?:www\.)?github\.com\/[\w.-]+\/([\w.-]+)\/(?:archive|zipball|tarball)\//.exec(
    url,
  )?.[1];
}

/** The last segment of the path, without a revision (which may hold slashes itself) and `.git`. */
function repositoryName(url: string): string | undefined {
  const location = url.replace(/[?#].*$/, '').replace(/^[a-z]+\+/, '');
  const path = location.replace(/^[a-z+]+:\/\/[^/]*/, '').replace(/^[^/:]*:/, '');
  const revision = path.lastIndexOf('@');
  const segments = (revision > 0 ? path.slice(0, revision) : path)
    .split('/')
    .filter((segment) => segment !== '');
  return segments.at(-1)?.replace(/\.git$/, '');
}

function fileName(url: string): string {
  const path = decoded(url.replace(/[?#].*$/, ''));
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function archive(file: string): { name: string; version: string } | undefined {
  const wheel = /^([A-Za-z0-9][\w.]*)-(\d[\w.+!]*)(?:-\d\w*)?-[\w.]+-[\w.]+-[\w.]+\.whl$/.exec(file);
  const match = wheel ?? /^([A-Za-z0-9][\w.-]*?)-(\d[\w.+!]*)\.(?:tar\.gz|tar\.bz2|tgz|zip)$/.exec(file);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { name: match[1], version: match[2] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
