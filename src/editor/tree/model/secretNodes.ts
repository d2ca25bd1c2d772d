import type { TextPlace } from '../../../core/secrets/locate.ts';
import type { SecretSeverity } from '../../../core/secrets/words.ts';
import { escapeMarkdown, inlineCode } from '../../markdown/escape.ts';
import { counts, type ShownSecret } from '../../secrets/fileSecrets.ts';
import type { NodeIcon, TreeNode } from './treeNode.ts';

/** Where a finding is, for commands: the document (a cell's, in an open notebook) and the place in it. */
export interface SecretPlace extends TextPlace {
  readonly uri: string;
  readonly rule: string;
  /** In a notebook that is not open: the cell, from 0, and the line in it. */
  readonly cell?: number;
  readonly cellLine?: number;
}

/** A finding of a file, with the document that it stands in. */
export interface PlacedSecret {
  readonly uri: string;
  /** Index of the notebook's cell. */
  readonly cell?: number;
  readonly secret: ShownSecret;
}

/** All findings of a file as the view groups them; those of a notebook's cells belong to the notebook. */
export interface SecretFile {
  /** URI of the file. */
  readonly uri: string;
  /** As the user names it: relative to its workspace folder, with the folder's name where there are several. */
  readonly path: string;
  readonly secrets: readonly PlacedSecret[];
  /** True when the next commit would hold a secret of this file. */
  readonly staged: boolean;
}

/** What the view knows of scans. */
export interface ScanState {
  readonly scanning: boolean;
  /** Undefined until the workspace was scanned. */
  readonly summary?: { readonly time: string; readonly files: number; readonly cancelled: boolean };
}

/** What the welcome texts of the view depend on; `aiStack.secretsState` in `when` clauses. */
export type SecretsState = 'none' | 'scanning' | 'shown';

export function secretsState(files: readonly SecretFile[], scan: ScanState): SecretsState {
  if (shownFiles(files).length > 0 || scan.summary) return 'shown';
  return scan.scanning ? 'scanning' : 'none';
}

const severityIcons: Readonly<Record<SecretSeverity, NodeIcon>> = {
  error: { id: 'error', color: 'list.errorForeground' },
  warning: { id: 'warning', color: 'list.warningForeground' },
  information: { id: 'info', color: 'charts.blue' },
  hint: { id: 'lightbulb', color: 'disabledForeground' },
};

const ranks: Readonly<Record<SecretSeverity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** The rows of the Secrets view. Empty when nothing is known yet, so that the welcome text appears. */
export function secretNodes(files: readonly SecretFile[], scan: ScanState): TreeNode[] {
  const shown = shownFiles(files);
  if (shown.length === 0 && !scan.summary) return [];
  return [summaryNode(shown, scan), ...shown.toSorted(byUrgency).map(fileNode)];
}

/** Files with the findings that summaries speak of. */
function shownFiles(files: readonly SecretFile[]): SecretFile[] {
  return files.flatMap((file) => {
    const secrets = file.secrets.filter(({ secret }) => counts(secret));
    return secrets.length === 0 && !file.staged ? [] : [{ ...file, secrets }];
  });
}

/** `3 secrets in 2 files`, for the view's title; empty where there is none. */
export function countWords(files: readonly SecretFile[]): string {
  const shown = shownFiles(files);
  const secrets = shown.reduce((sum, file) => sum + file.secrets.length, 0);
  if (secrets === 0) return '';
  return `${plural(secrets, 'secret')} in ${plural(shown.length, 'file')}`;
}

