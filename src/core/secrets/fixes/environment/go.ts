import type { FixSite } from '../fixSite.ts';
import type { TextEdit } from '../secretFix.ts';

/** False where the value has to stay a constant: in a block of constants, or where another constant is made of it. */
export function isGoReadable(site: FixSite): boolean {
  if (isImportOrTag(site)) return false;
  if (isInConstBlock(site)) return false;
  const name = /^\s*const\s+(\w+)/.exec(site.line)?.[1];
  if (name === undefined) return true;
  const others = site.text.slice(0, site.lineStart) + site.text.slice(site.lineEnd);
  return !new RegExp(`^[ \\t]*(?:const[ \\t]+\\w+\\b[^=\\n]*|\\w+[ \\t]*)=[^\\n]*\\b${name}\\b`, 'm').test(
    constants(others),
  );
}

/** Go's `const` becomes `var`, and `os` is imported. */
export function goEdits(site: FixSite): TextEdit[] {
  return [...variableEdit(site), ...goImport(site, 'os')];
}

function variableEdit(site: FixSite): TextEdit[] {
  const found = /^\s*const\b/.exec(site.line);
  if (!found) return [];
  const start = site.lineStart + found[0].length - 'const'.length;
  return [{ start, end: start + 'const'.length, text: 'var' }];
}

/** The path of an import, and the tag of a field. */
function isImportOrTag(site: FixSite): boolean {
  if (/^import\b/.test(site.line) || /`\w+:"[^`]*`\s*(?:\/\/.*)?$/.test(site.line)) return true;
  const before = site.text.slice(0, site.lineStart);
  const open = before.lastIndexOf('import (');
  return open >= 0 && !before.slice(open).includes(')');
}

function isInConstBlock(site: FixSite): boolean {
  const before = site.text.slice(0, site.lineStart);
  const open = before.lastIndexOf('\nconst (');
  if (open < 0 && !before.startsWith('const (')) return false;
  return !/^\)/m.test(before.slice(Math.max(open, 0) + 1));
}

/** All that is declared constant. */
function constants(text: string): string {
  const blocks = text.match(/^const \([\s\S]{0,8000}?^\)/gm) ?? [];
  const lines = text.match(/^[ \t]*const[ \t]+\w[^\n]*/gm) ?? [];
  return [...blocks, ...lines].join('\n');
}

/** The edit that imports a package, in its place in a sorted block. */
export function goImport(site: FixSite, name: string): TextEdit[] {
  const { text, eol } = site;
  const isPresent = new RegExp(`^(?:import[ \\t]+|[ \\t]+)"${name}"`, 'm').test(text);
  if (isPresent) return [];
  const block = /^import\s*\(\r?\n/m.exec(text);
  if (block) {
    const at = sortedPlace(text, block.index + block[0].length, name);
    return [{ start: at, end: at, text: `\t"${name}"${eol}` }];
  }
  const single = /^import\s[^\n]*\n/m.exec(text);
  if (single) {
    const at = single.index + single[0].length;
    return [{ start: at, end: at, text: `import "${name}"${eol}` }];
  }
  const clause = /^package\s+\w+[^\n]*(?:\n|$)/m.exec(text);
  if (!clause) return [];
  const at = clause.index + clause[0].length;
  return [{ start: at, end: at, text: `${clause[0].endsWith('\n') ? '' : eol}${eol}import "${name}"${eol}` }];
}

function sortedPlace(text: string, from: number, name: string): number {
  let at = from;
  for (;;) {
    const line = /^[ \t]*"([^"]+)"[^\n]*\n/.exec(text.slice(at, at + 500));
    if (!line?.[1] || line[1] > name) return at;
    at += line[0].length;
  }
}
