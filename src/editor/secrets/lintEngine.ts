import * as vscode from 'vscode';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { scanCell } from '../../core/secrets/notebook/scanNotebook.ts';
import { cellPath } from '../../core/secrets/notebook/segmentPath.ts';
import { scanFile } from '../../core/secrets/scanFile.ts';
import type { SecretScanner } from '../../core/secrets/scanner.ts';
import { setting } from '../settings.ts';
import { scanOutputs, type ScannedOutput } from './cellOutputs.ts';
import { FolderPolicies, type FilePolicy } from './folderPolicies.ts';
import type { ShownSecret } from './fileSecrets.ts';
import type { DocumentFindings } from './findingAt.ts';
import { lintPath } from './lintPath.ts';
import { cellOf, fileOf } from './lintTargets.ts';
import { PolicyWatch } from './policyWatch.ts';
import { showSecrets } from './showSecrets.ts';

/** Places of findings that stand in no text of the editor: the first line of the cell. */
const firstLine = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/**
 * Scanner and policies together: what is shown of a text. This module brings the rules along, so it is loaded when the
 * first document is looked at.
 */
export class LintEngine implements vscode.Disposable {
  readonly policies: FolderPolicies;
  readonly #watch: PolicyWatch;

  /** Calls back when a file changes that decides which findings count. */
  constructor(policyChanged: () => void) {
    this.#watch = new PolicyWatch(policyChanged);
    this.policies = new FolderPolicies((folder, loaded) => this.#watch.show(folder, loaded));
  }

  /** Finds the secrets in a document's text, or in a slice of it, before any policy. */
  async scanner(document: vscode.TextDocument): Promise<(text: string) => readonly SecretFinding[]> {
    const { scanner, path } = await this.policies.of(fileOf(document.uri));
    return (text) => scan(scanner, document, path, text);
  }

  /** The same for a text that would keep this thread busy for long. */
  async scanAside(document: vscode.TextDocument, text: string): Promise<readonly SecretFinding[]> {
    const policy = await this.policies.of(fileOf(document.uri));
    return (await policy.scanAside(text, pathOf(document, policy.path, text))) ?? [];
  }

  /** What stands in a text of a document and is not accepted by comment, baseline or policy. */
  async findings(document: vscode.TextDocument, text: string): Promise<DocumentFindings> {
    const policy = await this.policies.of(fileOf(document.uri));
    const path = pathOf(document, policy.path, text);
    const findings = await policy.withOwn(text, path, scan(policy.scanner, document, policy.path, text));
    return { text, path, findings: policy.apply(text, findings).map(({ finding }) => finding) };
  }

  /** What is shown of a document with this text and these findings, together with what its cell printed. */
  async show(
    document: vscode.TextDocument,
    text: string,
    findings: readonly SecretFinding[],
  ): Promise<readonly ShownSecret[]> {
    const file = fileOf(document.uri);
    const policy = await this.policies.of(file);
    if (!isOn(file, policy)) return [];
    const path = pathOf(document, policy.path, text);
    const shown = show(policy, text, await policy.withOwn(text, path, findings));
    const cell = cellOf(document);
    return cell ? [...shown, ...outputSecrets(policy, cell)] : shown;
  }

  /** What is shown of what a notebook holds besides its cells' texts and outputs. */
  async lintMetadata(notebook: vscode.NotebookDocument): Promise<readonly ShownSecret[]> {
    const policy = await this.policies.of(notebook.uri);
    if (!isOn(notebook.uri, policy)) return [];
    const cells = notebook.getCells().map(({ metadata }) => metadata);
    const text = JSON.stringify([notebook.metadata, ...cells], undefined, 1);
    const findings = policy.scanner.scanText(text, `${policy.path}.json`);
    return show(policy, text, findings).map((secret) => ({
      ...secret,
      ...firstLine,
      where: 'metadata',
      message: `In the notebook's metadata: ${secret.message}`,
    }));
  }

  /** What is shown of a file's bytes. */
  async lintFile(uri: vscode.Uri, bytes: Uint8Array): Promise<readonly ShownSecret[]> {
    const policy = await this.policies.of(uri);
    if (!isOn(uri, policy)) return [];
    const { findings, text } = scanFile(policy.scanner, { path: policy.path, bytes });
    if (text === undefined) return [];
    return show(policy, text, await policy.withOwn(text, policy.path, findings));
  }

  dispose(): void {
    this.#watch.dispose();
    this.policies.reload();
  }
}

/** False where the setting or an exclusion says that nothing is looked for. */
function isOn(file: vscode.Uri, { excluded }: FilePolicy): boolean {
  return setting('aiStack.secrets.enable', file) && !excluded;
}

function show(policy: FilePolicy, text: string, findings: readonly SecretFinding[]): ShownSecret[] {
  return showSecrets(text, policy.path, policy.apply(text, findings), policy.presentation);
}

/** The findings in a text of a document; the path is that of its file. */
function scan(
  scanner: SecretScanner,
  document: vscode.TextDocument,
  path: string,
  text: string,
): readonly SecretFinding[] {
  const cell = cellOf(document);
  if (cell?.kind === vscode.NotebookCellKind.Code)
    return scanCell(scanner, text, path, cellSuffix(cell, text));
  return scanFile(scanner, { text, path: pathOf(document, path, text) }).findings;
}

/** The path under which a document's text is scanned, which says its language. */
function pathOf(document: vscode.TextDocument, path: string, text: string): string {
  const cell = cellOf(document);
  return cell ? path + cellSuffix(cell, text) : lintPath(path, document.languageId);
}

function cellSuffix({ kind, document }: vscode.NotebookCell, text: string): string {
  const type = kind === vscode.NotebookCellKind.Code ? 'code' : 'markdown';
  return cellPath(type, document.languageId, text.slice(0, 200));
}

function outputSecrets(policy: FilePolicy, cell: vscode.NotebookCell): ShownSecret[] {
  const items = cell.outputs.flatMap((output) => output.items);
  const outputs = scanOutputs(policy.scanner, items, policy.path);
  const inOutput = {
    ...firstLine,
    endColumn: cell.document.lineAt(0).text.length + 1,
    where: 'output',
  } as const;
  return outputs.flatMap(({ text, findings }: ScannedOutput) =>
    show(policy, text, findings).map((secret) => ({
      ...secret,
      ...inOutput,
      message: `In what this cell printed: ${secret.message}`,
    })),
  );
}
