import { finalInstructions, type Dockerfile, type Instruction, type Word } from '../dockerfile.ts';
import { commandsOf, execCommand, execScript, invocation, type Invocation } from '../shell/commands.ts';
import { serverOf, type Server } from './servers.ts';

/** A command that the container starts with. */
export interface StartCommand {
  readonly run: Invocation;
  /** The instruction that the program stands in. */
  readonly instruction: Instruction;
  /** `exec`: words of a JSON array. `script`: of a shell, at their own places. `opaque`: of a shell within escapes. */
  readonly form: 'exec' | 'script' | 'opaque';
  readonly server: Server | undefined;
}

/** What ENTRYPOINT and CMD of the final image run together, each command by its program. */
export function startCommands(file: Dockerfile): readonly StartCommand[] {
  const instructions = finalInstructions(file);
  const entry = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD');
  if (!entry) return command ? startOf(file, command) : [];
  const isPlainExec = entry.json !== undefined && execScript(entry.json) === undefined;
  if (!isPlainExec || !command?.json) return startOf(file, entry);
  // An entry point that is a script mostly runs what CMD says.
  const both = execStart([...(entry.json ?? []), ...command.json], entry);
  return /\.sh$/.test(both[0]?.run.program ?? '') ? [...both, ...startOf(file, command)] : both;
}

function startOf(file: Dockerfile, instruction: Instruction): StartCommand[] {
  const { json } = instruction;
  const script = json && execScript(json);
  if (json && !script) return execStart(json, instruction);
  return commandsOf(file, instruction).flatMap((command) => {
    const run = invocation(command);
    const isOpaque = script !== undefined && run?.at.start === script.start;
    return run
      ? [{ run, instruction, form: isOpaque ? 'opaque' : 'script', server: serverOf(run.program, run.args) }]
      : [];
  });
}

function execStart(words: readonly Word[], instruction: Instruction): StartCommand[] {
  const run = invocation(execCommand(words));
  return run ? [{ run, instruction, form: 'exec', server: serverOf(run.program, run.args) }] : [];
}
