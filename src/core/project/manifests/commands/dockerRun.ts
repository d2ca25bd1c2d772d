import { imageClue } from '../containers/imageReference.ts';
import type { Clue } from '../../clue.ts';
import type { ShellCommand } from './shellWords.ts';
import { programName } from './unwrap.ts';

/** Long options of `docker run` without a value; single letters are told by their form. */
const flags = new Set([
  '--detach',
  '--disable-content-trust',
  '--init',
  '--interactive',
  '--no-healthcheck',
  '--oom-kill-disable',
  '--privileged',
  '--publish-all',
  '--quiet',
  '--read-only',
  '--rm',
  '--sig-proxy',
  '--tty',
  '--use-api-socket',
  '--replace',
]);

export interface DockerRun {
  readonly image: Clue;
  /** The command that the container is told to run, empty when it is the image's own. */
  readonly command: ShellCommand;
}

/** The image, and the command in it, of `docker run` (podman and nerdctl too). */
export function dockerRun(command: ShellCommand): DockerRun | undefined {
  if (!['docker', 'podman', 'nerdctl'].includes(programName(command[0]))) return undefined;
  let index = command[1]?.text === 'container' ? 2 : 1;
  if (!['run', 'create'].includes(command[index]?.text ?? '')) return undefined;
  for (index++; index < command.length; index++) {
    const word = command[index];
    if (!word) break;
    const option = word.text;
    if (!option.startsWith('-')) {
      const image = imageClue(option, word.line);
      return image ? { image, command: command.slice(index + 1) } : undefined;
    }
    if (option.includes('=') || flags.has(option) || /^-[ditPq]+$/.test(option)) continue;
    index++;
  }
  return undefined;
}
