import * as vscode from 'vscode';
import type { CheckContext, CheckDiagnostic } from '../../core/checks/check.ts';
import { checkFile, checkLimit } from '../../core/checks/checkFile.ts';
import { checkKind, mayBeChecked } from '../../core/checks/checkKind.ts';
import { isCompanion } from '../../core/checks/companions.ts';
import { inParallel } from '../../core/project/inParallel.ts';
import type { ServingCatalogue } from '../../core/serving/catalogue/servingCatalogue.ts';
import type { Detection } from '../project/detection.ts';

/** A file that was checked, as it stood then. */
export interface CheckedText {
  readonly text: string;
  readonly diagnostics: readonly CheckDiagnostic[];
}

/** Files that are read at the most; more is no project that people deploy by hand. */
const mostFiles = 5_000;

/** The checks of one workspace folder: texts are kept, so that a change costs the reading of what changed. */
export class FolderChecks {
  readonly #catalogue: ServingCatalogue;
  readonly #texts = new Map<string, string>();
  #paths: readonly string[] = [];
  #checked: ReadonlyMap<string, CheckedText> = new Map();

  constructor(catalogue: ServingCatalogue) {
    this.#catalogue = catalogue;
  }

  /** The files that are checked, by path. */
  get checked(): ReadonlyMap<string, CheckedText> {
    return this.#checked;
  }

  /** Checks again after a reading of the folder: of the whole, or of the paths that changed. False: nothing is new. */
  async update(detection: Detection, changed: readonly string[] | undefined): Promise<boolean> {
    const paths = detection.paths();
    const wanted = paths.filter((path) => mayBeChecked(path) || isCompanion(path)).slice(0, mostFiles);
    const isStale = (path: string): boolean =>
      !this.#texts.has(path) ||
      !changed ||
      changed.some((each) => each === path || path.startsWith(`${each}/`));
    const stale = wanted.filter(isStale);
    const samePaths =
      paths.length === this.#paths.length && paths.every((path, at) => path === this.#paths[at]);
    if (changed && samePaths && stale.length === 0) return false;
    const texts = await inParallel(stale, (path) => detection.text(path, checkLimit));
    const isWanted = new Set(wanted);
    for (const path of this.#texts.keys()) if (!isWanted.has(path)) this.#texts.delete(path);
    stale.forEach((path, at) => this.#texts.set(path, texts[at] ?? ''));
    this.#paths = paths;
    this.#checked = this.#checkAll(wanted);
    return true;
  }

  /** What is wrong in a text that may be newer than the last reading. */
  diagnose(path: string, text: string): readonly CheckDiagnostic[] {
    const last = this.#checked.get(path);
    return last?.text === text ? last.diagnostics : checkFile({ path, text }, this.#context());
  }

  #checkAll(paths: readonly string[]): Map<string, CheckedText> {
    const context = this.#context();
    const checked = new Map<string, CheckedText>();
    for (const path of paths) {
      const text = this.#texts.get(path) ?? '';
      if (checkKind(path, text) === undefined) continue;
      checked.set(path, { text, diagnostics: checkFile({ path, text }, context) });
    }
    return checked;
  }

  #context(): CheckContext {
    return {
      paths: this.#paths,
      text: (path) => this.#texts.get(path),
      catalogue: this.#catalogue,
    };
  }
}

const severities: Readonly<Record<CheckDiagnostic['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A diagnostic of core as VS Code shows it, at the place that `positionAt` tells. */
export function shownDiagnostic(
  { start, end, message, severity, code }: CheckDiagnostic,
  positionAt: (offset: number) => vscode.Position,
): vscode.Diagnostic {
  const range = new vscode.Range(positionAt(start), positionAt(end));
  const result = new vscode.Diagnostic(range, message, severities[severity]);
  result.source = 'AI Stack';
  result.code = code;
  return result;
}
