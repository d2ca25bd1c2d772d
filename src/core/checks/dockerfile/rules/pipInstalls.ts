import type { Dockerfile, Instruction, Word } from '../dockerfile.ts';
import { invocationsOf, type Invocation } from '../shell/commands.ts';

/** An installation by pip or uv, by what follows `install`. */
export interface PipInstall {
  readonly instruction: Instruction;
  readonly run: Invocation;
  readonly isUv: boolean;
  /** After `install`. */
  readonly args: readonly Word[];
}

/** All of `pip install` and `uv pip install`, in the order of the text. */
export function pipInstalls(file: Dockerfile): readonly PipInstall[] {
  return file.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) =>
      invocationsOf(file, instruction).flatMap((run) => {
        const isUv = run.program === 'uv' && run.args[0]?.value === 'pip';
        if (!isUv && !/^pip[\d.]*$/.test(run.program)) return [];
        const args = isUv ? run.args.slice(1) : run.args;
        const at = args.findIndex(({ value }) => !value.startsWith('-'));
        return args[at]?.value === 'install'
          ? [{ instruction, run, isUv, args: [...args.slice(0, at), ...args.slice(at + 1)] }]
          : [];
      }),
    );
}
