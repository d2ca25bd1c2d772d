import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openFolder, timedDetection } from '../folder.ts';
import { recommendFor } from '../folderGuide.ts';
import { printProblems } from '../output/problems.ts';
import { jsonDocument } from '../output/json.ts';
import { createPaint } from '../output/paint.ts';
import { recommendationDocument } from '../output/recommendation.ts';
import { recommendationText } from '../output/recommendationText.ts';

/** `recommend DIR`: what the guide says of the project. */
export async function recommendStack({ options, paths }: Call, cli: Cli): Promise<number> {
  const folder = await openFolder(paths[0], cli);
  const { facts } = await timedDetection(folder, cli);
  printProblems(facts.problems, cli);
  const recommendations = await recommendFor(folder, facts, cli);
  const look = { paint: createPaint(cli.colour), width: cli.width };
  cli.out(
    options['json']
      ? jsonDocument(recommendationDocument(recommendations))
      : recommendationText(folder.name, recommendations, look),
  );
  return exitCodes.fine;
}
