import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { generationPage } from '../../core/generate/generationPage.ts';
import type { Generator, OptionValues } from '../../core/generate/generator.ts';
import type { ConflictChoice } from '../../core/generate/plan.ts';
import { prepareGeneration, type Prepared } from '../../core/generate/prepareGeneration.ts';
import { writePlanned } from '../../node/folderWriter.ts';
import { linksInto } from '../markdown/linksInto.ts';
import { fileUri } from '../project/folderReader.ts';
import { unsavedText } from '../project/openDocuments.ts';
import type { Shell } from '../shell.ts';
import { GenerationPages } from './generationPages.ts';
import { ProposedFiles } from './proposedFiles.ts';
import { reviewDecisions, type Outcome } from './reviewDecisions.ts';
import { reviewFiles } from './reviewFiles.ts';
import { mustBeWritable, type Target } from './target.ts';
import { targetContext } from './targetContext.ts';

/**
 * Runs a generator for a target: decisions, then files, both to be looked at and changed, then all files are written or
 * none. Nothing is written before the user says so.
 */
export async function runGenerator(shell: Shell, generator: Generator, target: Target): Promise<void> {
  mustBeWritable(target);
  const proposed = new ProposedFiles();
  try {
    const prepared = await review(shell, generator, target, proposed);
    if (prepared) await write(shell, generator, target, prepared);
  } finally {
    proposed.dispose();
  }
}

/** What is to be written; undefined where the user left. */
async function review(
  { context }: Shell,
  generator: Generator,
  target: Target,
  proposed: ProposedFiles,
): Promise<Prepared | undefined> {
  let given: OptionValues = {};
  const settled = new Map<string, ConflictChoice>();
  const prepare = (): Promise<Outcome> =>
    orProblem(
      prepareGeneration(
        generator,
        given,
        targetContext(generator, target, context),
        (path) => settled.get(path) ?? 'refuse',
      ),
    );
  let outcome = await prepare();
  let page: 'decisions' | 'files' = 'decisions';
  for (;;) {
    if (page === 'decisions' || outcome instanceof UserError) {
      const shown = outcome instanceof UserError ? given : { ...outcome.remembered, ...given };
      const answer = await reviewDecisions(generator, target, outcome, shown);
      if (!answer) return undefined;
      page = answer === 'go-on' ? 'files' : 'decisions';
      if (typeof answer === 'string') continue;
      given = { ...given, [answer.option]: answer.value };
    } else {
      const answer = await reviewFiles(generator, target, outcome.planned, proposed);
      if (!answer || answer === 'write') return answer && outcome;
      if (answer === 'back') page = 'decisions';
      if (answer === 'back') continue;
      settled.set(answer.path, answer.choice);
    }
    outcome = await prepare();
  }
}

/** What the user can mend is shown among the decisions, where it can be mended. */
async function orProblem(prepared: Promise<Prepared>): Promise<Outcome> {
  try {
    return await prepared;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function write(shell: Shell, generator: Generator, target: Target, prepared: Prepared): Promise<void> {
  const written = prepared.planned.filter(({ action }) => action !== 'identical' && action !== 'keep');
  const unsaved = written.find(({ path }) => unsavedText(fileUri(target.uri, path)) !== undefined);
  if (unsaved)
    throw new UserError(`${unsaved.path} has changes that are not saved.`, 'Save it, and try again.');
  await writePlanned(target.uri.fsPath, prepared.planned);
  const [first] = prepared.planned;
  if (first) await vscode.window.showTextDocument(fileUri(target.uri, first.path), { preview: false });
  const steps = 'What Is Next';
  const message =
    written.length === 0
      ? `${generator.title}: everything is up to date.`
      : `${generator.title}: ${written.length === 1 ? 'one file was' : `${written.length} files were`} written.`;
  // Not awaited: the command is over, and the message stays until the user closes it.
  void vscode.window.showInformationMessage(message, steps).then((chosen) => {
    if (chosen === steps)
      void shell.reporter.asked(steps, () => showPage(shell, generator, target, prepared));
  });
}

let pages: GenerationPages | undefined;

async function showPage(
  { context }: Shell,
  generator: Generator,
  target: Target,
  prepared: Prepared,
): Promise<void> {
  if (!pages) context.subscriptions.push((pages = new GenerationPages()));
  const page = generationPage(`${generator.title} for ${target.name}`, prepared);
  await pages.show(generator.title, linksInto(target.uri, page));
}
