import type { FixSite } from '../fixSite.ts';
import type { Language } from '../../language.ts';
import { lexicalPlace, type Literal } from '../literals/literalAt.ts';
import { lexicalStyles } from '../literals/literalStyles.ts';
import type { TextEdit } from '../secretFix.ts';
import { goEdits, isGoReadable } from './go.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';
import { rustText } from './rust.ts';

/** How a language that is read without a syntax tree names an environment variable. */
interface Reading {
  readonly read: (name: string, site: FixSite) => string;
  /** Puts texts together. */
  readonly join?: string;
  /** Lines on which only a constant may stand. */
  readonly constantOnly?: RegExp;
  /** What the declaration before the literal becomes, since the value is no constant any more. */
  readonly declaration?: readonly [RegExp, string];
  /** Further edits, such as imports. */
  readonly also?: (site: FixSite, name: string) => readonly TextEdit[];
}

const annotation = /^\s*@\w|^\s*case\s/;

const readings: Partial<Readonly<Record<Language, Reading>>> = {
  go: { read: (name) => `os.Getenv("${name}")`, constantOnly: /^\s*case\s/, also: goEdits },
  java: { read: (name) => `System.getenv("${name}")`, constantOnly: annotation },
  kotlin: { read: (name) => `System.getenv("${name}")`, constantOnly: annotation, declaration: [/\bconst\s+(?=val\b)/, ''] },
  scala: { read: (name) => `System.getenv("${name}")`, constantOnly: annotation },
  groovy: { read: (name) => `System.getenv("${name}")`, constantOnly: annotation },
  csharp: { read: readInCsharp, constantOnly: /^\s*\[|^\s*case\s/, declaration: [/\bconst\b/, 'static readonly'] },
  ruby: { read: (name) => `ENV.fetch("${name}")`, constantOnly: /^\s*when\s/ },
  php: {
    read: (name) => `getenv('${name}')`,
    join: ' . ',
    constantOnly: /^\s*(?:(?:final\s+)?(?:public|protected|private|static|var|const)\s|#\[|case\s)|\bfunction\b/,
  },
  rust: { read: (name) => `std::env::var("${name}").expect("set ${name}")`, constantOnly: /\b(?:const|static)\b|=>|^\s*#/ },
  swift: {
    read: (name) => `ProcessInfo.processInfo.environment["${name}"]!`,
    constantOnly: /^\s*(?:case\s|@\w)/,
    also: (site) => foundationImport(site),
  },
  perl: { read: (name) => `$ENV{${name}}`, join: ' . ' },
  lua: { read: (name) => `os.getenv("${name}")`, join: ' .. ' },
  r: { read: (name) => `Sys.getenv("${name}")`, join: ', ' },
}; // prettier-ignore

/** Go, the JVM's languages, C#, Ruby, PHP, Rust, Swift and others: the string becomes a call. */
export function readInCompiled(site: FixSite): EnvironmentAnswer {
  const reading = readings[site.language];
  const style = lexicalStyles[site.language];
  if (!reading || !style) return undefined;
  const place = lexicalPlace(site.text, site.finding.start, style);
  if (place.kind === 'comment') return inComment;
  if (place.kind === 'code' || place.literal.end < site.finding.end) return undefined;
  if (reading.constantOnly?.test(firstLine(site, place.literal))) return undefined;
  if (needsConstant(site, place.literal)) return undefined;
  if (site.language === 'go' && !isGoReadable(site)) return undefined;
  const fallback = replacedDefault(site, place.literal);
  const name = fallback?.name ?? site.variable;
  const edit = fallback ?? textFor(site, place.literal, reading, name);
  if (!edit) return undefined;
  const edits = [{ start: edit.start, end: edit.end, text: edit.text }];
  return { variable: name, edits: [...edits, ...declarationEdits(site, place.literal, reading), ...(reading.also?.(site, name) ?? [])] }; // prettier-ignore
}

/** True in an annotation over several lines, and for a constant that an annotation or a `case` names. */
function needsConstant(site: FixSite, literal: Literal): boolean {
  if (!/^(?:java|kotlin|scala|groovy|csharp)$/.test(site.language)) return false;
  const around = site.text.slice(Math.max(0, literal.start - 1000), literal.start);
  if (/@[\w.]+\s*\([^();]*$/.test(around)) return true;
  const name = /\b(\w+)\s*(?::\s*\w+\s*)?=\s*$/.exec(around.slice(-120))?.[1];
  const isConstant = /\b(?:final|const)\b/.test(firstLine(site, literal));
  if (name === undefined || !isConstant) return false;
  return new RegExp(`\\bcase[ \\t]+(?:\\w+\\.)?${name}\\b|@[\\w.]+\\([^)\\n]*\\b${name}\\b`).test(site.text);
}

function firstLine(site: FixSite, literal: Literal): string {
  const start = site.text.lastIndexOf('\n', literal.start - 1) + 1;
  const end = site.text.indexOf('\n', literal.start);
  return site.text.slice(start, end < 0 ? site.text.length : end);
}

function textFor(site: FixSite, literal: Literal, reading: Reading, name: string): TextEdit | undefined {
  const { text, finding } = site;
  const from = literal.start + literal.opening.length;
  const to = literal.end - literal.closing.length;
  const before = text.slice(from, finding.start);
  const after = text.slice(finding.end, to);
  const value = reading.read(name, site);
  if (site.language === 'rust') return rustText(site, literal, { before, after, value });
  const isWhole = before.trim() === '' && after.trim() === '';
  if (isWhole) return { start: literal.start, end: literal.end, text: wrapped(site, literal, value, site.language === 'csharp') }; // prettier-ignore
  // A text block begins on a line of its own, so it cannot be cut in two.
  if (literal.opening.endsWith('"""') && before.includes('\n')) return undefined;
  if (site.language === 'r') return undefined;
  const quoted = (part: string): string[] =>
    part === '' ? [] : [`${literal.opening}${part}${literal.closing}`];
  // Ruby's own way, where the string allows it.
  if (site.language === 'ruby' && literal.opening === '"') {
    return { start: finding.start, end: finding.end, text: `#{${value}}` };
  }
  const call = value.includes('??') ? `(${value})` : value;
  const joined = [...quoted(before), call, ...quoted(after)].join(reading.join ?? ' + ');
  return { start: literal.start, end: literal.end, text: wrapped(site, literal, joined, true) };
}

/** In parentheses where what stands around would bind tighter than the joined text. */
function wrapped(site: FixSite, literal: Literal, value: string, isJoined: boolean): string {
  const next = /^\s*(\S?)/.exec(site.text.slice(literal.end, literal.end + 200))?.[1] ?? '';
  const previous = site.text.slice(Math.max(0, literal.start - 50), literal.start).trimEnd();
  const opens = /[=([{,:]$|\breturn$|>$/.test(previous);
  const closes = next === '' || /[,;)}\]]/.test(next) || /^[^\S\n]*\r?\n/.test(site.text.slice(literal.end, literal.end + 200)); // prettier-ignore
  return isJoined && /[+?.]\s/.test(value) && !(opens && closes) ? `(${value})` : value;
}

/** `ENV.fetch("NAME", "…")`, `System.getenv().getOrDefault("NAME", "…")` and `getenv('NAME') ?: '…'`: no default. */
function replacedDefault(site: FixSite, literal: Literal): (TextEdit & { name: string }) | undefined {
  const before = site.text.slice(Math.max(0, literal.start - 200), literal.start);
  const reading = readings[site.language];
  const read = (name: string): string => reading?.read(name, site) ?? '';
  const isClosed = /^\s*\)/.exec(site.text.slice(literal.end, literal.end + 50));
  const call = /(?:ENV\.fetch|System\.getenv\(\)\.getOrDefault)\(\s*["'](\w+)["']\s*,\s*$/.exec(before);
  if (call?.[1] !== undefined && isClosed) {
    return { name: call[1], start: literal.start - call[0].length, end: literal.end + isClosed[0].length, text: read(call[1]) }; // prettier-ignore
  }
  const or = /(?:System\.getenv|Environment\.GetEnvironmentVariable|getenv|ENV)[([]\s*["'](\w+)["']\s*[)\]]\s*(?:\?:|\?\?|\|\|)\s*$/.exec(before); // prettier-ignore
  if (or?.[1] === undefined) return undefined;
  const dotted = /System\.$/.exec(before.slice(0, or.index))?.[0].length ?? 0;
  return { name: or[1], start: literal.start - or[0].length - dotted, end: literal.end, text: read(or[1]) };
}

function declarationEdits(site: FixSite, literal: Literal, reading: Reading): TextEdit[] {
  if (!reading.declaration) return [];
  const [pattern, replacement] = reading.declaration;
  const start = site.text.lastIndexOf('\n', literal.start - 1) + 1;
  const found = pattern.exec(site.text.slice(start, literal.start));
  if (!found) return [];
  const isLocal = site.language === 'csharp' && isLocalConstant(site, start);
  const text = isLocal ? '' : replacement;
  const end = start + found.index + found[0].length + (isLocal ? 1 : 0);
  return [{ start: start + found.index, end, text }];
}

/** A constant of a method cannot be static: there it becomes a variable. */
function isLocalConstant(site: FixSite, start: number): boolean {
  const line = site.text.slice(start, site.lineEnd);
  if (/^\s*(?:public|private|protected|internal)\b/.test(line)) return false;
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const above = site.text.slice(0, start).split('\n').toReversed();
  const owner = above.find(
    (other) => /[^\s{]/.test(other) && (/^[ \t]*/.exec(other)?.[0].length ?? 0) < indent,
  );
  return owner === undefined || !/\b(?:class|struct|record|interface)\b/.test(owner);
}

function readInCsharp(name: string, site: FixSite): string {
  const owner = /^[ \t]*using System;/m.test(site.text) ? '' : 'System.';
  const read = `${owner}Environment.GetEnvironmentVariable("${name}")`;
  return /\.cs$/i.test(site.path)
    ? `${read} ?? throw new ${owner}InvalidOperationException("Set ${name}.")`
    : read;
}

function foundationImport(site: FixSite): TextEdit[] {
  if (/^[ \t]*import[ \t]+(?:Foundation|UIKit|AppKit|SwiftUI)\b/m.test(site.text)) return [];
  const first = /^import\s/m.exec(site.text);
  const at = first?.index ?? /^(?:\s*\/\/[^\n]*\n)*/.exec(site.text)?.[0].length ?? 0;
  return [{ start: at, end: at, text: `import Foundation${site.eol}` }];
}
