import { isInFinalImage, type Dockerfile, type Instruction } from '../dockerfile.ts';
import { fix, insertAt, removeInstruction, removeWord, replace } from '../edits.ts';
import { startCommands } from '../facts/startCommand.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found } from '../rule.ts';
import { commandsOf, execScript } from '../shell/commands.ts';
import { endsInExec, execPlace, toExecForm } from '../shell/execForm.ts';
import { assignments } from './secretValues.ts';

export const shellForm: DockerRule = {
  id: 'shell-form',
  severity: 'warning',
  hadolint: ['DL3025'],
  find: ({ file }) =>
    file.stages.flatMap(({ instructions }) => {
      const shell = instructions
        .findLast(({ keyword }) => keyword === 'SHELL')
        ?.json?.map(({ value }) => value) ?? ['sh', '-c'];
      if (file.escape === '`' || /powershell|pwsh|cmd(?:\.exe)?$/i.test(shell[0] ?? '')) return [];
      return instructions
        .filter(
          ({ keyword, json, words }) =>
            (keyword === 'CMD' || keyword === 'ENTRYPOINT') && !json && words.length > 0,
        )
        .filter(
          (each) => !file.masked.startsWith('[', each.args.start) && !endsInExec(commandsOf(file, each)),
        )
        .map((each) => shellFormFound(file, each, shell));
    }),
  bad: [
    'FROM python:3.12-slim\nCMD uvicorn app.main:app --host 0.0.0.0 --port 8080\n',
    'FROM python:3.12-slim\nCMD uvicorn app:app --port $PORT\n',
    'FROM python:3.12-slim\nCMD alembic upgrade head && gunicorn -b ":${PORT:-8080}" app:app\n',
    'FROM python:3.12-slim\nENTRYPOINT python -c \'print("a b")\'\n',
    'FROM python:3.12-slim\nCMD DEBUG=1 python app.py\n',
    'FROM python:3.12-slim\nCMD python app.py | tee log\n',
    'FROM python:3.12-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD python $A\n',
    'FROM python:3.12-slim\nCMD python \\\n    -m app \\\n    --name "two words"\n',
  ],
  good: [
    'FROM python:3.12-slim\nCMD ["uvicorn", "app.main:app"]\n',
    'FROM python:3.12-slim\nCMD exec gunicorn --bind :$PORT app:app\n',
    'FROM python:3.12-slim\nCMD migrate && exec serve\n',
    '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nCMD ping localhost\n',
  ],
};

function shellFormFound(file: Dockerfile, instruction: Instruction, shell: readonly string[]): Found {
  const text = toExecForm(file, instruction, shell);
  const title =
    text.startsWith('["sh"') || text.startsWith('["/')
      ? 'Use the exec form with exec in the shell'
      : 'Use the exec form';
  return {
    ...placeOf(instruction),
    message: `A shell is process 1 here and passes no signals on, so that the server is killed instead of stopped; use the exec form.`,
    fixes: [{ ...fix('use-exec-form', title, replace(instruction.args, text)), preferred: true }],
  };
}

export const shellWithoutExec: DockerRule = {
  id: 'shell-without-exec',
  severity: 'information',
  find: ({ file }) =>
    file.instructions.flatMap((instruction): Found[] => {
      const { keyword, json } = instruction;
      const script = (keyword === 'CMD' || keyword === 'ENTRYPOINT') && json ? execScript(json) : undefined;
      if (!script) return [];
      const commands = commandsOf(file, instruction);
      const place = execPlace(file, instruction, commands);
      if (!place || endsInExec(commands)) return [];
      const isOpaque = place.start === script.start;
      const message =
        'The shell stays in front of the server and may keep signals from it; put exec before the command.';
      return [
        {
          ...placeOf(script),
          message,
          fixes: isOpaque
            ? []
            : [fix('add-exec', 'Put exec before the command', insertAt(place.start, place.text))],
        },
      ];
    }),
  bad: [
    'FROM python:3.12-slim\nCMD ["sh", "-c", "uvicorn app:app --port ${PORT:-8080}"]\n',
    'FROM python:3.12-slim\nENTRYPOINT ["/bin/bash", "-lc", "migrate && A=1 serve"]\n',
    'FROM python:3.12-slim\nCMD ["sh", "-c", "serve \\"a b\\""]\n',
  ],
  good: [
    'FROM python:3.12-slim\nCMD ["sh", "-c", "exec uvicorn app:app --port ${PORT:-8080}"]\n',
    'FROM python:3.12-slim\nCMD ["sh", "-c", "for i in 1 2; do serve $i; done"]\n',
    'FROM python:3.12-slim\nCMD ["sh", "start.sh"]\n',
  ],
};

export const developmentServer: DockerRule = {
  id: 'development-server',
  severity: 'warning',
  inProductionOnly: true,
  find: ({ file }) => [...developingServers(file), ...debugSettings(file)],
  bad: [
    'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--reload"]\n',
    'FROM python:3.12-slim\nCMD ["fastapi", "dev", "--host", "0.0.0.0", "app.py"]\n',
    'FROM python:3.12-slim\nCMD ["flask", "run", "--host=0.0.0.0"]\n',
    'FROM python:3.12-slim\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8080"]\n',
    'FROM python:3.12-slim\nENV FLASK_DEBUG=1\nCMD ["gunicorn", "app:app"]\n',
    'FROM node:22-slim\nCMD ["npm", "run", "dev"]\n',
    'FROM python:3.12-slim\nCMD exec uvicorn app:app --host 0.0.0.0 --reload --port $PORT\n',
  ],
  good: [
    'FROM python:3.12-slim\nCMD ["fastapi", "run", "app.py"]\n',
    'FROM python:3.12-slim AS development\nCMD ["fastapi", "dev", "app.py"]\n',
    'FROM python:3.12-slim\nENV FLASK_DEBUG=0\nCMD ["gunicorn", "app:app"]\n',
  ],
};

