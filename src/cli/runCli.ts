import { UserError } from '../core/errors.ts';
import { exitCodes, type Cli } from './cli.ts';
import { createPaint, plain } from './output/paint.ts';
import { parseArguments } from './parseArguments.ts';
import { commandHelp, programHelp } from './usage.ts';

/** Runs one command line (without node and script) and resolves to its exit code. Never rejects. */
export async function runCli(args: readonly string[], cli: Cli): Promise<number> {
  try {
    return await run(args, cli);
  } catch (error) {
    cli.err(failureWords(error, cli));
    return exitCodes.failed;
  }
}

async function run(args: readonly string[], cli: Cli): Promise<number> {
  const request = parseArguments(args);
  if (request.kind === 'run') return request.command.run(request.call, cli);
  const paint = createPaint(cli.colour);
  if (request.kind === 'version') cli.out(`${await cli.version()}\n`);
  else cli.out(request.command ? commandHelp(request.command, paint) : programHelp(paint));
  return exitCodes.fine;
}

/** A sentence and a remedy; the stack only for those who debug ai-stack itself. */
function failureWords(error: unknown, cli: Cli): string {
  const prefix = createPaint(cli.colour).bad('ai-stack:');
  if (error instanceof UserError) return `${prefix} ${plain(error.message)} ${plain(error.remedy)}\n`;
  const message = error instanceof Error ? error.message : String(error);
  const sentence = `${prefix} This is a fault in ai-stack: ${plain(message).replace(/\.?$/, '.')}`;
  if (cli.env['AI_STACK_DEBUG'] !== '1')
    return `${sentence} Set AI_STACK_DEBUG=1 to see where, and please report it.\n`;
  return `${sentence}\n${error instanceof Error ? (error.stack ?? '') : ''}\n`;
}
