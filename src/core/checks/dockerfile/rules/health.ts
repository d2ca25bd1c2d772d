import { folderOf } from '../../checkKind.ts';
import {
  finalChain,
  finalInstructions,
  rootReference,
  type Dockerfile,
  type Instruction,
} from '../dockerfile.ts';
import { fix, replace } from '../edits.ts';
import { bringsProgram, isPythonImage } from '../facts/baseImage.ts';
import { join } from '../facts/buildContext.ts';
import { startCommands } from '../facts/startCommand.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';
import { invocationsOf } from '../shell/commands.ts';
import { execForm } from '../shell/execForm.ts';

const service = 'apiVersion: serving.knative.dev/v1\nkind: Service\n';

export const reservedPath: DockerRule = {
  id: 'reserved-health-path',
  severity: 'warning',
  find: (input) =>
    input.deployment.cloudRun === undefined
      ? []
      : [...reservedInHealthcheck(input.file), ...reservedInApp(input)],
  bad: [
    {
      dockerfile: 'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://localhost:8080/healthz || exit 1\n',
      files: { 'service.yaml': service },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nCOPY app app\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
      files: { 'service.yaml': service, 'app/main.py': '@app.get("/healthz")\ndef health(): ...\n' },
    },
  ],
  good: [
    {
      dockerfile: 'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://localhost:8080/health || exit 1\n',
      files: { 'service.yaml': service },
    },
    'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://localhost:8080/healthz || exit 1\n',
  ],
};

function reservedInHealthcheck(file: Dockerfile): Found[] {
  return healthchecks(file).flatMap((instruction) => {
    const text = file.masked.slice(instruction.args.start, instruction.args.end);
    const url = /https?:\/\/[^\s"'\\)/]+(\/[\w./-]*z)(?![\w./-])/.exec(text);
    if (!url) return [];
    const start = instruction.args.start + url.index;
    return [
      {
        start,
        end: start + url[0].length,
        message: `Cloud Run keeps paths that end in z to itself, so ${url[1] ?? ''} never arrives; call it /health here and in the application.`,
      },
    ];
  });
}

/** Routes of the module that the application starts with. */
function reservedInApp(input: RuleInput): Found[] {
  const { file, context } = input;
  const [start] = startCommands(file);
  if (!start) return [];
  const folder = folderOf(file.path);
  for (const path of ['main.py', 'app.py', 'server.py', 'app/main.py', 'src/main.py', 'app/server.py']) {
    const text = context.text(join(folder, path)) ?? '';
    const route =
      /@\w+\.(?:get|route|api_route)\(\s{0,20}["'](\/(?:health|live|ready|status|alive)z)["']/.exec(
        text,
      )?.[1];
    if (route === undefined) continue;
    const span = placeOf(start.instruction);
    return [
      {
        ...span,
        message: `${join(folder, path)} answers ${route}, and Cloud Run keeps paths that end in z to itself; call it ${route.slice(0, -1)}.`,
      },
    ];
  }
  return [];
}

export const healthcheckProgram: DockerRule = {
  id: 'healthcheck-program',
  severity: 'warning',
  find: ({ file }) => {
    const stage = finalChain(file)[0];
    const reference = stage && rootReference(stage);
    if (reference === undefined) return [];
    return healthchecks(file).flatMap((instruction): Found[] => {
      const run = invocationsOf(file, instruction).find(
        ({ program }) => program === 'curl' || program === 'wget',
      );
      if (!run || bringsProgram(reference, run.program) !== false || isInstalled(file, run.program))
        return [];
      return [
        {
          ...placeOf(run.at),
          message: `${run.program} is not in this image, so that the container never becomes healthy; install it, or ask with what is there.`,
          fixes: isPythonImage(reference) ? askWithPython(file, instruction) : [],
        },
      ];
    });
  },
  bad: [
    'FROM python:3.12-slim\nHEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/health || exit 1\n',
    'FROM node:22-slim\nHEALTHCHECK CMD ["wget", "-q", "http://localhost/"]\n',
    'FROM python:3.12-alpine AS a\nFROM a\nHEALTHCHECK CMD curl --fail http://127.0.0.1:8000/health\n',
  ],
  good: [
    'FROM python:3.12\nHEALTHCHECK CMD curl -f http://localhost:8080/health || exit 1\n',
    'FROM python:3.12-slim\nRUN apt-get update && apt-get install -y curl\nHEALTHCHECK CMD curl -f http://localhost:8080/health\n',
    'FROM python:3.12-alpine\nHEALTHCHECK CMD wget -q http://localhost/health\n',
    'FROM registry.example.com/base:1\nHEALTHCHECK CMD curl -f http://localhost/\n',
    'FROM python:3.12-slim\nCOPY --from=tools:1 /usr/bin/curl /usr/bin/\nHEALTHCHECK CMD curl -f http://localhost/\n',
  ],
};

/** Any step of the image that names the program may bring it. */
function isInstalled(file: Dockerfile, program: string): boolean {
  return finalInstructions(file).some(
    ({ keyword, start, end }) =>
      ['RUN', 'COPY', 'ADD'].includes(keyword) &&
      new RegExp(`(?<![\\w-])${program}(?![\\w-])`).test(file.masked.slice(start, end)),
  );
}

function askWithPython(file: Dockerfile, instruction: Instruction): ReturnType<typeof fix>[] {
  const url = /https?:\/\/[^\s"'\\|;&)]+/.exec(
    file.masked.slice(instruction.args.start, instruction.args.end),
  )?.[0];
  const command = instruction.words[0];
  if (url === undefined || url.includes('$') || !command) return [];
  const script = `import urllib.request as u; u.urlopen('${url}', timeout=3)`;
  const span = { start: command.end, end: instruction.args.end };
  return [fix('ask-with-python', 'Ask with Python', replace(span, ` ${execForm(['python', '-c', script])}`))];
}

function healthchecks(file: Dockerfile): readonly Instruction[] {
  const last = finalInstructions(file).findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  return last ? [last] : [];
}