function developingServers(file: Dockerfile): Found[] {
  return startCommands(file).flatMap(({ run, form }): Found[] => {
    const { program, args } = run;
    const reload = args.find(({ value }) => value === '--reload' || value === '--debug');
    const action = args.find(({ value }) => !value.startsWith('-'));
    const span = { start: run.at.start, end: action?.end ?? run.at.end };
    if (reload && /^(?:uvicorn|gunicorn|fastapi|granian|hypercorn)$/.test(program)) {
      const end = reload.end;
      const fixes =
        form === 'opaque'
          ? []
          : [
              fix(
                'remove-reload',
                `Remove ${reload.value}`,
                removeListed(file, { start: reload.start, end }),
              ),
            ];
      return [
        {
          ...placeOf(reload),
          message: `${reload.value} is for development: it watches files, and doubles the processes; remove it.`,
          fixes,
        },
      ];
    }
    if (program === 'fastapi' && action?.value === 'dev') {
      const raw = file.text.slice(action.start, action.end);
      const fixes =
        form === 'opaque'
          ? []
          : [fix('use-fastapi-run', 'Use fastapi run', replace(action, raw.replace('dev', 'run')))];
      return [{ ...span, message: 'fastapi dev is for development; use fastapi run.', fixes }];
    }
    const instead = developmentProgram(
      program,
      args.map(({ value }) => value),
    );
    return instead === undefined
      ? []
      : [
          {
            ...span,
            message: `This server is for development and answers one request after the other; use ${instead}.`,
          },
        ];
  });
}

function developmentProgram(program: string, args: readonly string[]): string | undefined {
  if (program === 'flask' && args.includes('run')) return 'gunicorn';
  if (args.includes('runserver') && [program, ...args].some((word) => /manage\.py$/.test(word)))
    return 'gunicorn or uvicorn';
  if (
    /^(?:npm|pnpm|yarn|bun)$/.test(program) &&
    args.some((word) => /^(?:dev|develop|start:dev|serve:dev)$/.test(word))
  )
    return 'a build and node';
  return program === 'nodemon' ? 'node' : undefined;
}

function debugSettings(file: Dockerfile): Found[] {
  return assignments(file, 'ENV')
    .filter(
      ({ name, value, instruction }) =>
        isInFinalImage(file, instruction) &&
        ((name === 'FLASK_DEBUG' && /^(?:1|true|on)$/i.test(value ?? '')) ||
          (name === 'FLASK_ENV' && value === 'development')),
    ) // prettier-ignore
    .map(({ instruction, word, name }) => ({
      ...placeOf(word),
      message: `${name} turns the debugger on, with which anybody runs code in the container; remove it.`,
      fixes: [
        fix(
          'remove-debug',
          `Remove ${name}`,
          instruction.words.length === 1 ? removeInstruction(file, instruction) : removeWord(file, word),
        ),
      ],
    }));
}

/** Takes out a word, in JSON with the comma before it. */
function removeListed(file: Dockerfile, word: { start: number; end: number }): ReturnType<typeof replace> {
  const isJson = file.masked.charAt(word.start) === '"';
  if (!isJson) return removeWord(file, word);
  let start = word.start;
  while (start > 0 && /[\s,]/.test(file.masked.charAt(start - 1))) start--;
  return replace({ start, end: word.end }, '');
}

export const manyWorkers: DockerRule = {
  id: 'model-per-worker',
  severity: 'information',
  find: (input) => {
    if (!loadsModel(input.file, input.context)) return [];
    return startCommands(input.file).flatMap(({ run, server }): Found[] => {
      const at = run.args.findIndex(
        ({ value }) =>
          server?.workers?.some((name) => value === name || value.startsWith(`${name}=`)) === true,
      );
      const word = run.args[at];
      if (!word) return [];
      const count = word.value.includes('=') ? word.value.split('=')[1] : run.args[at + 1]?.value;
      if (!/^\d+$/.test(count ?? '') || Number(count) < 2) return [];
      return [
        {
          ...placeOf(word),
          message: `Each of the ${count ?? ''} workers loads the model for itself, and memory with it; one worker with more instances is cheaper.`,
        },
      ];
    });
  },
  bad: [
    'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch fastapi\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--workers", "4"]\n',
    {
      dockerfile: 'FROM python:3.12-slim\nCMD ["gunicorn", "-w", "4", "app:app"]\n',
      files: { 'requirements.txt': 'transformers==5.0\n' },
    },
  ],
  good: [
    'FROM python:3.12-slim\nRUN pip install torch\nCMD ["uvicorn", "app:app", "--workers", "1"]\n',
    'FROM python:3.12-slim\nRUN pip install flask\nCMD ["gunicorn", "--workers=4", "app:app"]\n',
  ],
};

const modelPackage =
  /(?:^|[\s"'\[,])(?:torch|transformers|sentence-transformers|vllm|llama-cpp-python|tensorflow|onnxruntime|diffusers)(?=$|[\s"'\],=<>~!;[])/m;

function loadsModel(
  file: Dockerfile,
  { paths, text }: { readonly paths: readonly string[]; readonly text: (path: string) => string | undefined },
): boolean {
  const beside = ['requirements.txt', 'pyproject.toml'].filter((path) => paths.includes(path));
  return [file.masked, ...beside.map((path) => text(path) ?? '')].some((each) =>
    modelPackage.test(each.slice(0, 200_000)),
  );
}
