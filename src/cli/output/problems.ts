import type { Cli } from '../cli.ts';
import { plain } from './paint.ts';

const mostProblems = 20;

/** Says on standard error what is broken; the findings of `check` have them all. */
export function printProblems(
  problems: readonly { file: string; line: number; column: number; severity: string; message: string }[],
  cli: Cli,
): void {
  for (const { file, line, column, severity, message } of problems.slice(0, mostProblems)) {
    cli.err(`${plain(file)}:${line}:${column}: ${severity}: ${plain(message)}\n`);
  }
  const more = problems.length - mostProblems;
  if (more > 0) cli.err(`… and ${more} more; "ai-stack check" lists them all.\n`);
}
