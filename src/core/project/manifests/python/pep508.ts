import { urlName, urlVersion } from './requirementUrl.ts';

/** One requirement: what PEP 508 and pip's requirement files allow. */
export interface Requirement {
  /** Normalised by PEP 503. */
  readonly name: string;
  readonly extras: readonly string[];
  /** The specifiers without blanks (`>=4.40,<5`), or the exact version that the name of a wheel holds. */
  readonly version?: string;
  readonly marker?: string;
  /** May hold credentials: not for display. */
  readonly url?: string;
}

/** Characters. A requirement longer than this is data. */
const maxLength = 4000;

/** A package name as PyPI compares them (PEP 503). */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Whether the text is a package name by PEP 508. */
export function isPackageName(text: string): boolean {
  return /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(text);
}

/**
 * Reads one requirement: `name[extras]>=1; marker`, `name @ url`, or what pip takes beside PEP 508: a bare VCS
 * URL, archive URL or path of a wheel, when the package's name can be told from it. Undefined when it is none.
 */
export function parseRequirement(text: string): Requirement | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > maxLength) return undefined;
  return parseNamed(trimmed) ?? parseBareUrl(trimmed);
}

function parseNamed(text: string): Requirement | undefined {
  const head = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*/.exec(text);
  const name = head?.[1];
  const extras = extraNames(head?.[2]);
  if (!head || name === undefined || !isPackageName(name) || !extras) return undefined;
  const rest = text.slice(head[0].length);
  const named = { name: normaliseName(name), extras };
  return rest.startsWith('@') ? withUrl(named, rest.slice(1).trim()) : withSpecifiers(named, rest);
}

/** The marker of a requirement when it is one: text that compares something of the environment. */
export function validMarker(text: string): string | undefined {
  const marker = text.trim();
  const variable =
    /\b(?:python_version|python_full_version|python_implementation|os_name|os\.name|sys_platform|sys\.platform|platform[._]\w+|implementation_\w+|extras?|dependency_groups)\b/;
  return variable.test(marker) && /['"]/.test(marker) ? marker : undefined;
}

interface Named {
  readonly name: string;
  readonly extras: readonly string[];
}

function extraNames(text: string | undefined): string[] | undefined {
  const names = (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return names.every(isPackageName) ? names.map(normaliseName) : undefined;
}

function withUrl(named: Named, text: string): Requirement | undefined {
  const blank = text.search(/\s/);
  const token = blank < 0 ? text : text.slice(0, blank);
  const rest = blank < 0 ? '' : text.slice(blank).trim();
  // A URL may hold a semicolon, so that a marker needs a blank before it; many leave it out.
  const url = token.replace(/;$/, '');
  if (!/^[\w.+-]+:|^[./$]|[/\\]/.test(url)) return undefined;
  const markerText = token.endsWith(';') ? rest : rest.replace(/^;/, '');
  const marker = rest === '' ? undefined : validMarker(markerText);
  if (rest !== '' && (marker === undefined || (url === token && markerText === rest))) return undefined;
  return { ...named, url, ...optionally(urlVersion(url), marker) };
}

function parseBareUrl(text: string): Requirement | undefined {
  const unquoted = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  const match = /^(\S+?)(?:\s*\[([\w\s,.-]*)\])?(?:\s*;\s*(.+))?$/.exec(unquoted);
  const url = match?.[1];
  const named = url === undefined ? undefined : parseNamed(urlName(url) ?? '');
  if (url === undefined || !named) return undefined;
  const marker = match?.[3] === undefined ? undefined : validMarker(match[3]);
  const extras = match?.[2] === undefined ? named.extras : extraNames(match[2]);
  if (!extras || (match?.[3] !== undefined && marker === undefined)) return undefined;
  return { name: named.name, extras, url, ...optionally(urlVersion(url), marker) };
}

function optionally(
  version: string | undefined,
  marker: string | undefined,
): Pick<Requirement, 'version' | 'marker'> {
  return { ...(version === undefined ? {} : { version }), ...(marker === undefined ? {} : { marker }) };
}

function withSpecifiers(named: Named, rest: string): Requirement | undefined {
  const semicolon = rest.indexOf(';');
  const specifiers = specifierText(semicolon < 0 ? rest : rest.slice(0, semicolon));
  const markerText = semicolon < 0 ? '' : rest.slice(semicolon + 1).trim();
  const marker = markerText === '' ? undefined : validMarker(markerText);
  if (specifiers === undefined || (markerText !== '' && marker === undefined)) return undefined;
  // A version from the environment is not known here.
  const version = specifiers === '' || specifiers.includes('$') ? undefined : specifiers;
  return { ...named, ...optionally(version, marker) };
}

/** Specifiers without blanks, `''` for none, undefined when they are malformed. */
function specifierText(text: string): string | undefined {
  const inner = /^\(([^()]*)\)$/.exec(text.trim())?.[1] ?? text;
  const parts = inner.split(',').map((part) => part.trim());
  const specifiers = parts.filter((part) => part !== '');
  if (specifiers.length === 0) return inner.trim() === '' ? '' : undefined;
  const valid = specifiers.every((part) =>
    /^(?:===|==|~=|!=|<=|>=|<|>)\s*(?:[\w.*+!-]|\$\{\w+\})+$/.test(part),
  );
  return valid ? specifiers.map((part) => part.replace(/\s+/g, '')).join(',') : undefined;
}
