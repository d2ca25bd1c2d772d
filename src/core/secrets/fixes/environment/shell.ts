import type { FixSite } from '../fixSite.ts';
import { lexicalPlace } from '../literals/literalAt.ts';
import { lexicalStyles } from '../literals/literalStyles.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';

/** What stands around a place in a shell command. */
type Quoting = 'none' | 'double' | 'single' | 'comment' | 'raw' | 'heredoc';

type ShellKind = 'posix' | 'fish' | 'batch' | 'notebook';

/**
 * Shell reads `${NAME:?set NAME}`, which ends the script where the variable is not set. `kind` tells the `!` lines of
 * notebooks, where IPython takes braces for itself.
 */
export function readInShell(site: FixSite, kind: ShellKind = kindOf(site.path)): EnvironmentAnswer {
  if (/(?:^|\/)(?:gnu)?makefile$|\.mk$/i.test(site.path)) return undefined;
  const name = site.variable;
  const quoting = kind === 'batch' ? batchQuoting(site) : quotingAt(site.text, site.finding.start);
  if (quoting === 'comment') return inComment;
  if (quoting === 'raw') return { disabled: 'The secret is in a quoted here-document, where the shell reads no variables.' };
  const { start, end } = site.finding;
  const value = reference(kind, name);
  if (quoting === 'double' || quoting === 'heredoc' || kind === 'batch') return { edits: [{ start, end, text: value }] };
  if (quoting === 'none') return { edits: [{ start, end, text: `"${value}"` }] };
  const opens = site.text[start - 1] === "'";
  const closes = site.text[end] === "'";
  const text = `${opens ? '' : "'"}"${value}"${closes ? '' : "'"}`;
  return { edits: [{ start: opens ? start - 1 : start, end: closes ? end + 1 : end, text }] };
} // prettier-ignore

function kindOf(path: string): ShellKind {
  if (/\.fish$/i.test(path)) return 'fish';
  return /\.(?:bat|cmd)$/i.test(path) ? 'batch' : 'posix';
}

function reference(kind: ShellKind, name: string): string {
  if (kind === 'batch') return `%${name}%`;
  return kind === 'posix' ? `\${${name}:?set ${name}}` : `$${name}`;
}

function batchQuoting(site: FixSite): Quoting {
  return /^\s*(?:@?rem\b|::)/i.test(site.line) ? 'comment' : 'none';
}

/** Reads the script up to the offset. Linear. */
export function quotingAt(text: string, offset: number): Quoting {
  const here = heredocAt(text, offset);
  if (here) return here;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < offset; at++) {
    const character = text[at];
    if (character === '\\' && quote !== "'") at++;
    else if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && /[\s;]|^$/.test(text[at - 1] ?? '')) {
      const end = text.indexOf('\n', at);
      if (end < 0 || end >= offset) return 'comment';
      at = end;
    }
  }
  return quote === '"' ? 'double' : quote === "'" ? 'single' : 'none';
}

/** The kind of here-document that the offset is in. */
function heredocAt(text: string, offset: number): 'raw' | 'heredoc' | undefined {
  const opening = /<<-?\s*(\\|["'])?([A-Za-z_]\w*)["']?[^\n]*\n/g;
  for (let found = opening.exec(text); found && found.index < offset; found = opening.exec(text)) {
    const body = found.index + found[0].length;
    const close = new RegExp(`^[ \\t]*${found[2] ?? ''}[ \\t]*\\r?$`, 'm').exec(text.slice(body));
    const end = close ? body + close.index : text.length;
    if (offset >= body && offset < end) return found[1] === undefined ? 'heredoc' : 'raw';
    opening.lastIndex = Math.max(opening.lastIndex, end);
  }
  return undefined;
}

/** PowerShell reads `$env:NAME`. */
export function readInPowershell(site: FixSite): EnvironmentAnswer {
  const { start, end } = site.finding;
  const before = site.text.slice(site.lineStart, start);
  const style = lexicalStyles.powershell;
  const place = style ? lexicalPlace(site.text, start, style) : undefined;
  if (place?.kind === 'comment') return inComment;
  const name = site.variable;
  const opening = place?.kind === 'string' ? place.literal.opening : '';
  if (opening.startsWith("@'")) return undefined;
  if (opening.startsWith('@"')) return { edits: [{ start, end, text: `$($env:${name})` }] };
  const quoting = quotingAt(before.replaceAll('\\', '/').replaceAll('`"', '  '), before.length);
  if (quoting === 'none') return { edits: [{ start, end, text: `$env:${name}` }] };
  const quote = quoting === 'double' ? '"' : "'";
  const open = site.lineStart + before.lastIndexOf(quote);
  const close = site.text.indexOf(quote, end);
  if (close < 0 || close > site.lineEnd) return undefined;
  if (open + 1 === start && close === end)
    return { edits: [{ start: open, end: close + 1, text: `$env:${name}` }] };
  if (quote === '"') return { edits: [{ start, end, text: `$($env:${name})` }] };
  const parts = [site.text.slice(open + 1, start), site.text.slice(end, close)].map((part) => (part === '' ? '' : `'${part}'`)); // prettier-ignore
  const joined = [parts[0], `$env:${name}`, parts[1]].filter((part) => part !== '').join(' + ');
  return { edits: [{ start: open, end: close + 1, text: `(${joined})` }] };
}
