import { isInFinalImage, once, type Dockerfile, type Instruction } from '../dockerfile.ts';
import { fix, insertAt } from '../edits.ts';
import { mountOptions } from '../facts/copiedSources.ts';
import type { DockerRule, Found } from '../rule.ts';
import { hasOption } from '../shell/arguments.ts';
import { invocationsOf } from '../shell/commands.ts';
import { pipInstalls, type PipInstall } from './pipInstalls.ts';
import { assignments } from './secretValues.ts';

export const pipCache: DockerRule = {
  id: 'pip-cache',
  severity: 'information',
  hadolint: ['DL3042'],
  find: ({ file }) => {
    const off = assignments(file, 'ENV', 'ARG').filter(({ name, value }) => /^(?:PIP_NO_CACHE_DIR|UV_NO_CACHE)$/.test(name) && value !== ''); // prettier-ignore
    const cleans = once(({ args, end }) => cleansCache.test(file.masked.slice(args.start, end)));
    return pipInstalls(file)
      .filter(
        (install) =>
          keepsCache(file, install) &&
          !cleans(install.instruction) &&
          !off.some(
            ({ name, instruction }) =>
              instruction.start < install.instruction.start && name.startsWith(install.isUv ? 'UV' : 'PIP'),
          ),
      )
      .map((install) => ({
        start: install.run.at.start,
        end: installWord(install).end,
        message: `pip's cache stays in the layer and doubles its size; add ${option(install)}, or a cache mount.`,
        fixes: [
          fix(
            'add-no-cache',
            `Add ${option(install)}`,
            insertAt(
              installWord(install).end,
              install.instruction.json ? `, "${option(install)}"` : ` ${option(install)}`,
            ),
          ),
        ],
      }));
  },
  bad: [
    'FROM python:3.12-slim\nRUN pip install flask\n',
    'FROM python:3.12-slim\nRUN python -m pip install -r requirements.txt\n',
    'FROM python:3.12-slim\nRUN uv pip install --system flask\n',
    'FROM python:3.12-slim\nRUN ["pip3", "install", "flask"]\n',
    'FROM python:3.12-slim\nRUN <<EOF\npip install flask\nEOF\n',
  ],
  good: [
    'FROM python:3.12-slim\nRUN pip install --no-cache-dir flask\n',
    'FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n',
    'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n',
    'FROM python:3.12-slim\nRUN pip install flask && rm -rf /root/.cache\n',
    'FROM python:3.12-slim AS build\nRUN pip install flask\nFROM scratch\n',
  ],
};

function option({ isUv }: PipInstall): string {
  return isUv ? '--no-cache' : '--no-cache-dir';
}

function installWord({ run }: PipInstall): { start: number; end: number } {
  return run.args.find(({ value }) => value === 'install') ?? run.at;
}

/** Ways to leave nothing of the cache in the step that made it. */
const cleansCache =
  /\brm\s+-\w+\s[^&;]{0,200}\.cache|\b(?:pip\d?|uv)\s+cache\s+(?:purge|clean)|PIP_NO_CACHE_DIR=|UV_NO_CACHE=/;

/** Stages that are thrown away may keep what they like. */
function keepsCache(file: Dockerfile, { instruction, args, run }: PipInstall): boolean {
  if (!isInFinalImage(file, instruction) || hasCacheMount(instruction)) return false;
  return !hasOption([...args, ...run.args], '--no-cache-dir', '--no-cache', '-n');
}

export function hasCacheMount(instruction: Instruction, target?: RegExp): boolean {
  return instruction.flags.some(({ name, value }) => {
    const options = name === 'mount' ? mountOptions(value ?? '') : undefined;
    const type = options?.get('type');
    if (type !== 'cache' && type !== 'tmpfs') return false;
    return target === undefined || target.test(options?.get('target') ?? '');
  });
}

export const uvUnlocked: DockerRule = {
  id: 'uv-sync-unlocked',
  severity: 'warning',
  find: ({ file }) => {
    const isSet = assignments(file, 'ENV', 'ARG').some(({ name, value }) => /^UV_(?:LOCKED|FROZEN)$/.test(name) && value !== '0'); // prettier-ignore
    if (isSet) return [];
    return file.instructions
      .filter(({ keyword }) => keyword === 'RUN')
      .flatMap((instruction) =>
        invocationsOf(file, instruction).flatMap(({ program, at, args }): Found[] => {
          const sync = args.find(({ value }) => !value.startsWith('-'));
          if (program !== 'uv' || sync?.value !== 'sync') return [];
          if (
            hasOption(args, '--locked', '--frozen') ||
            /\bUV_(?:LOCKED|FROZEN)=/.test(file.masked.slice(instruction.start, at.start))
          )
            return [];
          const json = instruction.json !== undefined;
          return [
            {
              start: at.start,
              end: sync.end,
              message:
                'uv sync resolves anew where the lock file is stale, so that two builds differ; add --locked.',
              fixes: [
                fix('add-locked', 'Add --locked', insertAt(sync.end, json ? ', "--locked"' : ' --locked')),
              ],
            },
          ];
        }),
      );
  },
  bad: [
    'FROM a:1\nRUN uv sync\n',
    'FROM a:1\nRUN --mount=type=cache,target=/c uv sync --no-dev --no-install-project\n',
    'FROM a:1\nRUN ["uv", "sync"]\n',
  ],
  good: [
    'FROM a:1\nRUN uv sync --locked --no-dev\n',
    'FROM a:1\nENV UV_FROZEN=1\nRUN uv sync\n',
    'FROM a:1\nRUN UV_LOCKED=1 uv sync\n',
    'FROM a:1\nRUN uv lock\n',
  ],
};
