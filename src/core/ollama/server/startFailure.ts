import { lastWords } from './logTail.ts';

/** What is left of a start that failed. */
export interface FailedStart {
  /** The end of the log, or of what the program wrote. */
  readonly log: string;
  /** How the program ended; absent when it runs still, or was never ours. */
  readonly exit?: { readonly code: number | null; readonly signal: string | null } | undefined;
  /** Why the program could not even be run, as the system says it. */
  readonly spawnError?: string | undefined;
  /** `host:port` of the endpoint. */
  readonly address: string;
  /** `ollama serve`, `systemctl start ollama`. */
  readonly shown: string;
  /** How long it was waited for, in seconds. */
  readonly waitedSeconds?: number;
}

/** One sentence with the log's own words where there are any, and what to do. */
export interface FailureWords {
  readonly sentence: string;
  readonly remedy: string;
}

interface Cause {
  readonly pattern: RegExp;
  readonly remedy: string;
  /** Instead of the log's words, where those say less. */
  readonly sentence?: (failed: FailedStart) => string;
}

const taken = (failed: FailedStart): string =>
  `Port ${portOf(failed.address)} is taken by another program, so Ollama cannot listen there.`;

/** Known ends, most telling first. The words are those of Go, of the loaders of each system and of the server. */
const causes: readonly Cause[] = [
  {
    pattern: /address already in use|Only one usage of each socket address/i,
    sentence: taken,
    remedy: 'End that program, or set aiStack.ollama.endpoint to another port of this machine.',
  },
  {
    pattern: /bind: (?:permission denied|An attempt was made to access a socket)/i,
    remedy: 'Set aiStack.ollama.endpoint to a port above 1023 that the system leaves free.',
  },
  {
    pattern: /cannot assign requested address|requested address is not valid in its context/i,
    remedy: 'Set aiStack.ollama.endpoint to an address of this machine, such as http://127.0.0.1:11434.',
  },
  {
    pattern: /no space left on device|not enough space on the disk|disk quota exceeded/i,
    remedy: 'Free some space, or set OLLAMA_MODELS to a folder on another disk.',
  },
  {
    pattern: /permission denied|access is denied|operation not permitted|read-only file system/i,
    remedy: 'Give your user the right to write there, or set OLLAMA_MODELS to a folder that it may write to.',
  },
  {
    pattern: /ensure path elements are traversable/i,
    remedy: 'Set OLLAMA_MODELS to a folder that exists or can be made.',
  },
  {
    pattern:
      /error while loading shared libraries|Library not loaded|DLL (?:was )?not found|GLIBC\w*_[\d.]+/i,
    remedy: 'Install Ollama again: a part of it, or of the system, is missing or too old.',
  },
  {
    pattern: /exec format error|bad CPU type|not a valid Win32 application/i,
    remedy: 'Install the Ollama that is made for this processor.',
  },
  { pattern: /\$?HOME is not defined/, remedy: 'Set HOME, then restart VS Code.' },
  {
    pattern: /Interactive authentication required|Access denied|not in the sudoers|incorrect password/i,
    remedy: 'Start the service as a user who may, or run "ollama serve" in a terminal.',
  },
  {
    pattern: /GPU discovery|discovering available GPUs|cuda driver|rocm|ggml_cuda|ggml_vulkan/i,
    remedy:
      "Update the graphics card's driver, or hide the card with CUDA_VISIBLE_DEVICES=-1 and start again.",
  },
];

/** Windows ends a program with this status when a DLL is missing. */
const missingDll = 0xc0000135;

export function startFailure(failed: FailedStart): FailureWords {
  if (failed.spawnError !== undefined) return spawnFailure(failed, failed.spawnError);
  const words = lastWords(failed.log);
  const cause = causes.find(({ pattern }) => pattern.test(words)) ?? dllCause(failed);
  const remedy = cause?.remedy ?? 'The log says more.';
  if (cause?.sentence) return { sentence: cause.sentence(failed), remedy };
  const said = words === '' ? '' : ` Its last words: ${ended(words)}`;
  return { sentence: `${what(failed)}${said}`, remedy };
}

function dllCause({ exit }: FailedStart): Cause | undefined {
  if (exit?.code === undefined || exit.code === null || exit.code >>> 0 !== missingDll) return undefined;
  return causes.find(({ pattern }) => pattern.test('DLL not found'));
}

function what({ exit, shown, address, waitedSeconds }: FailedStart): string {
  if (exit && exit.signal !== null) return `${quoted(shown)} was ended by ${exit.signal}.`;
  if (exit && exit.code !== 0) return `${quoted(shown)} ended with code ${String(exit.code)}.`;
  if (exit) return `${quoted(shown)} ended, and nothing answers at ${address}.`;
  const waited = waitedSeconds === undefined ? '' : ` within ${waitedSeconds} seconds`;
  return `Ollama did not answer at ${address}${waited}.`;
}

function spawnFailure({ shown }: FailedStart, error: string): FailureWords {
  const cause = causes.find(({ pattern }) => pattern.test(error.replace('EACCES', 'permission denied')));
  const denied = /EACCES|permission denied/i.test(error);
  return {
    sentence: `${quoted(shown)} could not be run: ${ended(lastWords(error))}`,
    remedy: denied
      ? 'Make the file executable, or set aiStack.ollama.path to the program.'
      : (cause?.remedy ?? 'Set aiStack.ollama.path to the program.'),
  };
}

function quoted(shown: string): string {
  return shown.includes('"') ? `'${shown}'` : `"${shown}"`;
}

function ended(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function portOf(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
}
