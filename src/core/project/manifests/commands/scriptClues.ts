import type { Clue, DependencyScope } from '../../clue.ts';
import { cloudClues } from './cloudCommands.ts';
import { dockerRun } from './dockerRun.ts';
import { installClues } from './installs.ts';
import { programClue } from './programs.ts';
import { shellCommands, type ShellCommand } from './shellWords.ts';
import { unwrap } from './unwrap.ts';

/** Names in capitals are meant for the environment; others are a script's own counters and paths. */
const environmentName = /^[A-Z][A-Z0-9_]+$/;

/** A variable that is set; the evidence shows its name and an ellipsis in place of the value. */
export function variableClue(name: string, line: number): Clue {
  return { kind: 'variable', name, line, text: `${name}=…` };
}

/**
 * All that the commands of a shell script say: programs, cloud resources, images that are run, packages that are
 * installed (with the given scope), variables that are set or exported.
 */
export function scriptClues(
  script: string,
  firstLine: number,
  scope: DependencyScope,
  escape?: string,
): Clue[] {
  return shellCommands(script, firstLine, escape).flatMap((command) => commandClues(command, scope));
}

/** What one command says, after wrappers such as `sh -c` and `uv run` are taken off. */
export function commandClues(command: ShellCommand, scope: DependencyScope): Clue[] {
  const exported = exportedNames(command);
  if (exported) return exported;
  const { assignments, commands } = unwrap(command);
  const clues = assignments
    .filter(({ name }) => environmentName.test(name))
    .map(({ name, line }) => variableClue(name, line));
  for (const each of commands) {
    const run = dockerRun(each);
    if (run) {
      clues.push(run.image);
      for (const inner of unwrap(run.command).commands) clues.push(...plainClues(inner, scope));
    } else clues.push(...plainClues(each, scope));
  }
  return clues;
}

function plainClues(command: ShellCommand, scope: DependencyScope): Clue[] {
  const installed = installClues(command, scope);
  if (installed.length > 0) return installed;
  const cloud = cloudClues(command);
  if (cloud.length > 0) return cloud;
  const program = programClue(command);
  return program ? [program] : [];
}

/** `export NAME=value`, `declare -x NAME=value`. */
function exportedNames(command: ShellCommand): Clue[] | undefined {
  if (!/^(?:export|declare|typeset)$/.test(command[0]?.text ?? '')) return undefined;
  return command.slice(1).flatMap((word) => {
    const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
    return name === undefined || !environmentName.test(name) ? [] : [variableClue(name, word.line)];
  });
}
