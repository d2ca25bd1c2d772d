import * as vscode from 'vscode';
import { actionWords } from '../../core/generate/generationPage.ts';
import type { Generator } from '../../core/generate/generator.ts';
import type { ConflictChoice, FileAction, PlannedFile } from '../../core/generate/plan.ts';
import type { ProposedFiles } from './proposedFiles.ts';
import type { Target } from './target.ts';

/** What the user wants after looking at the files: write them, back to the decisions, or settle a conflict. */
export type FilesAnswer = 'write' | 'back' | { readonly path: string; readonly choice: ConflictChoice };

interface Item extends vscode.QuickPickItem {
  readonly file?: PlannedFile;
  readonly answer?: FilesAnswer;
}

const icons: Readonly<Record<FileAction, string>> = {
  create: '$(diff-added)',
  identical: '$(dash)',
  update: '$(diff-modified)',
  merge: '$(git-merge)',
  extend: '$(diff-modified)',
  conflict: '$(warning)',
  overwrite: '$(diff-modified)',
  keep: '$(dash)',
};

/** Shows every file and what would become of it, until the user says what to do. Undefined: the user closed it. */
export async function reviewFiles(
  generator: Generator,
  target: Target,
  planned: readonly PlannedFile[],
  proposed: ProposedFiles,
): Promise<FilesAnswer | undefined> {
  const conflicts = planned.filter(({ action }) => action === 'conflict').length;
  const items: Item[] = [firstItem(planned, conflicts), backItem, separator, ...planned.map(fileItem)];
  const title = `${generator.title}: ${planned.length} files for ${target.name}`;
  const placeHolder =
    conflicts > 0 ? 'Choose a file in conflict to settle it' : 'Choose a file to see it, or write them all';
  for (;;) {
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ...shown });
    if (!chosen) return undefined;
    if (chosen.answer) return chosen.answer;
    if (!chosen.file) continue;
    await proposed.show(target, chosen.file);
    const settled = canBeSettled(chosen.file) ? await settle(chosen.file) : undefined;
    if (settled) return { path: chosen.file.path, choice: settled };
  }
}

const shown = { ignoreFocusOut: true, matchOnDescription: true } as const;
const backItem: Item = { label: '$(arrow-left) Back to the decisions', answer: 'back' };
const separator: Item = { label: 'Files', kind: vscode.QuickPickItemKind.Separator };

function firstItem(planned: readonly PlannedFile[], conflicts: number): Item {
  if (conflicts > 0)
    return {
      label: `$(warning) ${conflicts === 1 ? 'One file is' : `${conflicts} files are`} in conflict`,
      description: 'nothing is written until that is settled',
    };
  const written = planned.filter(({ action }) => action !== 'identical' && action !== 'keep').length;
  const label = written === 1 ? 'Write one file' : `Write ${written} files`;
  return { label: `$(check) ${written === 0 ? 'Nothing to write' : label}`, answer: 'write' };
}

function fileItem(file: PlannedFile): Item {
  return { label: `${icons[file.action]} ${file.path}`, description: actionWords(file.action), file };
}

/** Also what was settled before, so that it can be settled otherwise. */
function canBeSettled({ action }: PlannedFile): boolean {
  return action === 'conflict' || action === 'keep' || action === 'overwrite';
}

async function settle({ path }: PlannedFile): Promise<ConflictChoice | undefined> {
  const items = [
    {
      label: 'Keep mine',
      detail: 'The file stays as it is; the others are written.',
      choice: 'keep' as const,
    },
    { label: 'Use the generated one', detail: 'Your text is replaced.', choice: 'overwrite' as const },
  ];
  const options = { title: `${path} is there and differs`, placeHolder: 'The two are shown side by side' };
  return (await vscode.window.showQuickPick(items, { ...options, ...shown }))?.choice;
}
