import type { CheckFix } from '../../check.ts';
import { isInFinalImage, once, type Dockerfile, type Instruction } from '../dockerfile.ts';
import { fix, insertAt } from '../edits.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found } from '../rule.ts';
import { hasOption, operands } from '../shell/arguments.ts';
import { invocationsOf, type Invocation } from '../shell/commands.ts';
import { hasCacheMount } from './pip.ts';

interface AptStep {
  readonly instruction: Instruction;
  readonly run: Invocation;
  /** `install`, `update`, … */
  readonly action: string;
  /** The word of the action. */
  readonly word: { readonly start: number; readonly end: number };
}

const valued = ['-o', '-t', '-c', '--option', '--target-release', '-qq'].filter((each) => each !== '-qq');

function aptSteps(file: Dockerfile): readonly AptStep[] {
  return file.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) =>
      invocationsOf(file, instruction).flatMap((run) => {
        if (run.program !== 'apt-get' && run.program !== 'apt') return [];
        const word = operands(run.args, valued)[0];
        return word ? [{ instruction, run, action: word.value, word }] : [];
      }),
    );
}

/** Steps that install at least one package by name or variable. */
function installs(file: Dockerfile): readonly AptStep[] {
  return aptSteps(file).filter(
    ({ action, run }) => action === 'install' && operands(run.args, valued).length > 1,
  );
}

/** Whether all that an instruction runs, its flags included, has a pattern in it; worked out once for each. */
function saying(file: Dockerfile, pattern: RegExp): (instruction: Instruction) => boolean {
  return once(({ start, end }) => pattern.test(file.masked.slice(start, end)));
}

export const aptUpdate: DockerRule = {
  id: 'apt-update',
  severity: 'warning',
  hadolint: ['DL3009'],
  find: ({ file }) => {
    const updates = saying(file, /\bapt(?:-get)?\b[^&;|\n]{0,200}\bupdate\b|\.deb\b/);
    const firstUpdate =
      aptSteps(file).find(({ action }) => action === 'update')?.instruction.start ?? Infinity;
    return firstPerInstruction(installs(file))
      .filter(({ instruction }) => !updates(instruction) && !hasCacheMount(instruction, /\/var\/lib\/apt/))
      .map(({ instruction, run }) => {
        const message =
          firstUpdate < instruction.start
            ? 'The lists of packages come from an older layer, which the cache may keep for months; run apt-get update in the same step.'
            : 'There are no lists of packages in the base image, so nothing is found; run apt-get update in the same step.';
        return {
          start: run.at.start,
          end: run.command.end,
          message,
          fixes: addUpdate(file, instruction, run),
        };
      });
  },
  bad: [
    'FROM debian:12\nRUN apt-get install -y --no-install-recommends git\n',
    'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\n',
    'FROM debian:12\nRUN set -e; apt-get -qq install -y $PACKAGES\n',
  ],
  good: [
    'FROM debian:12\nRUN apt-get update && apt-get install -y git\n',
    'FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get install -y git\n',
    'FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nEOF\n',
    'FROM debian:12\nRUN apt-get install -y ./a.deb\n',
  ],
};

function addUpdate(file: Dockerfile, instruction: Instruction, { command }: Invocation): CheckFix[] {
  if (
    instruction.json ||
    (instruction.heredocs.length > 0 && command.start > instruction.args.end && command.joint === '|')
  )
    return [];
  const joint = instruction.heredocs.length > 0 ? file.lineEnd : ' && ';
  return [fix('add-update', 'Run apt-get update before', insertAt(command.start, `apt-get update${joint}`))];
}

export const aptYes: DockerRule = {
  id: 'apt-yes',
  severity: 'warning',
  hadolint: ['DL3014'],
  find: ({ file }) => {
    const isConfigured = saying(file, /APT::Get::Assume-Yes|apt\.conf|\byes\b/i);
    return installs(file)
      .filter(({ run, instruction }) => !saysYes(run) && !isConfigured(instruction))
      .map(({ word, run, instruction }) => ({
        start: run.at.start,
        end: word.end,
        message:
          'apt-get asks before it installs more than what is named, and in a build nobody answers; add -y.',
        fixes: instruction.json ? [] : [fix('add-yes', 'Add -y', insertAt(word.end, ' -y'))],
      }));
  },
  bad: [
    'FROM debian:12\nRUN apt-get update && apt-get install git\n',
    'FROM debian:12\nRUN apt-get update && apt-get --no-install-recommends install git\n',
  ],
  good: [
    'FROM debian:12\nRUN apt-get update && apt-get install -qqy git\n',
    'FROM debian:12\nRUN apt-get -y install git\n',
    'FROM debian:12\nRUN apt-get install --yes git\n',
    'FROM debian:12\nRUN apt-get install -qq git\n',
  ],
};

function saysYes({ args }: Invocation): boolean {
  return args.some(
    ({ value }) =>
      /^(?:-[a-z]*y[a-z]*|-[a-z]*qq[a-z]*|--yes|--assume-yes|--quiet=2|-q=2)$/.test(value) ||
      /Assume-Yes/i.test(value),
  );
}

