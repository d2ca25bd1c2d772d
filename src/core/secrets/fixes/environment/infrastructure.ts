import type { FixSite } from '../fixSite.ts';
import { wholeLines } from '../syntax/treeSearch.ts';
import type { TextEdit } from '../secretFix.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';

/** Terraform takes a sensitive variable, given as TF_VAR_name. */
export function readInTerraform(site: FixSite): EnvironmentAnswer {
  const { text, finding, line } = site;
  if (/^\s*(?:#|\/\/)/.test(line)) return inComment;
  const wanted = site.variable.toLowerCase();
  const assigned = /^\s*(\w+)\s*=\s*"/.exec(line)?.[1];
  if (/\.tfvars$/.test(site.path)) return isWholeString(site) ? dropVariable(site, assigned) : undefined;
  const inVariable = variableBlock(text, finding.start);
  if (inVariable !== undefined) {
    return assigned === 'default' && isWholeString(site) ? dropDefault(site, inVariable) : undefined;
  }
  const name = new RegExp(`^variable\\s+"${wanted}"`, 'm').test(text) ? `${wanted}_2` : wanted;
  const reference = isWholeString(site)
    ? { start: finding.start - 1, end: finding.end + 1, text: `var.${name}` }
    : { start: finding.start, end: finding.end, text: `\${var.${name}}` };
  const block = ['', `variable "${name}" {`, '  type      = string', '  sensitive = true', '}'];
  const glue = text.endsWith('\n') ? '' : site.eol;
  const declaration = {
    start: text.length,
    end: text.length,
    text: glue + block.map((row) => row + site.eol).join(''),
  };
  return {
    edits: [reference, declaration],
    variable: `TF_VAR_${name}`,
    title: takeTitle(name),
    dotenv: false,
  };
}

const takeTitle = (name: string): string => `Take it from the sensitive variable ${name} (TF_VAR_${name})`;

function isWholeString(site: FixSite): boolean {
  return site.text[site.finding.start - 1] === '"' && site.text[site.finding.end] === '"';
}

function dropVariable(site: FixSite, name: string | undefined): EnvironmentAnswer {
  if (name === undefined) return undefined;
  const start = site.lineStart;
  const edits = [{ ...wholeLines(site.text, { start, end: site.lineEnd }), text: '' }];
  return { edits, variable: `TF_VAR_${name}`, title: `Take it from TF_VAR_${name}`, dotenv: false };
}

interface VariableBlock {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function variableBlock(text: string, offset: number): VariableBlock | undefined {
  for (const found of text.matchAll(/^variable\s+"([\w-]+)"\s*\{/gm)) {
    if (/^[^\n]*\}[ \t]*\r?$/m.exec(text.slice(found.index))?.index === 0) continue;
    const close = /^\}/m.exec(text.slice(found.index));
    const end = close ? found.index + close.index : text.length;
    if (found.index < offset && offset < end)
      return { name: found[1] ?? '', start: found.index + found[0].length, end };
  }
  return undefined;
}

function dropDefault(site: FixSite, block: VariableBlock): EnvironmentAnswer {
  const isSensitive = /^[ \t]*sensitive[ \t]*=/m.test(site.text.slice(block.start, block.end));
  const edit: TextEdit = isSensitive
    ? { ...wholeLines(site.text, { start: site.lineStart, end: site.lineEnd }), text: '' }
    : { start: site.lineStart, end: site.lineEnd, text: '  sensitive = true' };
  return { edits: [edit], variable: `TF_VAR_${block.name}`, title: takeTitle(block.name), dotenv: false };
}

/**
 * An image keeps what ENV and ARG say: the line goes, and the variable is given when the container starts. RUN lines
 * that need it at build time mount it as a build secret, which no layer keeps.
 */
export function readInDockerfile(site: FixSite): EnvironmentAnswer {
  if (/^\s*#/.test(site.line)) return inComment;
  const start = instructionStart(site);
  const instruction = /^\s*(\w+)/.exec(site.text.slice(start))?.[1]?.toUpperCase();
  if (instruction === 'RUN') return mountInRun(site, start);
  if (instruction !== 'ENV' && instruction !== 'ARG') return undefined;
  const line = site.text.slice(start, site.lineEnd);
  const single = /^\s*(?:ENV|ARG)\s+(\w+)(?:=|\s+)(?:"[^"]*"|'[^']*'|\S+)\s*$/i.exec(line)?.[1];
  if (single === undefined) return undefined;
  const rest = site.text.slice(site.lineEnd);
  const later = instructions(rest);
  const uses = new RegExp(`\\$\\{?${single}\\b`);
  if (later.some((other) => uses.test(other) && !/^\s*(?:RUN|CMD|ENTRYPOINT|#)/i.test(other))) return undefined;
  const removal = { ...wholeLines(site.text, { start, end: site.lineEnd }), text: '' };
  const mounts = mountsAfter(site, single);
  const title = mounts.length > 0
    ? `Take ${single} out of the image; mount it as a build secret`
    : `Take ${single} out of the image; set it when the container starts`;
  return { edits: [...syntaxLine(site, mounts), ...mounts, removal], variable: single, title, dotenv: false };
} // prettier-ignore

/** The instructions of a Dockerfile, each with the lines that continue it. */
function instructions(text: string): string[] {
  const found: string[] = [];
  let isContinued = false;
  for (const line of text.split('\n')) {
    if (isContinued) found.push(`${found.pop() ?? ''}\n${line}`);
    else found.push(line);
    isContinued = line.trimEnd().endsWith('\\');
  }
  return found;
}

function instructionStart(site: FixSite): number {
  let start = site.lineStart;
  while (start > 0 && /\\[ \t]*\r?\n$/.test(site.text.slice(Math.max(0, start - 500), start))) {
    start = site.text.lastIndexOf('\n', start - 2) + 1;
  }
  return start;
}

const mount = (name: string): string => `--mount=type=secret,id=${name},env=${name} `;

function mountInRun(site: FixSite, start: number): EnvironmentAnswer {
  const name = site.variable;
  const at = start + (/^\s*RUN\s+/i.exec(site.text.slice(start))?.[0].length ?? 0);
  const before = site.text.slice(at, site.finding.start);
  if (/^\[|<</.test(before)) return undefined;
  const isSingle = (before.replace(/\\.|"[^"]*"/g, '').split("'").length - 1) % 2 === 1;
  const reference = isSingle ? `'"\${${name}}"'` : `\${${name}}`;
  const mounted = { start: at, end: at, text: mount(name) };
  const edits = [mounted, { start: site.finding.start, end: site.finding.end, text: reference }];
  return {
    edits: [...syntaxLine(site, edits), ...edits],
    title: `Mount ${name} as a build secret`,
    dotenv: false,
  };
}

function mountsAfter(site: FixSite, name: string): TextEdit[] {
  const uses = new RegExp(`^([ \\t]*RUN[ \\t]+)(?:\\\\\\r?\\n|[^\\n\\\\]|\\\\.)*\\$\\{?${name}\\b`, 'gim');
  return [...site.text.matchAll(uses)]
    .filter((found) => found.index >= site.finding.end)
    .map((found) => found.index + (found[1] ?? '').length)
    .map((at) => ({ start: at, end: at, text: mount(name) }));
}

/** `env=` of a secret mount came with Dockerfile syntax 1.10, so the newest 1.x is asked for. */
function syntaxLine(site: FixSite, mounts: readonly TextEdit[]): TextEdit[] {
  const has = /^#\s*syntax\s*=/im.test(site.text.slice(0, 500));
  if (mounts.length === 0 || has) return [];
  return [{ start: 0, end: 0, text: `# syntax=docker/dockerfile:1${site.eol}` }];
}
