import type { CheckFix } from '../../check.ts';
import { isInFinalImage, type Dockerfile } from '../dockerfile.ts';
import { fix, insertAt, replace } from '../edits.ts';
import { isLoopback, type Server } from '../facts/servers.ts';
import { startCommands, type StartCommand } from '../facts/startCommand.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';
import { optionValue } from '../shell/arguments.ts';
import { execForm } from '../shell/execForm.ts';
import { assignments } from './secretValues.ts';

const service = 'apiVersion: serving.knative.dev/v1\nkind: Service\n';
const servicePort = `${service}spec:\n  template:\n    spec:\n      containers:\n        - ports:\n            - containerPort: 8000\n`;

export const fixedPort: DockerRule = {
  id: 'fixed-port',
  severity: 'error',
  find: ({ file, deployment }) => {
    const { cloudRun, ports } = deployment;
    if (cloudRun === undefined || ports.length === 0) return [];
    return startCommands(file).flatMap((start): Found[] => {
      const listens = start.server && portOf(file, start, start.server);
      if (!listens || ports.includes(listens.port)) return [];
      const expected = String(ports[0]);
      return [
        {
          ...listens.place,
          message: `The server listens on ${listens.port}, and Cloud Run sends requests to ${expected} (${cloudRun}), so that the revision never starts; listen on $PORT.`,
          fixes: portFix(file, start, listens, expected),
        },
      ];
    });
  },
  bad: [
    {
      dockerfile:
        'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]\n',
      files: { 'service.yaml': service },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nCMD ["gunicorn", "--bind=0.0.0.0:5000", "app:app"]\n',
      files: { 'service.yaml': service },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nCMD exec uvicorn app:app --host 0.0.0.0 --port 8080\n',
      files: { 'service.yaml': servicePort },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nCMD ["streamlit", "run", "app.py"]\n',
      files: { 'deploy.sh': 'gcloud run deploy app --image x\n' },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nCMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0"]\n',
      files: { 'main.tf': 'resource "google_cloud_run_v2_service" "service" {\n}\n' },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nENTRYPOINT ["uvicorn", "app:app"]\nCMD ["--host", "0.0.0.0", "--port", "9000"]\n',
      files: { 'service.yaml': service },
    },
  ],
  good: [
    {
      dockerfile:
        'FROM python:3.12-slim\nCMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port ${PORT:-8080}"]\n',
      files: { 'service.yaml': service },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]\n',
      files: { 'service.yaml': servicePort },
    },
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]\n',
    {
      dockerfile: 'FROM python:3.12-slim\nCMD ["gunicorn", "app:app"]\n',
      files: { 'service.yaml': service },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nENV UVICORN_PORT=8080\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0"]\n',
      files: { 'service.yaml': service },
    },
  ],
};

interface Listens {
  readonly port: number;
  readonly place: { readonly start: number; readonly end: number };
  /** Where the number stands in the command; absent where the server's own applies. */
  readonly given: boolean;
}

/** The port that a server listens on, where it is a number. */
function portOf(file: Dockerfile, { run }: StartCommand, server: Server): Listens | undefined {
  const option = optionValue(run.args, server.port) ?? optionValue(run.args, server.bind ?? []);
  if (option) {
    const number = /(?:^|:)(\d{2,5})$/.exec(option.value)?.[1];
    return number === undefined
      ? undefined
      : { port: Number(number), place: placeOf(option.word), given: true };
  }
  const variable = assignments(file, 'ENV').findLast(({ name }) => name === server.portVariable);
  if (variable) {
    const isNumber = /^\d+$/.test(variable.value ?? '');
    return isNumber
      ? { port: Number(variable.value), place: placeOf(variable.word), given: false }
      : undefined;
  }
  const isConfigured = run.args.some(({ value }) =>
    /^(?:-c|--config|--config-file|--uds|--fd|--listen)(?:=|$)/.test(value),
  );
  if (server.defaultPort === undefined || isConfigured) return undefined;
  return { port: server.defaultPort, place: { start: run.at.start, end: run.command.end }, given: false };
}

/** In a shell `${PORT}` is put in; the exec form needs a shell for it. */
function portFix(file: Dockerfile, start: StartCommand, listens: Listens, expected: string): CheckFix[] {
  const { run, form, server, instruction } = start;
  const option = server?.port[0];
  const variable = `\${PORT:-${expected}}`;
  const title = 'Listen on $PORT';
  if (form === 'script') {
    if (listens.given)
      return [
        fix(
          'use-port',
          title,
          replace(
            listens.place,
            withPort(file.text.slice(listens.place.start, listens.place.end), listens.port, variable),
          ),
        ),
      ];
    return option === undefined || !covers(listens, start)
      ? []
      : [fix('use-port', title, insertAt(run.command.end, ` ${option} ${variable}`))];
  }
  const isWhole = form === 'exec' && instruction.json?.length === run.command.words.length;
  if (!isWhole || (!listens.given && (option === undefined || !covers(listens, start)))) return [];
  const words = run.command.words.map((word) => {
    const isPlace = listens.given && word.start === listens.place.start;
    return isPlace ? withPort(word.value, listens.port, variable) : quoted(word.value);
  });
  if (!listens.given) words.push(`${option ?? ''} ${variable}`);
  return [
    fix('use-port', title, replace(instruction.args, execForm(['sh', '-c', `exec ${words.join(' ')}`]))),
  ];
}

