// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import type { Exec } from '../../../core/ports.ts';

/**
 * The version of an `ollama` program, of which `--version` tells two: that of the server that answers and, where they
 * differ or none answers, its own, which is the one given here. Undefined when it says none or cannot be run.
 */
export async function programVersion(exec: Exec, program: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await exec.run(program, ['--version'], 5_000);
    const said = `${stdout}\n${stderr}`;
    return (
      /client version is v?(\d[\w.+-]*)/i.exec(said)?.[1] ?? /version is v?(\d[\w.+-]*)/i.exec(said)?.[1]
    );
  } catch {
    return undefined;
  }
}
