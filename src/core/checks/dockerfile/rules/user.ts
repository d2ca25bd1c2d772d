import {
  finalChain,
  finalInstructions,
  rootReference,
  type Dockerfile,
  type Instruction,
} from '../dockerfile.ts';
import { fix, insertAt, linesBefore, replace } from '../edits.ts';
import { defaultUser, isRootUser } from '../facts/baseImage.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';
import { commandsOf } from '../shell/commands.ts';

/** A number needs no entry in /etc/passwd and no package, so that the fix holds on every image. */
const unprivileged = '10001:10001';

export const rootUser: DockerRule = {
  id: 'root-user',
  severity: 'warning',
  inProductionOnly: true,
  hadolint: ['DL3002'],
  find: findRoot,
  bad: [
    'FROM python:3.12-slim\nCOPY app.py /app/\nCMD ["python", "/app/app.py"]\n',
    'FROM python:3.12-slim\nUSER app\nUSER root\nCMD ["python"]\n',
    'FROM python:3.12-slim AS base\nUSER app\nFROM python:3.12-slim\nCOPY --from=base /a /a\nENTRYPOINT ["a"]\n',
    'FROM python:3.12-slim\nUSER 0:0\n',
    'ARG V=3.12\nFROM python:${V}-slim\nRUN true\n',
  ],
  good: [
    'FROM python:3.12-slim\nUSER 10001\nCMD ["python"]\n',
    'FROM python:3.12-slim AS base\nUSER app\nFROM base\nCMD ["python"]\n',
    'FROM gcr.io/distroless/python3-debian12:nonroot\nCMD ["app.py"]\n',
    'ARG BASE\nFROM ${BASE}\nCMD ["python"]\n',
    'FROM registry.example.com/base:1.4\nCMD ["python"]\n',
    'FROM python:3.12-slim\nUSER $APP_USER\n',
    'FROM debian:12\nRUN apt-get update && apt-get install -y gosu\nENTRYPOINT ["/entry.sh"]\n',
    'FROM a:1 AS build\nFROM scratch\nCOPY --from=build /out /\n',
  ],
};

function findRoot({ file, context }: RuleInput): Found[] {
  const chain = finalChain(file);
  const stage = chain[0];
  if (!stage) return [];
  const user = finalInstructions(file).findLast(({ keyword }) => keyword === 'USER');
  const name = user?.words[0];
  // Nothing starts: such a stage only hands files on, as `docker build --output` takes them.
  const starts = finalInstructions(file).some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  if (rootReference(stage) === 'scratch' && !starts) return [];
  if (finalInstructions(file).some((each) => dropsPrivileges(file, each))) return [];
  if (user && name) {
    if (!isRootUser(name.value)) return [];
    const message = `The container runs as ${name.value}; end with a USER without privileges, such as ${unprivileged}.`;
    // In an earlier stage the place is not in the last one, where the fix goes.
    return [{ start: user.start, end: user.end, message, fixes: [userFix(file, stage.instructions)] }];
  }
  const reference = rootReference(stage);
  if (reference === undefined || defaultUser(reference, context.catalogue) !== 'root') return [];
  const place = stage.base ?? stage.from;
  return [
    {
      start: place.start,
      end: place.end,
      message: `The container runs as root, since no USER follows; set a user without privileges before it starts.`,
      fixes: [userFix(file, stage.instructions)],
    },
  ];
}

/** An entry point that begins as root, sets up and goes on as somebody else. */
function dropsPrivileges(file: Dockerfile, { start, end }: Instruction): boolean {
  return /\b(?:gosu|su-exec|setpriv|s6-setuidgid|runuser)\b/.test(file.masked.slice(start, end));
}

/** Before what the container runs, or at the end. */
function userFix(file: Dockerfile, instructions: readonly Instruction[]): ReturnType<typeof fix> {
  const lastWork = instructions.findLastIndex(({ keyword }) => !['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL'].includes(keyword)); // prettier-ignore
  const next = instructions[lastWork + 1];
  const line = `USER ${unprivileged}`;
  const title = `Run as the user ${unprivileged}`;
  if (next) return { ...fix('add-user', title, linesBefore(file, next, [line])), preferred: true };
  const { text, lineEnd } = file;
  const isEnded = /[\r\n]$/.test(text);
  const edit = insertAt(text.length, `${isEnded ? '' : lineEnd}${line}${lineEnd}`);
  return { ...fix('add-user', title, edit), preferred: true };
}

