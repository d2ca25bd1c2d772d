import { shellCommands, type ShellCommand, type ShellWord } from './shellWords.ts';

/** A variable set in front of a command: `OLLAMA_HOST=0.0.0.0 ollama serve`. Its value is left behind. */
export interface Assignment {
  readonly name: string;
  readonly line: number;
}

export interface Unwrapped {
  readonly assignments: readonly Assignment[];
  /** The commands that really run, without wrappers such as `exec`, `uv run` or `sh -c`. */
  readonly commands: readonly ShellCommand[];
}

const assignment = /^([A-Za-z_]\w*)\+?=/;
const maxDepth = 8;

/** Programs that run another one: how many words of their own come first, options not counted. */
const wrappers: Readonly<Record<string, number>> = {
  sudo: 0,
  exec: 0,
  command: 0,
  nohup: 0,
  time: 0,
  env: 0,
  tini: 0,
  'dumb-init': 0,
  catchsegv: 0,
  numactl: 0,
  then: 0,
  else: 0,
  do: 0,
  if: 0,
  while: 0,
  until: 0,
  '!': 0,
  '{': 0,
  timeout: 1,
  nice: 0,
  stdbuf: 0,
  'ddtrace-run': 0,
  'newrelic-admin': 1,
  'opentelemetry-instrument': 0,
  'nvidia_entrypoint.sh': 0,
  npx: 0,
  bunx: 0,
  uvx: 0,
};

/** Package managers that run a program of the environment: `uv run uvicorn …`. */
const runners = new Set([
  'uv',
  'poetry',
  'pdm',
  'pipenv',
  'rye',
  'hatch',
  'conda',
  'mamba',
  'micromamba',
  'pixi',
  'doppler',
  'infisical',
]);
const shells = new Set(['sh', 'bash', 'zsh', 'ash', 'dash']);
/** Options of wrappers and runners that take the next word as their value. */
const valued = new Set([
  '-n',
  '-u',
  '-g',
  '-p',
  '-s',
  '-k',
  '-e',
  '--name',
  '--extra',
  '--group',
  '--with',
  '--python',
  '--env-file',
  '--project',
  '--package',
  '--directory',
  '--from',
  '--signal',
]);

/** Strips assignments, wrappers and shells from a command, as far as the program that does the work. */
export function unwrap(command: ShellCommand, depth = 0): Unwrapped {
  const assignments: Assignment[] = [];
  let start = 0;
  for (;;) {
    const word = command[start];
    if (!word) return { assignments, commands: [] };
    const set = assignment.exec(word.text)?.[1];
    if (set !== undefined) assignments.push({ name: set, line: word.line });
    const skip = set === undefined ? wrapperLength(command, start) : 1;
    if (skip === 0) break;
    start += skip;
  }
  const rest = command.slice(start);
  const script = shellScript(rest);
  if (!script || depth >= maxDepth) return { assignments, commands: [rest] };
  const inner = shellCommands(script.text, script.line).map((each) => unwrap(each, depth + 1));
  return {
    assignments: [...assignments, ...inner.flatMap((each) => each.assignments)],
    commands: inner.flatMap((each) => each.commands),
  };
}

/** Last segment of a program's path: `/usr/bin/python3` → `python3`. */
export function programName(word: ShellWord | undefined): string {
  const text = word?.text ?? '';
  return text.slice(text.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
}

/** How many words the wrapper at `start` takes, 0 when there is none. */
function wrapperLength(command: ShellCommand, start: number): number {
  const name = programName(command[start]).replace(/^[@-]+/, '');
  let next = start + 1;
  let own = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  if (runners.has(name) && command[next]?.text === 'run') {
    next++;
    own = 0;
  }
  if (own === undefined) return 0;
  for (; next < command.length; next++) {
    const text = command[next]?.text ?? '';
    if (text === '--') {
      next++;
      break;
    }
    if (text.startsWith('-') && text.length > 1) {
      if (valued.has(text)) next++;
    } else if (own > 0) own--;
    else break;
  }
  return next - start;
}

/** The script of `sh -c "…"`, `bash -lc '…'`. */
function shellScript(command: ShellCommand): ShellWord | undefined {
  if (!shells.has(programName(command[0]))) return undefined;
  const flag = command.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word.text));
  return flag > 0 ? command[flag + 1] : undefined;
}
