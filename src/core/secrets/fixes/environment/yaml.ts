import type { FixSite } from '../fixSite.ts';
import { inComment, type EnvironmentAnswer } from './rewrite.ts';

/** What reads a YAML file, and so how a value is taken from outside. */
type YamlKind = 'compose' | 'workflow' | 'kubernetes' | 'cloudRun' | 'spring' | 'litellm' | 'yarn';

/** YAML has no variables of its own: what reads the file has. Files of an unknown reader get no fix. */
export function readInYaml(site: FixSite): EnvironmentAnswer {
  const before = site.text.slice(site.lineStart, site.finding.start);
  if (/(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, ''))) return inComment;
  const kind = kindOf(site);
  if (kind === undefined) return undefined;
  if (kind === 'kubernetes' || kind === 'cloudRun') return secretKeyReference(site, kind);
  const name = kind === 'workflow' ? site.variable.replace(/^GITHUB_/, 'GH_') : site.variable;
  const text = {
    compose: `\${${name}:?set ${name}}`,
    workflow: `\${{ secrets.${name} }}`,
    spring: `\${${name}}`,
    yarn: `\${${name}}`,
    litellm: `os.environ/${name}`,
  }[kind];
  if (kind === 'litellm' && !isWholeScalar(site)) return undefined;
  const title = kind === 'workflow' ? `Read ${name} from the repository's secrets` : undefined;
  const { start, end } = site.finding;
  // In a flow collection, braces of a plain value would be a mapping.
  const isPlainInFlow =
    /[{[][^"']*$/.test(before) && !/["']/.test(site.text[start - 1] ?? '') && kind !== 'litellm';
  if (isPlainInFlow && !isWholeScalar(site)) return undefined;
  const edit = { start, end, text: isPlainInFlow ? `"${text}"` : text };
  return {
    edits: [edit],
    variable: name,
    dotenv: kind === 'compose',
    ...(title === undefined ? {} : { title }),
  };
}

function kindOf(site: FixSite): YamlKind | undefined {
  const { path, fileName, text } = site;
  if (/(?:^|\/)\.github\/workflows\//.test(path)) return 'workflow';
  if (/^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i.test(fileName)) return 'compose';
  if (/^(?:application|bootstrap)(?:-[\w-]+)?\.ya?ml$/.test(fileName)) return 'spring';
  if (fileName === '.yarnrc.yml') return 'yarn';
  if (/^apiVersion:/m.test(text) && /^kind:/m.test(text)) {
    if (/^kind:\s*["']?(?:Secret|SealedSecret|ConfigMap)\b/m.test(documentAround(site))) return undefined;
    return /run\.googleapis\.com/.test(text) ? 'cloudRun' : 'kubernetes';
  }
  if (/^model_list:/m.test(text) && /\blitellm_params:/.test(text)) return 'litellm';
  return /^services:[ \t]*\r?$/m.test(text) && /^[ \t]+(?:image|build):/m.test(text) ? 'compose' : undefined;
}

/** The one of several documents that the finding is in. */
function documentAround(site: FixSite): string {
  const start = site.text.lastIndexOf('\n---', site.finding.start);
  const end = site.text.indexOf('\n---', site.finding.end);
  return site.text.slice(start < 0 ? 0 : start, end < 0 ? site.text.length : end);
}

function isWholeScalar(site: FixSite): boolean {
  const before = site.text.slice(site.lineStart, site.finding.start);
  const after = site.text.slice(site.finding.end, site.lineEnd);
  return /[:\-{,[]\s+["']?$/.test(before) && /^["']?\s*(?:[,}\]].*|#.*)?$/.test(after);
}

/** An entry of `env:` takes its value from a Secret of the cluster, or of Secret Manager on Cloud Run. */
function secretKeyReference(site: FixSite, kind: 'kubernetes' | 'cloudRun'): EnvironmentAnswer {
  const value = /^([ \t]*)(- )?value:[ \t]+/.exec(site.line);
  if (!value || !isWholeScalar(site)) return undefined;
  const around = documentAround(site);
  const name = entryName(site);
  if (name === undefined || !/\benv:/.test(around)) return undefined;
  const workload = /^metadata:[\s\S]{0,2000}?^[ ]+name:[ ]*["']?([\w.-]+)/m.exec(around)?.[1] ?? 'app';
  const secret = kind === 'cloudRun' ? name.toLowerCase().replaceAll('_', '-') : `${workload}-secrets`;
  const key = kind === 'cloudRun' ? 'latest' : name;
  const indent = value[1] ?? '';
  const deeper = indent + (value[2] === undefined ? '' : '  ');
  const lines = [
    `${indent}${value[2] ?? ''}valueFrom:`,
    `${deeper}  secretKeyRef:`,
    `${deeper}    name: ${secret}`,
    `${deeper}    key: ${key}`,
  ];
  const comment = /["']?[ \t]+(#.*)$/.exec(site.text.slice(site.finding.end, site.lineEnd))?.[1];
  if (comment !== undefined) lines[0] = `${lines[0] ?? ''} ${comment}`;
  const title = kind === 'cloudRun' ? `Read ${name} from Secret Manager (${secret})` : `Read ${name} from the Kubernetes Secret ${secret}`; // prettier-ignore
  const edits = [{ start: site.lineStart, end: site.lineEnd, text: lines.join(site.eol) }];
  return { edits, variable: name, title, dotenv: false };
}

/** The `name:` of the entry, above or below its `value:`. */
function entryName(site: FixSite): string | undefined {
  const above = /^[ \t]*- name:[ \t]*["']?(\w+)["']?[^\n]*\r?\n$/m;
  const start = site.text.lastIndexOf('\n', site.lineStart - 2) + 1;
  const previous = above.exec(site.text.slice(start, site.lineStart))?.[1];
  if (previous !== undefined) return previous;
  const next = /^\r?\n[ \t]+name:[ \t]*["']?(\w+)/.exec(site.text.slice(site.lineEnd, site.lineEnd + 300));
  return next?.[1];
}