export const aptRecommends: DockerRule = {
  id: 'apt-recommends',
  severity: 'information',
  hadolint: ['DL3015'],
  find: ({ file }) => {
    const isConfigured = saying(file, /APT::Install-Recommends/i);
    return installs(file)
      .filter(
        ({ run, instruction }) =>
          isInFinalImage(file, instruction) &&
          !hasOption(run.args, '--no-install-recommends') &&
          !isConfigured(instruction),
      )
      .map(({ word, run, instruction }) => ({
        start: run.at.start,
        end: word.end,
        message: 'apt-get also installs what it only recommends; add --no-install-recommends.',
        fixes: instruction.json
          ? []
          : [
              fix(
                'no-recommends',
                'Add --no-install-recommends',
                insertAt(word.end, ' --no-install-recommends'),
              ),
            ],
      }));
  },
  bad: [
    'FROM debian:12\nRUN apt-get update && apt-get install -y git\n',
    'FROM debian:12\nRUN apt-get update && apt install -y \\\n    git\n',
  ],
  good: [
    'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git\n',
    'FROM debian:12\nRUN apt-get update && apt-get install -y -o APT::Install-Recommends=0 git\n',
    'FROM debian:12 AS b\nRUN apt-get update && apt-get install -y git\nFROM scratch\n',
  ],
};

export const aptLists: DockerRule = {
  id: 'apt-lists',
  severity: 'information',
  hadolint: ['DL3009'],
  find: ({ file }) =>
    firstPerInstruction(installs(file))
      .filter(({ instruction }) => isInFinalImage(file, instruction) && keepsLists(file, instruction))
      .map(({ instruction, run }) => ({
        start: run.at.start,
        end: run.command.end,
        message: 'The lists of packages stay in the layer; end the step with rm -rf /var/lib/apt/lists/*.',
        fixes: cleanFix(file, instruction),
      })),
  bad: [
    'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git\n',
    'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y git && \\\n    true\n',
  ],
  good: [
    'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y git\n',
  ],
};

function keepsLists(file: Dockerfile, instruction: Instruction): boolean {
  return !/\/var\/lib\/apt|\bapt(?:-get)?\s+(?:dist)?clean\s*&&\s*rm\b/.test(
    file.masked.slice(instruction.start, instruction.end),
  );
}

function cleanFix(file: Dockerfile, { json, heredocs, args }: Instruction): CheckFix[] {
  const script = file.masked.slice(args.start, args.end);
  if (json || heredocs.length > 0 || /[;|&\\]\s*$|#/.test(script)) return [];
  const joint = script.includes(';') && !script.includes('&&') ? '; ' : ' && ';
  return [
    fix(
      'clean-lists',
      'Remove the lists at the end',
      insertAt(args.end, `${joint}rm -rf /var/lib/apt/lists/*`),
    ),
  ];
}

export const aptUpgrade: DockerRule = {
  id: 'apt-upgrade',
  severity: 'information',
  hadolint: ['DL3005'],
  find: ({ file }) =>
    aptSteps(file)
      .filter(({ action }) => /^(?:dist-upgrade|full-upgrade|upgrade)$/.test(action))
      .map(({ run, word }) => ({
        start: run.at.start,
        end: word.end,
        message:
          'An upgrade makes every build another image and the base useless; take a newer base image instead.',
      })),
  bad: [
    'FROM debian:12\nRUN apt-get update && apt-get upgrade -y\n',
    'FROM debian:12\nRUN apt-get -y dist-upgrade\n',
  ],
  good: ['FROM debian:12\nRUN apt-get update && apt-get install -y --only-upgrade openssl\n'],
};

export const curlPipe: DockerRule = {
  id: 'curl-pipe-shell',
  severity: 'warning',
  hadolint: ['DL4006'],
  find: ({ file }) =>
    file.instructions
      .filter(({ keyword }) => keyword === 'RUN')
      .flatMap((instruction): Found[] => {
        const runs = invocationsOf(file, instruction);
        return runs.flatMap((run, at) => {
          const from = runs[at - 1];
          const isShell = /^(?:ba|z|da|a)?sh$|^python[\d.]*$|^(?:perl|node|ruby)$/.test(run.program);
          if (run.command.joint !== '|' || !isShell || !from || !/^(?:curl|wget)$/.test(from.program))
            return [];
          const span = { start: from.at.start, end: run.command.end };
          return [
            {
              ...placeOf(span),
              message: `What ${from.program} gets runs unseen, and half of it where the connection breaks; download a pinned version, check its sum, then run it.`,
            },
          ];
        });
      }),
  bad: [
    'FROM a:1\nRUN curl -LsSf https://example.com/install.sh | sh\n',
    'FROM a:1\nRUN true && wget -qO- https://example.com/i | sudo -E bash -\n',
    'FROM a:1\nRUN curl https://example.com/get.py | python3\n',
  ],
  good: [
    'FROM a:1\nRUN curl -o /a https://example.com/a && echo "0  /a" | sha256sum -c && sh /a\n',
    'FROM a:1\nRUN curl https://example.com/a.tgz | tar xz\n',
  ],
};

function firstPerInstruction(steps: readonly AptStep[]): readonly AptStep[] {
  const seen = new Set<Instruction>();
  return steps.filter(({ instruction }) => {
    if (seen.has(instruction)) return false;
    seen.add(instruction);
    return true;
  });
}
