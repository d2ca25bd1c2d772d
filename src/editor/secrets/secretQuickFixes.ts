import * as vscode from 'vscode';
import { applyEdits } from '../../core/secrets/fixes/applyFix.ts';
import type { SecretFix } from '../../core/secrets/fixes/secretFix.ts';
import { secretFixes } from '../../core/secrets/fixes/secretFixes.ts';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { ruleInfo } from '../../core/secrets/ruleInfo.ts';
import type { SecretPlace } from '../tree/model/secretNodes.ts';
import { FileChanges } from './fileChanges.ts';
import { changesFolder, findingAt, type DocumentFindings } from './findingAt.ts';
import { fixAllKind } from './secretActions.ts';
import { rangeOf, ruleOf } from './secretDiagnostics.ts';
import type { SecretLint } from './secretLint.ts';

/** What quick fixes are worked out from. */
export interface FixSource {
  readonly lint: SecretLint;
  readonly document: vscode.TextDocument;
  readonly token: vscode.CancellationToken;
}

/** What is to be said and opened after a fix; the argument of the command that runs then. */
export interface AppliedFix {
  readonly provider: string;
  readonly revoke: boolean;
  readonly guide?: 'workload-identity';
  readonly packages?: readonly string[];
}

/** More than anybody writes; a file of nothing but keys should not keep the editor busy. */
const mostFixes = 50;

/** The quick fixes for these diagnostics of ours, the best first. */
export async function secretQuickFixes(
  source: FixSource,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    if (source.token.isCancellationRequested) break;
    actions.push(...(await actionsFor(source, diagnostic)));
  }
  return actions;
}

async function actionsFor(
  { lint, document }: FixSource,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const rule = ruleOf(diagnostic);
  if (rule === undefined) return [];
  const shown = lint.store
    .of(document.uri.toString())
    ?.find((secret) => secret.rule === rule && rangeOf(secret).isEqual(diagnostic.range));
  if (shown?.where === 'output')
    return [clearOutputs(document, diagnostic), ...standing(document, diagnostic, rule, false)];
  const known = await findingAt(lint, document, rule, diagnostic.range);
  const actions: vscode.CodeAction[] = [];
  for (const fix of known ? offered(known) : [])
    actions.push(await fixAction(document, diagnostic, known?.finding, fix));
  return [...actions, ...standing(document, diagnostic, rule, known !== undefined)];
}

/** Suppressing and the baseline ask the user something, or for more than an edit, and are commands of their own. */
function offered({
  text,
  path,
  finding,
}: DocumentFindings & { finding: SecretFinding }): readonly SecretFix[] {
  return secretFixes(text, path, finding).filter(({ id }) => id !== 'suppress' && id !== 'add-to-baseline');
}

async function fixAction(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  finding: SecretFinding | undefined,
  fix: SecretFix,
): Promise<vscode.CodeAction> {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = fix.preferred === true;
  if (fix.disabled !== undefined) {
    action.disabled = { reason: fix.disabled };
    return action;
  }
  if (!vscode.workspace.isTrusted) {
    action.command = { command: 'aiStack._refuseFix', title: fix.title };
    return action;
  }
  action.edit = await editOf(document, fix);
  const { revoke, guide } = fix.afterwards;
  const applied: AppliedFix = { provider: finding?.provider ?? '', revoke, guide, packages: fix.packages };
  action.command = { command: 'aiStack._afterFix', title: 'After the Fix', arguments: [applied] };
  return action;
}

/** The fix's edits and what it does to other files, as one edit that one undo takes back. */
async function editOf(document: vscode.TextDocument, fix: SecretFix): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of fix.edits)
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  const changes = new FileChanges(changesFolder(document.uri));
  for (const change of fix.changes ?? []) await changes.add(change);
  changes.addTo(edit);
  return edit;
}

/** What can be done with every finding. */
function standing(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  rule: string,
  inText: boolean,
): vscode.CodeAction[] {
  const { start, end } = diagnostic.range;
  const place: SecretPlace = {
    uri: document.uri.toString(),
    rule,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  const command = (title: string, id: string, argument: unknown): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { command: id, title, arguments: [argument] };
    return action;
  };
  const { title } = ruleInfo({ rule, provider: 'generic' });
  return [
    command(`Explain: ${title}`, 'aiStack.showSecretRule', rule),
    ...(inText
      ? [
          command('Suppress with Reason…', 'aiStack.suppressSecret', place),
          command('Add to Baseline', 'aiStack.addSecretToBaseline', place),
          command('Check Git History for This Secret…', 'aiStack.checkGitHistoryForSecret', place),
        ]
      : []),
  ];
}

function clearOutputs(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = 'Clear the Outputs of This Cell';
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.command = { command: 'aiStack._clearCellOutputs', title, arguments: [document.uri.toString()] };
  return action;
}

/** One action that makes all fixes which are safe to make together: one is made, the text is scanned anew, and so on. */
export async function fixAllAction({ lint, document, token }: FixSource): Promise<vscode.CodeAction[]> {
  const before = document.getText();
  const changes = new FileChanges(changesFolder(document.uri));
  let text = before;
  let last: AppliedFix | undefined;
  for (let count = 0; count < mostFixes && !token.isCancellationRequested; count++) {
    const next = await nextSafeFix(lint, document, text);
    if (!next) break;
    text = applyEdits(text, next.fix.edits);
    for (const change of next.fix.changes ?? []) await changes.add(change);
    last = { provider: next.finding.provider, ...next.fix.afterwards, packages: next.fix.packages };
  }
  if (!last || !vscode.workspace.isTrusted) return [];
  const action = new vscode.CodeAction('Fix all secrets that can be fixed safely', fixAllKind);
  action.edit = new vscode.WorkspaceEdit();
  const { range, replacement } = difference(document, before, text);
  action.edit.replace(document.uri, range, replacement);
  changes.addTo(action.edit);
  action.command = { command: 'aiStack._afterFix', title: 'After the Fix', arguments: [last] };
  return [action];
}

async function nextSafeFix(
  lint: SecretLint,
  document: vscode.TextDocument,
  text: string,
): Promise<{ finding: SecretFinding; fix: SecretFix } | undefined> {
  const engine = await lint.engine();
  const { findings, path } = await engine.findings(document, text);
  for (const finding of findings) {
    const fix = secretFixes(text, path, finding).find(
      (each) => each.safeForAll === true && each.disabled === undefined,
    );
    if (fix && fix.edits.length > 0) return { finding, fix };
  }
  return undefined;
}

/** The part of a text that changed, so that the cursor and the folding elsewhere stay. */
function difference(
  document: vscode.TextDocument,
  before: string,
  after: string,
): { range: vscode.Range; replacement: string } {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
  return { range, replacement: after.slice(start, after.length - end) };
}
