/** What decides where the program may be. */
export interface BinaryFacts {
  /** As Node's `process.platform`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The setting `aiStack.ollama.path`; empty when unset. */
  readonly configured?: string | undefined;
}

/** A file that may be the program. */
export interface BinaryCandidate {
  readonly path: string;
  /** The user named it, so that no other is tried. */
  readonly configured: boolean;
}

const macBundle = 'Ollama.app/Contents/Resources/ollama';

/**
 * Absolute paths where `ollama` may be, best first and none twice: the setting alone where it is set, else PATH, then
 * the folders that installers use. A VS Code that was opened from the desktop has a short PATH on macOS.
 * Sources: the server's documentation for each system, `cmd/start_*.go`, and its install script.
 */
export function binaryCandidates(facts: BinaryFacts): BinaryCandidate[] {
  const configured = (facts.configured ?? '').trim();
  if (configured !== '') return [{ path: expandHome(configured, variable(facts, 'HOME')), configured: true }];
  const places = facts.platform === 'win32' ? windowsPlaces(facts) : posixPlaces(facts);
  return [...new Set(places)].map((path) => ({ path, configured: false }));
}

function posixPlaces(facts: BinaryFacts): string[] {
  const home = variable(facts, 'HOME');
  const onPath = pathFolders(facts, ':')
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, '/', 'ollama'));
  if (facts.platform === 'darwin')
    return [
      ...onPath,
      '/usr/local/bin/ollama',
      '/opt/homebrew/bin/ollama',
      `/Applications/${macBundle}`,
      ...(home === '' ? [] : [`${home}/Applications/${macBundle}`]),
    ];
  return [
    ...onPath,
    '/usr/local/bin/ollama',
    '/usr/bin/ollama',
    ...(home === '' ? [] : [`${home}/.local/bin/ollama`]),
  ];
}

/** The installer's own folder comes first: what else is called `ollama` on PATH may be an old copy or a shim. */
function windowsPlaces(facts: BinaryFacts): string[] {
  const local = variable(facts, 'LOCALAPPDATA');
  const endings = (variable(facts, 'PATHEXT') || '.EXE')
    .split(';')
    .map((ending) => ending.trim().toLowerCase())
    // Scripts cannot be run without a shell, and a shell would have to be told how to quote.
    .filter((ending) => ending === '.exe' || ending === '.com');
  const onPath = pathFolders(facts, ';')
    .map((folder) => folder.replace(/^"|"$/g, ''))
    .filter((folder) => /^(?:[a-z]:[\\/]|\\\\)/i.test(folder))
    .flatMap((folder) => endings.map((ending) => join(folder, '\\', `ollama${ending}`)));
  return [...(local === '' ? [] : [`${local}\\Programs\\Ollama\\ollama.exe`]), ...onPath];
}

/** Folders that are not absolute are left out: they would be looked for in whatever folder is the current one. */
function pathFolders(facts: BinaryFacts, separator: string): string[] {
  return variable(facts, 'PATH')
    .split(separator)
    .map((folder) => folder.trim())
    .filter((folder) => folder !== '');
}

function join(folder: string, separator: string, name: string): string {
  return /[\\/]$/.test(folder) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

function expandHome(path: string, home: string): string {
  return home !== '' && /^~[\\/]/.test(path) ? `${home}${path.slice(1)}` : path;
}

/** Windows names variables in any case. */
function variable({ platform, env }: BinaryFacts, name: string): string {
  if (platform !== 'win32') return env[name] ?? '';
  const found = Object.entries(env).find(([key]) => key.toUpperCase() === name);
  return found?.[1] ?? '';
}
