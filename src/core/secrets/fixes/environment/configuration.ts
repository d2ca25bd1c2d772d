import type { FixSite } from '../fixSite.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';

/** Files whose reader puts environment variables in, by their path. */
const readers: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.properties$/, (name) => `\${${name}}`],
  [/(?:^|\/)\.npmrc$/, (name) => `\${${name}}`],
  [/(?:^|\/)[\w.-]*requirements[\w.-]*\.txt$/, (name) => `\${${name}}`],
  [/(?:^|\/)\.vscode\/(?:launch|tasks|mcp)\.json$/, (name) => `\${env:${name}}`],
  [/(?:^|\/)\.cursor\/mcp\.json$/, (name) => `\${env:${name}}`],
  [/(?:^|\/)\.?devcontainer\.json$/, (name) => `\${localEnv:${name}}`],
  [/(?:^|\/)\.mcp\.json$/, (name) => `\${${name}}`],
];

/** Spring's properties, npm, pip's requirements, VS Code's and other MCP files. Other formats know no variables. */
export function readInConfiguration(site: FixSite): EnvironmentAnswer {
  const reader = readers.find(([pattern]) => pattern.test(site.path));
  if (!reader) return undefined;
  const isJson = site.language === 'json';
  const before = site.text.slice(site.lineStart, site.finding.start);
  if (isJson ? /^\s*\/\//.test(before) : /^\s*[#;!]/.test(before)) return inComment;
  const { start, end } = site.finding;
  return { edits: [{ start, end, text: reader[1](site.variable) }], dotenv: false };
}
