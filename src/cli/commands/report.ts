import { reportMarkdown } from '../../core/guide/report/report.ts';
import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openFolder, timedDetection } from '../folder.ts';
import { recommendFor } from '../folderGuide.ts';

/** `report DIR`: facts and recommendations as Markdown, the same that the editor copies. */
export async function report({ paths }: Call, cli: Cli): Promise<number> {
  const folder = await openFolder(paths[0], cli);
  const { facts } = await timedDetection(folder, cli);
  const recommendations = await recommendFor(folder, facts, cli);
  cli.out(reportMarkdown([{ name: folder.name, facts, recommendations }]));
  return exitCodes.fine;
}
