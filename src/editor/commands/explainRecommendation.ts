import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { statusWords } from '../../core/guide/report/statusWords.ts';
import { explanationUri } from '../explanations.ts';
import type { Shell } from '../shell.ts';
import { sectionSubject } from '../tree/model/stackNodes.ts';
import type { Subject } from '../tree/model/treeNode.ts';
import { subjectOf } from './subject.ts';

/** Shows as a page why the guide recommends what it does: for the subject's section, or for one that is picked. */
export async function explainRecommendation(shell: Shell, argument: unknown): Promise<void> {
  const given = subjectOf(argument);
  const subject = given?.section ? given : await pickSection(shell);
  if (subject) await vscode.commands.executeCommand('markdown.showPreview', explanationUri(subject));
}

async function pickSection({ model }: Shell): Promise<Subject | undefined> {
  await model.idle();
  const several = model.results.flatMap(({ recommendations }) => recommendations).length > 1;
  const items = model.results.flatMap(({ folder, name, recommendations }) =>
    recommendations.flatMap(({ path, sections }) =>
      sections.map((section) => ({
        label: section.title,
        description: statusWords[section.status],
        detail: several ? [name, path].filter((part) => part !== '.').join(' · ') : undefined,
        subject: sectionSubject({ folder, project: path }, section),
      })),
    ),
  );
  if (items.length === 0) {
    throw new UserError(
      'There is no recommendation to explain.',
      'Open a folder with a project that uses AI.',
    );
  }
  const options = { title: 'Explain Recommendation', placeHolder: 'A section of the guide' };
  return (await vscode.window.showQuickPick(items, options))?.subject;
}
