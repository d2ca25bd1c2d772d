import { folderOf } from '../../checkKind.ts';
import { suggestion } from '../../../guide/file/suggestion.ts';
import { flagOf, isInFinalImage, type Dockerfile, type Instruction } from '../dockerfile.ts';
import { fix, replace } from '../edits.ts';
import { join } from '../facts/buildContext.ts';
import { copiedSources, copyOperands, type CopiedSource } from '../facts/copiedSources.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';

/** What no image needs: for a project of any language, and above all what is secret or large. */
const ignoreFile = `# What the image does not need, or must not hold.
.git
.github
.venv
venv
__pycache__
*.pyc
.pytest_cache
.mypy_cache
.ruff_cache
node_modules
.env
.env.*
!.env.example
gha-creds-*.json
*.pem
*.key
*.safetensors
*.gguf
Dockerfile*
.dockerignore
`;

export const copyWithoutIgnore: DockerRule = {
  id: 'copy-all-without-ignore',
  severity: 'warning',
  inProductionOnly: true,
  find: ({ file, build, context }) => {
    if (context.paths.length === 0 || build?.ignoreFile) return [];
    const root = build?.root ?? folderOf(file.path);
    const hasOne = context.paths.some(
      (path) => path === join(root, '.dockerignore') || path === '.dockerignore',
    );
    const all = copiedSources(file).find(
      ({ instruction, path }) => instruction.keyword !== 'RUN' && path === '',
    );
    if (!all || hasOne) return [];
    const path = join(root, '.dockerignore');
    return [
      {
        ...placeOf(all.word),
        ...(isInFinalImage(file, all.instruction) ? {} : { severity: 'information' as const }),
        message:
          'Without a .dockerignore this also takes .git, .env and virtual environments along; add one.',
        fixes: [
          {
            ...fix('create-dockerignore', `Create ${path}`),
            creates: [{ path, text: ignoreFile }],
            preferred: true,
          },
        ],
      },
    ];
  },
  bad: [
    { dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n', files: { 'app.py': '' } },
    { dockerfile: 'FROM python:3.12-slim\nADD ./ /app/\n', files: { 'app.py': '' } },
  ],
  good: [
    { dockerfile: 'FROM python:3.12-slim\nCOPY . .\n', files: { '.dockerignore': '.git\n' } },
    { dockerfile: 'FROM python:3.12-slim\nCOPY . .\n', files: { 'Dockerfile.dockerignore': '.git\n' } },
    { dockerfile: 'FROM a:1 AS b\nFROM c:1\nCOPY --from=b . .\nCOPY app app\n', files: { 'app/a.py': '' } },
  ],
};

const lockFiles = new Set(['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'pylock.toml']); // prettier-ignore
const lockCommands: Readonly<Record<string, string>> = {
  'uv.lock': 'uv lock',
  'poetry.lock': 'poetry lock',
  'pdm.lock': 'pdm lock',
  'Pipfile.lock': 'pipenv lock',
  'package-lock.json': 'npm install',
};

export const copyMissing: DockerRule = {
  id: 'copy-missing',
  severity: 'error',
  find: (input) =>
    missingSources(input)
      .filter(({ path }) => !lockFiles.has(nameOf(path)))
      .map(({ word, path, instruction }) => ({
        ...placeOf(word),
        ...(isWritten(path) ? {} : { severity: 'information' as const }),
        message: `There is no ${path.slice(0, 100)} to ${instruction.keyword === 'RUN' ? 'mount' : 'copy'}, so the build stops here; correct the path or make the file.${nearest(path, input)}`,
        fixes: nearestFix(path, word, input),
      })),
  bad: [
    {
      dockerfile: 'FROM a:1\nCOPY requirement.txt .\nCOPY app.py .\n',
      files: { 'requirements.txt': '', 'app.py': '' },
    },
    { dockerfile: 'FROM a:1\nCOPY src/ /src/\n', files: { 'app.py': '' } },
    {
      dockerfile: 'FROM a:1\nRUN --mount=type=bind,source=req.txt,target=/r cat /r\n',
      files: { 'app.py': '' },
    },
  ],
  good: [
    {
      dockerfile: 'FROM a:1\nCOPY requirements*.txt ./\nCOPY ["app.py", "/app/"]\nCOPY $X /x\n',
      files: { 'requirements.txt': '', 'app.py': '' },
    },
    {
      dockerfile: 'FROM a:1\nCOPY dist/app.whl generated.json ./\n',
      files: { '.gitignore': 'generated.json\n' },
    },
    {
      dockerfile: 'FROM a:1\nCOPY <<EOF /etc/motd\nhello\nEOF\nADD https://example.com/a.tgz /a\n',
      files: { 'app.py': '' },
    },
    'FROM a:1\nCOPY anything.txt .\n',
  ],
};

export const missingLock: DockerRule = {
  id: 'missing-lock-file',
  severity: 'error',
  find: (input) =>
    missingSources(input)
      .filter(({ path }) => lockFiles.has(nameOf(path)))
      .map(({ word, path }) => {
        const command = lockCommands[nameOf(path)];
        const remedy = command === undefined ? 'make it and commit it' : `run ${command} and commit it`;
        return {
          ...placeOf(word),
          message: `There is no ${path.slice(0, 100)}, so the build stops here; ${remedy}.`,
        };
      }),
  bad: [
    { dockerfile: 'FROM a:1\nCOPY pyproject.toml uv.lock ./\n', files: { 'pyproject.toml': '' } },
    {
      dockerfile: 'FROM a:1\nRUN --mount=type=bind,source=uv.lock,target=/app/uv.lock uv sync --locked\n',
      files: { 'pyproject.toml': '' },
    },
  ],
  good: [
    {
      dockerfile: 'FROM a:1\nCOPY pyproject.toml uv.lock ./\n',
      files: { 'pyproject.toml': '', 'uv.lock': '' },
    },
    { dockerfile: 'FROM a:1\nCOPY pyproject.toml uv.loc[k] ./\n', files: { 'pyproject.toml': '' } },
  ],
};

/** What people write; a folder or a program without an ending may be made by what runs before the build. */
function isWritten(path: string): boolean {
  return /\.(?:py|toml|txt|in|cfg|ini|ya?ml|json|lock|[cm]?[jt]sx?|go|mod|sum|rs|rb|java|kts?|gradle|cs(?:proj)?|sln|sh|conf|html|css|md|sql|proto)$/i.test(
    path,
  );
}

function missingSources({ file, build }: RuleInput): readonly CopiedSource[] {
  if (!build) return [];
  // A pattern that may match nothing, such as `uv.loc[k]`, is how an optional file is copied.
  return copiedSources(file).filter(
    ({ path, among }) => !build.has(path) && !(among > 1 && /[*?[]/.test(path)),
  );
}

function nearest(path: string, { build }: RuleInput): string {
  return suggestion(path, (build?.files() ?? []).slice(0, 400));
}

function nearestFix(path: string, word: CopiedSource['word'], input: RuleInput): ReturnType<typeof fix>[] {
  const other = /"(.*)"\?$/.exec(nearest(path, input))?.[1];
  if (other === undefined || /[\s"'$\\]/.test(other)) return [];
  const isQuoted = /^["']/.test(input.file.masked.slice(word.start));
  return [fix('use-existing', `Use ${other}`, replace(word, isQuoted ? JSON.stringify(other) : other))];
}

export const copyIgnored: DockerRule = {
  id: 'copy-ignored',
  severity: 'error',
  find: ({ file, build }) =>
    copiedSources(file)
      .filter(({ path }) => build?.leavesOut(path) === true)
      .map(({ word, path }) => ({
        ...placeOf(word),
        message: `${path.slice(0, 100)} is left out by ${build?.ignoreFile?.path ?? '.dockerignore'}, so the build stops here; let it in there with !${path.slice(0, 100)}.`,
      })),
  bad: [
    {
      dockerfile: 'FROM a:1\nCOPY app.py /app/\n',
      files: { '.dockerignore': '**\n!src\n', 'app.py': '', 'src/a.py': '' },
    },
    { dockerfile: 'FROM a:1\nCOPY docs /docs\n', files: { '.dockerignore': 'docs/\n', 'docs/a.md': '' } },
  ],
  good: [
    {
      dockerfile: 'FROM a:1\nCOPY app /app\nCOPY main.py .\n',
      files: { '.dockerignore': '**\n!app/**\n!*.py\n', 'app/a/b.py': '', 'main.py': '' },
    },
    {
      dockerfile: 'FROM a:1\nCOPY docs /docs\n',
      files: { '.dockerignore': '# docs\n*.log\n', 'docs/a.md': '' },
    },
  ],
};

export const addRemote: DockerRule = {
  id: 'add-remote',
  severity: 'warning',
  find: ({ file }) =>
    added(file)
      .filter(
        ({ instruction, value }) =>
          /^https?:\/\//i.test(value) && !/\.git(?:[#?]|$)/.test(value) && !flagOf(instruction, 'checksum'),
      )
      .map(({ word }) => ({
        ...placeOf(word),
        message: 'What this address gives goes into the image unchecked; add --checksum=sha256:… to ADD.',
      })),
  bad: [
    'FROM a:1\nADD https://example.com/model.bin /models/\n',
    'FROM a:1\nADD --chmod=755 http://example.com/a.sh /a.sh\n',
  ],
  good: [
    'FROM a:1\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a /a\n',
    'FROM a:1\nADD https://github.com/acme/app.git#v1 https://github.com/acme/b.git?ref=v1 /src/\n',
  ],
};

export const addLocal: DockerRule = {
  id: 'add-instead-of-copy',
  severity: 'information',
  hadolint: ['DL3020'],
  find: ({ file }) => {
    const byInstruction = Map.groupBy(added(file), ({ instruction }) => instruction);
    return [...byInstruction].flatMap(([instruction, sources]): Found[] => {
      if (
        instruction.flags.some(
          ({ name }) => name === 'checksum' || name === 'keep-git-dir' || name === 'unpack',
        )
      )
        return [];
      if (
        sources.some(({ value }) =>
          /^(?:[a-z][\w+.-]*:\/\/|git@)|\$|\.(?:tar|tgz|tbz2?|txz|gz|bz2|xz|zst)\b|\.tar\.|[*?[]/i.test(
            value,
          ),
        )
      )
        return [];
      const keyword = { start: instruction.start, end: instruction.keywordEnd };
      return [
        {
          ...keyword,
          message: 'COPY does what this ADD does and nothing else, such as unpacking; use it.',
          fixes: [fix('use-copy', 'Use COPY', replace(keyword, 'COPY'))],
        },
      ];
    });
  },
  bad: ['FROM a:1\nADD app.py /app/\n', 'FROM a:1\nADD --chown=app:app . /app\n'],
  good: ['FROM a:1\nADD rootfs.tar.xz /\n', 'FROM a:1\nADD $SOURCE /a\n', 'FROM a:1\nCOPY a b\n'],
};

function added(
  file: Dockerfile,
): { instruction: Instruction; word: { start: number; end: number }; value: string }[] {
  return file.instructions
    .filter(({ keyword }) => keyword === 'ADD')
    .flatMap((instruction) =>
      copyOperands(instruction).sources.map((word) => ({ instruction, word, value: word.value })),
    );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