export const sudo: DockerRule = {
  id: 'sudo',
  severity: 'warning',
  inProductionOnly: true,
  hadolint: ['DL3004'],
  find: ({ file }) =>
    file.instructions
      .filter(({ keyword, json }) => keyword === 'RUN' && !json)
      .flatMap((instruction) => commandsOf(file, instruction))
      .flatMap(({ words }) => {
        const [word, next] = words;
        if (word?.value !== 'sudo' || !next) return [];
        const fixes = next.value.startsWith('-')
          ? []
          : [fix('remove-sudo', 'Remove sudo', replace({ start: word.start, end: next.start }, ''))];
        return [
          {
            ...placeOf(word),
            message:
              'sudo has no terminal and no password in a build; set USER root before the step instead.',
            fixes,
          },
        ];
      }),
  bad: ['FROM debian:12\nRUN sudo apt-get update\n', 'FROM debian:12\nRUN true && sudo -E ls\n'],
  good: ['FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends sudo\n'],
};

export const relativeWorkdir: DockerRule = {
  id: 'relative-workdir',
  severity: 'warning',
  hadolint: ['DL3000'],
  find: ({ file }) =>
    file.stages.flatMap(({ instructions, parent }) => {
      const first = instructions.find(({ keyword }) => keyword === 'WORKDIR');
      const word = first?.words[0];
      if (!word || parent || /^(?:["']?[/\\$]|[A-Za-z]:)/.test(word.value)) return [];
      return [
        {
          ...placeOf(word),
          message: `WORKDIR ${word.value.slice(0, 60)} depends on what the base image has set; write it from the root.`,
          fixes: [
            fix(
              'make-absolute',
              'Begin with /',
              insertAt(word.start + (/^["']/.test(file.masked.slice(word.start)) ? 1 : 0), '/'),
            ),
          ],
        },
      ];
    }),
  bad: ['FROM python:3.12-slim\nWORKDIR app\n', 'FROM python:3.12-slim\nWORKDIR "app dir"\n'],
  good: [
    'FROM python:3.12-slim\nWORKDIR /app\nWORKDIR src\n',
    'FROM python:3.12-slim\nWORKDIR $HOME/app\n',
    'FROM a:1\nWORKDIR C:\\\\app\n',
  ],
};

export const maintainer: DockerRule = {
  id: 'maintainer',
  severity: 'information',
  hadolint: ['DL4000'],
  find: ({ file }) =>
    file.instructions
      .filter(({ keyword, words }) => keyword === 'MAINTAINER' && words.length > 0)
      .map((instruction) => {
        const text = file.masked
          .slice(instruction.args.start, instruction.args.end)
          .replace(/^"(.*)"$/, '$1');
        const label = `LABEL org.opencontainers.image.authors=${JSON.stringify(text)}`;
        return {
          ...placeOf(instruction),
          message: 'MAINTAINER is deprecated; name the authors in a label.',
          fixes: text.includes('$') ? [] : [fix('use-label', 'Use a label', replace(instruction, label))],
        };
      }),
  bad: ['FROM a:1\nMAINTAINER Jo Doe <jo@example.com>\n', 'FROM a:1\nMAINTAINER "Jo"\n'],
  good: ['FROM a:1\nLABEL maintainer="Jo"\n'],
};

export const portRange: DockerRule = {
  id: 'port-range',
  severity: 'error',
  hadolint: ['DL3011'],
  find: ({ file }) =>
    file.instructions
      .filter(({ keyword }) => keyword === 'EXPOSE')
      .flatMap(({ words }) => words)
      .filter(({ value }) => !value.includes('$') && !isPort(value))
      .map((word) => ({
        ...placeOf(word),
        message: `${word.value.slice(0, 40)} is no port; ports are 1 to 65535, with /tcp or /udp after them.`,
      })),
  bad: ['FROM a:1\nEXPOSE 99999\n', 'FROM a:1\nEXPOSE 80 0/tcp\n', 'FROM a:1\nEXPOSE 8080:80\n'],
  good: ['FROM a:1\nEXPOSE 8080/tcp 9000-9010 $PORT ${PORT}/udp\n'],
};

function isPort(value: string): boolean {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(?:tcp|udp|sctp))?$/i.exec(value);
  if (!match) return false;
  return [match[1], match[2]].every(
    (each) => each === undefined || (Number(each) >= 1 && Number(each) <= 65_535),
  );
}
