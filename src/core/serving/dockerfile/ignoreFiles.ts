import { DockerIgnore } from './pathPattern.ts';
import ignore from 'ignore';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { servingFiles } from '../servingFiles.ts';
import { copiedPaths, isFile } from './copiedPaths.ts';

/** Docker's patterns are rooted and re-include what lies in an excluded folder; gcloud's are those of git. */
export type IgnoreKind = 'docker' | 'gcloud';

/** Never part of an image, wherever it lies. */
const secrets = [
  '**/.env',
  '**/.env.*',
  '**/.envrc',
  '**/.netrc',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
  '**/*.pfx',
  '**/id_rsa*',
  '**/id_ed25519*',
  '**/gha-creds-*.json',
  '**/*credentials*.json',
  '**/*service*account*.json',
  '**/client_secret*.json',
  '**/.streamlit/secrets.toml',
  '**/*.tfvars',
  '**/*.tfstate*',
];

/** Made anew wherever it is needed, and often large. */
const leftovers = [
  '**/.git',
  '**/.venv',
  '**/__pycache__',
  '**/*.pyc',
  '**/.*_cache',
  '**/.ipynb_checkpoints',
];

/** Beside those, where the Dockerfile copies the whole folder. */
const notServed = [
  '**/venv',
  '**/node_modules',
  '**/*.ipynb',
  '.github',
  'deploy',
  'compose.yaml',
  'cloudbuild.yaml',
];
const weights = ['**/*.safetensors', '**/*.gguf', '**/*.pt', '**/*.pth', '**/*.ckpt', '**/*.onnx'];

/** The ignore file where the project has none: an allow-list of what the Dockerfile copies. */
export function ignoreFile(plan: ServingPlan, kind: IgnoreKind): string {
  const copied = copiedPaths(plan);
  const never = ['# Never, wherever it lies.', ...secrets, ...leftovers];
  if (copied.includes('.'))
    return lines(['# The Dockerfile copies the whole folder but this.', ...denied(plan), '', ...never]);
  const reader = kind === 'docker' ? 'is sent to the build' : 'gcloud uploads';
  const heading = `# Only what the Dockerfile copies ${reader}: a new COPY needs a line here.`;
  return lines([heading, everything(kind), ...allowed(neededPaths(plan, kind), kind), '', ...never]);
}

/**
 * The ignore file that is there, with what is missing added at its end: what the Dockerfile copies and it excludes,
 * and what no image may have. Nothing of it is taken away.
 */
export function extendedIgnoreFile(plan: ServingPlan, kind: IgnoreKind, existing: string): string {
  const has = new Set(existing.split(/\r\n|\n|\r/).map((line) => line.trim()));
  const copied = neededPaths(plan, kind).filter((path) => path !== '.' && isExcluded(existing, path, kind));
  const wanted = allowed(copied, kind).filter((line) => !has.has(line));
  // The last line that matches wins: what was let in needs the exclusions after it.
  const never = [...secrets, ...leftovers].filter((line) => wanted.length > 0 || !has.has(line));
  const added = [
    ...(wanted.length > 0 ? ['# What the Dockerfile copies.', ...wanted] : []),
    ...(never.length > 0 ? ['# Never, wherever it lies.', ...never] : []),
  ];
  if (added.length === 0) return existing;
  const end = existing.includes('\r\n') ? '\r\n' : '\n';
  const before = existing === '' || /[\r\n]$/.test(existing) ? existing : existing + end;
  return `${before}${before.trim() === '' ? '' : end}${added.join(end)}${end}`;
}

/** Docker always sends its own two files; gcloud uploads them only if they are let in. */
function neededPaths(plan: ServingPlan, kind: IgnoreKind): string[] {
  const own = kind === 'docker' ? [] : [servingFiles.dockerfile, servingFiles.dockerignore];
  return [...own, ...copiedPaths(plan)];
}

/** gcloud knows `**` only beside a slash. */
function everything(kind: IgnoreKind): string {
  return kind === 'docker' ? '**' : '*';
}

function allowed(copied: readonly string[], kind: IgnoreKind): string[] {
  if (kind === 'docker') return copied.map((path) => `!${escaped(path)}`);
  // git's rules leave out what lies in an excluded folder, so that each folder on the way is let in first.
  const all = copied.flatMap((path) => [
    ...foldersOf(path).map((folder) => `!/${escaped(folder)}/`),
    `!/${escaped(path)}`,
    ...(isFile(path) ? [] : [`!/${escaped(path)}/**`]),
  ]);
  return [...new Set(all)];
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function escaped(path: string): string {
  return path.replace(/[[\]*?\\]/g, '\\$&');
}

/** Whether a file or, of a folder, what lies in it is excluded. */
function isExcluded(text: string, path: string, kind: IgnoreKind): boolean {
  const within = `${path}/file`;
  if (kind === 'docker') {
    const rules = new DockerIgnore(text);
    return rules.ignores(path) || rules.ignores(within);
  }
  const rules = ignore({ allowRelativePaths: true }).add(text);
  return rules.ignores(path) || rules.ignores(within);
}

function denied({ model }: ServingPlan): string[] {
  return model === undefined || model.loading === 'project' ? notServed : [...notServed, ...weights];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