/** Whether the finding is about the command, not about a variable that names the port. */
function covers({ place }: Listens, { run }: StartCommand): boolean {
  return place.start === run.at.start;
}

function withPort(word: string, port: number, variable: string): string {
  const at = word.lastIndexOf(String(port));
  return word.slice(0, at) + variable + word.slice(at + String(port).length);
}

/** A word as a shell takes it back. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

export const loopback: DockerRule = {
  id: 'loopback-host',
  severity: 'error',
  find: (input) => [...loopbackServers(input), ...loopbackSettings(input)],
  bad: [
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "127.0.0.1", "--port", "8080"]\n',
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--port", "8080"]\n',
    'FROM python:3.12-slim\nCMD ["gunicorn", "-b", "localhost:8080", "app:app"]\n',
    'FROM python:3.12-slim\nCMD exec uvicorn app:app --port $PORT\n',
    'FROM nvcr.io/nvidia/tensorrt-llm/release:1.2.1\nCMD ["trtllm-serve", "a/b", "--port", "8080"]\n',
    'FROM python:3.12-slim\nENTRYPOINT ["uv", "run", "--locked", "uvicorn"]\nCMD ["app:app", "--port", "8080"]\n',
    'FROM ollama/ollama:0.32.0\nENV OLLAMA_HOST=127.0.0.1:8080\nCMD ["serve"]\n',
    'FROM python:3.12-slim\nCMD ["sh", "-c", "exec uvicorn app:app --host \\"127.0.0.1\\" --port 8080"]\n',
  ],
  good: [
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0"]\n',
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "::"]\n',
    'FROM python:3.12-slim\nENV UVICORN_HOST=0.0.0.0\nCMD ["uvicorn", "app:app"]\n',
    'FROM python:3.12-slim\nCMD ["fastapi", "run", "app.py"]\n',
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--uds", "/run/app.sock"]\n',
    'FROM python:3.12-slim\nCMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "app:app"]\n',
  ],
};

function loopbackServers({ file }: RuleInput): Found[] {
  return startCommands(file).flatMap((start): Found[] => {
    const { run, server, form } = start;
    if (
      !server ||
      run.args.some(({ value }) => /^(?:--uds|--fd|-c|--config|--help|--version)(?:=|$)/.test(value))
    )
      return [];
    const option = optionValue(run.args, server.host) ?? optionValue(run.args, server.bind ?? []);
    if (option) {
      const host =
        server.bind && !option.value.includes('unix:') ? option.value.replace(/:[^:\]]*$/, '') : option.value;
      if (!isLoopback(host)) return [];
      const raw = file.text.slice(option.word.start, option.word.end);
      const fixes = [
        fix('listen-everywhere', 'Listen on 0.0.0.0', replace(option.word, raw.replace(host, '0.0.0.0'))),
      ];
      return [{ ...placeOf(option.word), message: unreachable(run.program), fixes }];
    }
    const isSet = assignments(file, 'ENV').some(({ name }) => name === server.hostVariable);
    if (server.defaultHost === 'any' || isSet) return [];
    return [
      {
        start: run.at.start,
        end: run.command.end,
        message: unreachable(run.program),
        fixes: hostFix(start, form, server),
      },
    ];
  });
}

function unreachable(program: string): string {
  return `${program} listens on 127.0.0.1 here, where nothing outside of the container reaches it; add a host of 0.0.0.0.`;
}

function hostFix({ run }: StartCommand, form: StartCommand['form'], { host }: Server): CheckFix[] {
  const [option] = host;
  const end = run.args.at(-1)?.end ?? run.at.end;
  if (option === undefined || form === 'opaque') return [];
  const text = form === 'exec' ? `, "${option}", "0.0.0.0"` : ` ${option} 0.0.0.0`;
  return [fix('listen-everywhere', 'Listen on 0.0.0.0', insertAt(end, text))];
}

/** Hosts that servers read from the environment. */
const hostVariables =
  /^(?:UVICORN_HOST|GRANIAN_HOST|FLASK_RUN_HOST|STREAMLIT_SERVER_ADDRESS|GRADIO_SERVER_NAME|OLLAMA_HOST|HOST)$/;

function loopbackSettings({ file }: RuleInput): Found[] {
  return assignments(file, 'ENV').flatMap(({ name, value, word, instruction }): Found[] => {
    const host = (value ?? '').replace(/^https?:\/\//, '').replace(/:\d+$/, '');
    // OLLAMA_HOST is also where a client looks, next to a server of its own.
    const isServer = name !== 'OLLAMA_HOST' || /ollama/.test(file.stages.at(-1)?.reference ?? '');
    if (!hostVariables.test(name) || !isLoopback(host) || !isServer || !isInFinalImage(file, instruction))
      return [];
    const raw = file.text.slice(word.start, word.end);
    const fixes = [
      fix('listen-everywhere', 'Listen on 0.0.0.0', replace(word, raw.replace(host, '0.0.0.0'))),
    ];
    return [
      {
        ...placeOf(word),
        message: `${name} is 127.0.0.1, where nothing outside of the container reaches the server; use 0.0.0.0.`,
        fixes,
      },
    ];
  });
}
