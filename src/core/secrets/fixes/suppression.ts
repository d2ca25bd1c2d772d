import type { Language } from '../language.ts';
import { quotingAt } from './environment/shell.ts';
import type { FixSite } from './fixSite.ts';
import { lexicalPlace } from './literals/literalAt.ts';
import { lexicalStyles } from './literals/literalStyles.ts';
import type { TextEdit } from './secretFix.ts';
import { nodeAround } from './syntax/treeSearch.ts';
import { yamlKeeper } from './yamlKeeper.ts';

/** Stands in the edit where the user's own reason belongs; a shell may let the user type over it. */
export const suppressionReason = 'not a secret';

interface CommentStyle {
  readonly open: string;
  readonly close?: string;
  /** False where a comment needs a line of its own. */
  readonly trailing: boolean;
}

const slashes: CommentStyle = { open: '//', trailing: true };
const hash: CommentStyle = { open: '#', trailing: true };
const hashAbove: CommentStyle = { open: '#', trailing: false };
const dashes: CommentStyle = { open: '--', trailing: true };
const markup: CommentStyle = { open: '<!--', close: ' -->', trailing: false };

/** Comments by language; a language that is missing has none, or none that every reader of it takes. */
const comments: Partial<Readonly<Record<Language, CommentStyle>>> = {
  python: hash, ruby: hash, shell: hash, powershell: hash, yaml: hash, toml: hash, terraform: hash, perl: hash, r: hash,
  javascript: slashes, typescript: slashes, go: slashes, java: slashes, kotlin: slashes, csharp: slashes, php: slashes,
  rust: slashes, swift: slashes, scala: slashes, c: slashes, groovy: slashes, dart: slashes,
  sql: dashes, lua: dashes,
  ini: hashAbove, properties: hashAbove, dotenv: hashAbove, dockerfile: hashAbove,
  markdown: markup, xml: markup,
}; // prettier-ignore

const fences: Readonly<Record<string, Language>> = {
  py: 'python', python: 'python', js: 'javascript', javascript: 'javascript', ts: 'typescript', typescript: 'typescript',
  sh: 'shell', bash: 'shell', shell: 'shell', console: 'shell', zsh: 'shell', yaml: 'yaml', yml: 'yaml', toml: 'toml',
  go: 'go', java: 'java', kotlin: 'kotlin', csharp: 'csharp', php: 'php', ruby: 'ruby', rust: 'rust', swift: 'swift',
  sql: 'sql', ini: 'ini', properties: 'properties', dotenv: 'dotenv', env: 'dotenv', dockerfile: 'dockerfile',
  powershell: 'powershell', hcl: 'terraform', terraform: 'terraform',
}; // prettier-ignore

/** The comment that allows the finding, on its line or above it; undefined where no comment can stand. */
export function suppress(site: FixSite): readonly TextEdit[] | undefined {
  const style = commentStyle(site);
  if (!style) return undefined;
  const places = [
    style.trailing && isTrailingPossible(site) ? [trailing(site, style)] : undefined,
    isLineAbovePossible(site) ? [above(site, style)] : undefined,
    blockScalarHead(site, style),
  ];
  const isSafe = site.language === 'yaml' ? yamlKeeper(site.text) : (): boolean => true;
  return places.find((edits) => edits !== undefined && isSafe(edits));
}

function commentStyle(site: FixSite): CommentStyle | undefined {
  if (/\.(?:jsonc|json5)$/i.test(site.path)) return slashes;
  if (/(?:^|\/)[\w.-]*requirements[\w.-]*\.txt$/.test(site.path)) return hashAbove;
  if (/\.(?:bat|cmd)$/i.test(site.path)) return { open: 'REM', trailing: false };
  if (/\.vb$/i.test(site.path)) return { open: "'", trailing: true };
  if (site.language !== 'markdown') return comments[site.language];
  const fence = openFence(site.text, site.lineStart);
  if (fence === undefined) return markup;
  const language = fences[fence.toLowerCase()];
  return language && comments[language];
}

