import type { CheckContext, CheckDiagnostic, CheckedFile, CheckEdit } from '../check.ts';
import { inOrder } from '../inOrder.ts';
import { lineEnd } from '../yaml/yamlEdits.ts';
import { readCommands, type Command } from './commandWords.ts';
import type { CommandHost } from './gcloudCommand.ts';
import { checkCommands } from './gcloudRules.ts';

/** A shell script or a Makefile: what its calls of gcloud deploy, grant and make. */
export function checkScript(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const { text } = file;
  if (!text.includes('gcloud')) return [];
  const commands = readCommands(text, { start: 0, end: text.length });
  return inOrder(checkCommands(commands, scriptHost(text), context));
}

/** How commands of a script are edited; `folded` where a line end divides nothing. */
export function scriptHost(text: string, folded = false): CommandHost {
  return {
    text,
    addFlags: (command, flags) => addFlags(text, command, flags, folded),
    replaceWord: (word, replacement) => [{ start: word.start, end: word.end, text: replacement }],
  };
}

/** Behind the last word; on lines of their own where the arguments stand so. */
function addFlags(
  text: string,
  command: Command,
  flags: readonly string[],
  folded: boolean,
): CheckEdit[] | undefined {
  const last = command.at(-1);
  const first = command[0];
  if (!last || !first) return undefined;
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, last.start))?.[0] ?? '';
  const separate =
    lineStart > first.start && !/\s/.test(text.slice(lineStart + indent.length, last.start).trim());
  const gap = separate && !folded ? ` \\${lineEnd(text)}${indent}` : ' ';
  return [{ start: last.end, end: last.end, text: flags.map((flag) => gap + flag).join('') }];
}
