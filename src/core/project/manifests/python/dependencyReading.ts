import { dirname, join } from 'node:path/posix';
import type { Clue, DependencyScope, FileReading, Inclusion, Problem } from '../../clue.ts';
import { parseRequirement, type Requirement } from './pep508.ts';
import { displayUrl, hasCredentials } from './requirementUrl.ts';

/** Where a requirement stands and what it is for. */
export interface DependencyPlace {
  readonly scope: DependencyScope;
  /** 1-based. */
  readonly line: number;
  /** The extra, dependency group or environment it belongs to. */
  readonly group?: string;
}

/** Problems shown one by one; the rest are counted. */
const maxProblems = 5;

/** A dependency clue for a requirement; a URL with credentials is replaced in its evidence. */
export function dependencyClue(requirement: Requirement, place: DependencyPlace): Clue {
  const { name, extras, version, marker, url } = requirement;
  const details = {
    ...(extras.length > 0 ? { extras: extras.join(',') } : {}),
    ...(place.group === undefined ? {} : { group: place.group }),
    ...(marker === undefined ? {} : { marker }),
  };
  return {
    kind: 'dependency',
    ecosystem: 'pypi',
    name,
    scope: place.scope,
    line: place.line,
    ...(version === undefined ? {} : { version }),
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...(url !== undefined && hasCredentials(url) ? { text: `${name} @ ${displayUrl(url)}` } : {}),
  };
}

/** Gathers what one Python manifest declares. */
export class DependencyReading {
  readonly clues: Clue[] = [];
  readonly #problems: Problem[] = [];
  readonly #includes: Inclusion[] = [];
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  add(requirement: Requirement, place: DependencyPlace): void {
    this.clues.push(dependencyClue(requirement, place));
  }

  /** Adds one requirement from its text. A local path or a template is passed over; anything else is a problem. */
  addText(text: string, place: DependencyPlace): void {
    const requirement = parseRequirement(text);
    if (requirement) this.add(requirement, place);
    else if (!isPassedOver(text)) this.warn(place.line, malformedMessage(text));
  }

  /** Names another file to read, relative to this one's folder. Files outside the workspace are ignored. */
  include(target: string, format: Inclusion['format'], place: DependencyPlace): void {
    const named = target
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2')
      .replaceAll('\\', '/');
    if (named === '' || named.startsWith('/') || /^\w+:|\$\{|\0/.test(named)) return;
    const path = join(dirname(this.#path), named);
    if (path === '..' || path.startsWith('../') || path === this.#path) return;
    this.#includes.push({
      path,
      format,
      scope: format === 'constraints' ? 'locked' : place.scope,
      line: place.line,
    });
  }

  warn(line: number, message: string): void {
    this.#problems.push({ file: this.#path, line, column: 1, message, severity: 'warning' });
  }

  finish(): FileReading {
    const problems = this.#problems.slice(0, maxProblems);
    const more = this.#problems[maxProblems];
    if (more) {
      const count = this.#problems.length - maxProblems;
      const message = `And ${count} more ${count === 1 ? 'entry' : 'entries'} of this file, from here on, cannot be read as requirements: correct or remove them.`;
      problems.push({ ...more, message });
    }
    const includes = this.#includes.length > 0 ? { includes: this.#includes } : {};
    return { clues: this.clues, problems, ...includes };
  }
}

/** What pip takes but which names no package: a folder, an archive without a name, a line made by a template. */
export function isPassedOver(text: string): boolean {
  const trimmed = text.trim();
  return (
    /\{\{|\{%|\$\{|%\(/.test(trimmed) ||
    /^(?:\.{1,2}(?:[/\\[;\s]|$)|[/~\\]|[A-Za-z]:[\\/]|file:)/.test(trimmed) ||
    /^[\w.-]+(?:[/\\][\w.-]+)+[/\\]?(?:\[[^\]]*\])?$/.test(trimmed) ||
    /^(?:(?:git|hg|svn|bzr)\+\S+|https?:\/\/\S+)$/.test(trimmed)
  );
}

/** Says what is wrong with a requirement, without repeating it: it may hold a secret. */
function malformedMessage(text: string): string {
  if (/^[\w.-]+(?:\[[^\]]*\])?\s*=\s*[\w.*]/.test(text))
    return 'pip does not know a single "=" here: write "==" for an exact version.';
  if (/^[\w.-]+\s+v?\d[\w.]*$/.test(text))
    return 'The version lacks an operator: write it as in "torch==2.4.0".';
  return 'This is not a requirement that pip understands: write a name with an optional version, as in "torch>=2.4", or remove it.';
}
