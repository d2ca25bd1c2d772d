import { ollamaEndpoint } from '../../core/project/ollamaEndpoint.ts';
import { probeMachine } from '../../core/project/probeMachine.ts';
import { exitCodes, type Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { openFolder, timedDetection } from '../folder.ts';
import { printProblems } from '../output/problems.ts';
import { detectionDocument } from '../output/detection.ts';
import { detectionText } from '../output/detectionText.ts';
import { jsonDocument } from '../output/json.ts';
import { createPaint } from '../output/paint.ts';

/** `detect DIR`: what the project is. */
export async function detect({ options, paths }: Call, cli: Cli): Promise<number> {
  const folder = await openFolder(paths[0], cli);
  const [{ facts: found, elapsedMs }, machine] = await Promise.all([
    timedDetection(folder, cli),
    options['machine'] ? examineMachine(cli) : undefined,
  ]);
  const facts = { ...found, ...(machine && { machine }) };
  printProblems(facts.problems, cli);
  cli.out(
    options['json']
      ? jsonDocument(detectionDocument(folder.root, facts, elapsedMs))
      : detectionText(folder.name, facts, elapsedMs, { paint: createPaint(cli.colour), width: cli.width }),
  );
  return exitCodes.fine;
}

/** Whoever runs the command asks for it, so programs may be run. */
function examineMachine({ host, http, exec, env }: Cli): ReturnType<typeof probeMachine> {
  return probeMachine({ host: host(), http, exec, endpoint: ollamaEndpoint(env['OLLAMA_HOST']) });
}