/** The language of the code block that the offset is in; '' where it names none. */
function openFence(text: string, offset: number): string | undefined {
  let open: string | undefined;
  for (const found of text.slice(0, offset).matchAll(/^ {0,3}(?:```|~~~)[ \t]*(\w*)/gm)) {
    open = open === undefined ? (found[1] ?? '') : undefined;
  }
  return open;
}

const allow = (site: FixSite, verb: 'allow' | 'allow-next-line'): string =>
  `ai-stack: ${verb} ${site.finding.rule} -- ${suppressionReason}`;

function trailing(site: FixSite, style: CommentStyle): TextEdit {
  const at = site.lineStart + site.line.trimEnd().length;
  return { start: at, end: at, text: `${/^(?:#|'|--)$/.test(style.open) && site.language === 'python' ? '  ' : ' '}${style.open} ${allow(site, 'allow')}${style.close ?? ''}` }; // prettier-ignore
}

function above(site: FixSite, style: CommentStyle): TextEdit {
  const indent = /^[ \t]*/.exec(site.line)?.[0] ?? '';
  const comment = `${indent}${style.open} ${allow(site, 'allow-next-line')}${style.close ?? ''}`;
  return { start: site.lineStart, end: site.lineStart, text: comment + site.eol };
}

/** False inside a string of several lines, before a continued line, and after an IPython command. */
function isTrailingPossible(site: FixSite): boolean {
  const { line } = site;
  if (line.includes('\n') || /\\\s*$/.test(line) || /`\s*$/.test(line)) return false;
  if (site.language === 'python' && /^[ \t]*[%!]/.test(line)) return false;
  if (site.language === 'yaml') return !inBlockScalar(site) && !inOpenQuote(line);
  const end = site.lineStart + line.trimEnd().length;
  return site.language === 'shell' ? isOutsideShellQuotes(site.text, end) : !isInString(site, end);
} // prettier-ignore

/** False inside a string of several lines and after a continued line. */
function isLineAbovePossible(site: FixSite): boolean {
  const before = site.text.slice(0, site.lineStart);
  const previous = before.slice(before.lastIndexOf('\n', before.length - 2) + 1);
  if (/\\[ \t]*\r?\n$/.test(previous) && site.language !== 'dockerfile') return false;
  if (site.language === 'yaml' && inBlockScalar(site)) return false;
  if (site.language === 'shell') return isOutsideShellQuotes(site.text, site.lineStart);
  if (site.language === 'xml') return !/<[^>]*$/.test(before);
  return site.lineStart === 0 || !isInString(site, site.lineStart);
} // prettier-ignore

function isInString(site: FixSite, offset: number): boolean {
  if (site.language === 'python' || site.language === 'javascript' || site.language === 'typescript') {
    const { tree } = site.language === 'python' ? site.python : site.javascript;
    const kinds = new Set(['String', 'FormatString', 'TemplateString', 'JSXElement', 'BlockComment']);
    const node = nodeAround(tree, { start: offset, end: offset }, kinds);
    return node !== undefined && node.from < offset && offset < node.to;
  }
  const style = lexicalStyles[site.language];
  if (!style) return false;
  const place = lexicalPlace(site.text, offset, style);
  return place.kind === 'string' && place.literal.start < offset && offset < place.literal.end;
}

function inOpenQuote(line: string): boolean {
  const bare = line.replace(/\\./g, '').replace(/"[^"]*"|'[^']*'/g, '');
  return /["']/.test(bare);
}

function isOutsideShellQuotes(text: string, offset: number): boolean {
  return /^(?:none|comment)$/.test(quotingAt(text, offset));
}

/** The start of the line that opens the block scalar around the finding. */
function blockScalarStart(site: FixSite): number | undefined {
  const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
  let indent = indentOf(site.line);
  for (let end = site.lineStart - 1; end > 0;) {
    const start = site.text.lastIndexOf('\n', end - 1) + 1;
    const line = site.text.slice(start, end).trimEnd();
    if (line !== '' && indentOf(line) < indent) {
      if (/[|>][+-]?\d?[+-]?(?:\s+#.*)?$/.test(line)) return start;
      indent = indentOf(line);
      if (indent === 0) return undefined;
    }
    end = start - 1;
  }
  return undefined;
}

function inBlockScalar(site: FixSite): boolean {
  return blockScalarStart(site) !== undefined;
}

/** The first line of a block scalar can be allowed by the line that opens it, where a comment may end that line. */
function blockScalarHead(site: FixSite, style: CommentStyle): readonly TextEdit[] | undefined {
  const start = site.language === 'yaml' ? blockScalarStart(site) : undefined;
  if (start === undefined) return undefined;
  const end = site.text.indexOf('\n', start);
  if (end + 1 !== site.lineStart) return undefined;
  const at = start + site.text.slice(start, end).trimEnd().length;
  return [{ start: at, end: at, text: ` ${style.open} ${allow(site, 'allow-next-line')}` }];
}