function summaryNode(shown: readonly SecretFile[], { summary, scanning }: ScanState): TreeNode {
  const base = { id: 'summary', children: [] };
  if (scanning) return { ...base, label: 'Scanning the workspace…', icon: { id: 'sync' } };
  const scanCommand = { id: 'aiStack.scanWorkspaceForSecrets', title: 'Scan Workspace for Secrets' };
  if (!summary) {
    const words = { label: 'Open files only', description: 'choose to scan the workspace' };
    return { ...base, ...words, icon: { id: 'search' }, command: scanCommand };
  }
  const state = summary.cancelled ? 'stopped early' : plural(summary.files, 'file');
  return {
    ...base,
    label: shown.length === 0 ? 'No secrets found' : `Last scanned ${summary.time}`,
    description: shown.length === 0 ? `${state} · ${summary.time}` : state,
    icon: shown.length === 0 ? { id: 'pass-filled', color: 'testing.iconPassed' } : { id: 'history' },
    contextValue: 'secretSummary',
  };
}

function fileNode(file: SecretFile): TreeNode {
  const at = file.path.lastIndexOf('/');
  const count = plural(file.secrets.length, 'secret');
  const folder = file.path.slice(0, Math.max(0, at));
  const staged = file.staged ? 'staged' : undefined;
  return {
    id: file.uri,
    label: file.path.slice(at + 1),
    description: [staged, file.secrets.length || undefined, folder].filter(Boolean).join(' · '),
    icon: file.staged ? { id: 'warning', color: 'list.warningForeground' } : { id: 'file' },
    tooltip: `${inlineCode(file.path)}: ${count}${file.staged ? '\n\nWhat is staged of it holds a secret, which the next commit would publish.' : ''}`,
    contextValue: ['secretFile', staged].filter(Boolean).join(' '),
    spoken: [file.path, count, file.staged ? 'staged for the next commit' : undefined]
      .filter(Boolean)
      .join(', '),
    ...(file.secrets.length === 0 && opensFile(file)),
    children: file.secrets.toSorted(byPlace).map((placed) => secretNode(file, placed)),
    expanded: true,
  };
}

/** A file that is only staged with a secret has no rows below it. */
function opensFile({ uri }: SecretFile): Pick<TreeNode, 'command' | 'secret'> {
  return {
    command: { id: 'aiStack.openSecret', title: 'Open Secret' },
    secret: { uri, rule: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

function secretNode(file: SecretFile, { uri, cell, secret }: PlacedSecret): TreeNode {
  const { rule, line, column, endLine, endColumn, message, name, severity } = secret;
  const inFile = { cell: secret.cell, cellLine: secret.cellLine };
  const place = placeWords(secret, cell ?? secret.cell);
  return {
    id: [file.uri, uri, rule, line, column, secret.where ?? ''].join('|'),
    label: capital(secret.title),
    description: [name, place].filter(Boolean).join(' · '),
    icon: severityIcons[severity],
    tooltip: `${escapeMarkdown(message)}\n\n${inlineCode(`${file.path}:${line}`)}`,
    contextValue: 'secret',
    command: { id: 'aiStack.openSecret', title: 'Open Secret' },
    secret: { uri, rule, line, column, endLine, endColumn, ...inFile },
    spoken: `${severity}: ${secret.title}, ${place}`,
    children: [],
  };
}

function placeWords({ where, line, cellLine }: ShownSecret, cell: number | undefined): string {
  if (where === 'metadata') return 'metadata';
  const at = cell === undefined ? '' : `cell ${cell + 1}, `;
  return `${at}${where === 'output' ? 'output' : `line ${cellLine ?? line}`}`;
}

/** What a commit would publish first, then the worst, then by path. */
function byUrgency(one: SecretFile, other: SecretFile): number {
  return (
    Number(other.staged) - Number(one.staged) || worst(one) - worst(other) || compare(one.path, other.path)
  );
}

function worst({ secrets }: SecretFile): number {
  return Math.min(ranks.hint, ...secrets.map(({ secret }) => ranks[secret.severity]));
}

function byPlace(one: PlacedSecret, other: PlacedSecret): number {
  const cells = (one.cell ?? one.secret.cell ?? 0) - (other.cell ?? other.secret.cell ?? 0);
  return cells || one.secret.line - other.secret.line || one.secret.column - other.secret.column;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
