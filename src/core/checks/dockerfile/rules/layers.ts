import type { CheckEdit, CheckFix } from '../../check.ts';
import { flagOf, type Dockerfile, type Instruction, type Stage } from '../dockerfile.ts';
import { fix, insertAt, removeCommand } from '../edits.ts';
import { copyOperands } from '../facts/copiedSources.ts';
import type { DockerRule, Found } from '../rule.ts';
import { commandsOf, invocation, type Command, type Invocation } from '../shell/commands.ts';

/** Copies before a change that are looked at, the nearest. */
const mostCopies = 100;
/** Changes for which a fix is worked out. */
const mostFixes = 20;

/** A `chown -R` or `chmod -R` over files that came by COPY. */
interface Change {
  readonly instruction: Instruction;
  readonly commands: readonly Command[];
  readonly run: Invocation;
  /** `app:app` or `755`. */
  readonly to: string;
  /** COPY and ADD whose files it changes. */
  readonly copies: readonly Instruction[];
}

export const changeLayer: DockerRule = {
  id: 'chown-layer',
  severity: 'warning',
  inProductionOnly: true,
  find: ({ file }) =>
    file.stages
      .flatMap((stage) => changesIn(file, stage))
      .map((change, index) => report(file, change, index < mostFixes)),
  bad: [
    'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN chown -R 10001:10001 /app\nUSER 10001\n',
    'FROM python:3.12-slim\nRUN useradd app\nCOPY --from=x:1 /a /app/a\nRUN mkdir /data && chown -R app /app /data\n',
    'FROM python:3.12-slim\nCOPY . /app\nRUN useradd app \\\n  && chown --recursive app:app /app \\\n  && true\n',
    'FROM python:3.12-slim\nCOPY scripts /app/scripts\nRUN chmod -R 755 /app\n',
    'FROM node:22-slim\nWORKDIR /app\nCOPY package.json .\nRUN chown -R node:node .\n',
  ],
  good: [
    'FROM python:3.12-slim\nWORKDIR /app\nCOPY --chown=10001:10001 . .\nUSER 10001\n',
    'FROM python:3.12-slim\nCOPY . /app\nRUN mkdir -p /data && chown -R app /data\n',
    'FROM python:3.12-slim\nRUN mkdir /app && chown -R 1000 /app\nCOPY . /app\n',
    'FROM python:3.12-slim\nCOPY run.sh /run.sh\nRUN chmod +x /run.sh\n',
  ],
};

function report(file: Dockerfile, change: Change, hasFix: boolean): Found {
  const flag = change.run.program === 'chown' ? '--chown' : '--chmod';
  return {
    start: change.run.at.start,
    end: change.run.command.end,
    ...(change.copies.some(isLarge) ? {} : { severity: 'information' as const }),
    message: `${change.run.program} -R after COPY stores all those files a second time; use COPY ${flag} instead.`,
    fixes: hasFix ? flagFix(file, change, flag) : [],
  };
}

/** Folders, and what another stage built. A configuration or a script is small, and a second time hardly matters. */
function isLarge(copy: Instruction): boolean {
  return (
    flagOf(copy, 'from') !== undefined ||
    copyOperands(copy).sources.some(
      ({ value }) =>
        !/\.(?:sh|py|ya?ml|json|toml|txt|conf|cfg|ini|cnf|tmpl|template|env|html|md)$/i.test(value),
    )
  );
}

function changesIn(file: Dockerfile, stage: Stage): Change[] {
  const changes: Change[] = [];
  const copies: { instruction: Instruction; to: string }[] = [];
  let folder: string | undefined = '/';
  for (const instruction of stage.instructions) {
    const { keyword } = instruction;
    if (keyword === 'WORKDIR') folder = absolute(instruction.words[0]?.value ?? '', folder);
    if (keyword === 'COPY' || keyword === 'ADD') {
      const to = absolute(copyOperands(instruction).destination?.value ?? '', folder);
      if (to !== undefined) copies.push({ instruction, to });
      if (copies.length > mostCopies) copies.shift();
    }
    if (keyword !== 'RUN' || copies.length === 0) continue;
    const commands = commandsOf(file, instruction);
    for (const run of commands.flatMap((command) => invocation(command) ?? [])) {
      const change = readChange(run, folder);
      if (!change) continue;
      const touched = copies.filter(({ to }) => change.paths.some((path) => isWithin(to, path)));
      if (touched.length === 0) continue;
      changes.push({
        instruction,
        commands,
        run,
        to: change.to,
        copies: touched.map((each) => each.instruction),
      });
    }
  }
  return changes;
}

function readChange(
  run: Invocation,
  folder: string | undefined,
): { to: string; paths: string[] } | undefined {
  if (run.program !== 'chown' && run.program !== 'chmod') return undefined;
  if (!run.args.some(({ value }) => value === '--recursive' || /^-[a-zA-Z]*R/.test(value))) return undefined;
  const [to, ...paths] = run.args.filter(({ value }) => !value.startsWith('-') || /^-[rwx]+$/.test(value));
  if (!to) return undefined;
  return { to: to.value, paths: paths.flatMap(({ value }) => absolute(value, folder) ?? []) };
}

/** None where the owner would not be known yet, the mode is no number, or the command cannot go alone. */
function flagFix(
  file: Dockerfile,
  { instruction, commands, run, to, copies }: Change,
  flag: '--chown' | '--chmod',
): CheckFix[] {
  const name = flag.slice(2);
  if (flag === '--chmod' ? !/^0?[0-7]{3,4}$/.test(to) : !/^[\w.-]+(?::[\w.-]*)?$/.test(to) || !isKnownBefore(file, to, copies)) return []; // prettier-ignore
  const removed = removeCommand(file, instruction, commands, run.command);
  if (!removed || run.args.filter(({ value }) => !value.startsWith('-')).length !== 2) return [];
  const owner = to.replace(/:$/, '');
  const edits: CheckEdit[] = copies
    .filter((each) => !flagOf(each, name))
    .map((each) => insertAt(each.keywordEnd, ` ${flag}=${owner}`));
  return [{ ...fix(`use-copy-${name}`, `Use COPY ${flag} instead`, ...edits, removed), preferred: true }];
}

/** Numbers, users that every image of the kind has, and those that an earlier step makes. */
function isKnownBefore(file: Dockerfile, owner: string, copies: readonly Instruction[]): boolean {
  const before = copies[0]?.start ?? 0;
  return owner
    .split(':')
    .filter((part) => part !== '')
    .every(
      (part) => /^(?:\d+|root|nobody|node|www-data|nogroup)$/.test(part) || isMadeBefore(file, part, before),
    );
}

function isMadeBefore(file: Dockerfile, name: string, before: number): boolean {
  return file.instructions.some(
    (each) =>
      each.keyword === 'RUN' &&
      each.end <= before &&
      /\b(?:useradd|adduser|groupadd|addgroup)\b/.test(file.masked.slice(each.start, each.end)) &&
      each.words.some(({ value }) => value === name),
  );
}

function absolute(path: string, folder: string | undefined): string | undefined {
  if (path === '' || path.includes('$')) return undefined;
  const full = path.startsWith('/') ? path : folder === undefined ? undefined : `${folder}/${path}`;
  return full && `/${full.split('/').filter((each) => each !== '' && each !== '.').join('/')}`; // prettier-ignore
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
