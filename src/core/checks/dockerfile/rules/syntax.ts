import { validate, ValidationCode, ValidationSeverity } from 'dockerfile-utils';
import { lineStarts } from '../../suppress.ts';
import { fix, replace } from '../edits.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { DockerRule, Found } from '../rule.ts';
import { execForm } from '../shell/execForm.ts';

/** The validator looks variables up by walking back, so that its time grows with the square of their number. */
const mostVariables = 1_500;
const longestText = 256 * 1024;

/** What rules of ours say better, or what is style. */
const settings = {
  deprecatedMaintainer: ValidationSeverity.IGNORE,
  directiveCasing: ValidationSeverity.IGNORE,
  emptyContinuationLine: ValidationSeverity.IGNORE,
  instructionCasing: ValidationSeverity.IGNORE,
  instructionCmdMultiple: ValidationSeverity.IGNORE,
  instructionEntrypointMultiple: ValidationSeverity.IGNORE,
  instructionHealthcheckMultiple: ValidationSeverity.IGNORE,
  instructionJSONInSingleQuotes: ValidationSeverity.IGNORE,
  instructionWorkdirRelative: ValidationSeverity.IGNORE,
};

/** Lines of Jinja, ERB and the like: such a file becomes a Dockerfile later. */
const isTemplate = /^[ \t]*(?:\{%|\{\{|<%)/m;

/** Newer than the validator, or found by rules of ours. */
const left: ReadonlySet<unknown> = new Set([
  ValidationCode.UNKNOWN_ADD_FLAG,
  ValidationCode.UNKNOWN_COPY_FLAG,
  ValidationCode.INVALID_PORT,
]);

/** What no builder reads. */
export const syntax: DockerRule = {
  id: 'syntax',
  severity: 'error',
  find: ({ file }) => {
    if (
      isTemplate.test(file.text) ||
      file.text.length > longestText ||
      countVariables(file.text) > mostVariables
    )
      return [];
    const starts = lineStarts(file.text);
    return validate(file.text, settings)
      .filter(
        ({ code, range }) =>
          !left.has(code) && !(code === ValidationCode.INVALID_DESTINATION && isFolder(file, starts, range)),
      )
      .map(({ range, message }) => ({
        start: (starts[range.start.line] ?? 0) + range.start.character,
        end: (starts[range.end.line] ?? 0) + range.end.character,
        message: `${(typeof message === 'string' ? message : message.value).replace(/\.?$/, '')}, so the image cannot be built; correct it.`,
      }));
  },
  bad: [
    'FROM python:3.12-slim\nRUM pip list\n',
    'FROM\n',
    'FROM python:3.12-slim\nCOPY app.py\n',
    'FROM python:3.12-slim\nHEALTHCHECK --interval=soon CMD ["true"]\n',
  ],
  good: [
    '# syntax=docker/dockerfile:1\nFROM python:3.12-slim\nRUN <<EOF\nset -e\nRUM\nEOF\n',
    'FROM python:3.12-slim\nCOPY --link --parents --exclude=*.md a b/\nCOPY a b .\nCOPY a b $DIR\n',
    '# escape=`\nFROM python:3.12-slim\nRUN a `\n  && b\n',
    'FROM python:3.12-slim\nONBUILD COPY . /app\n',
    'FROM python:3.12-slim\n{%- if web %}\nEXPOSE 80\n{%- endif %}\n',
  ],
};

/** `CMD ['a']` is no JSON: a shell gets it as it stands. */
export const singleQuotes: DockerRule = {
  id: 'exec-form-quotes',
  severity: 'error',
  find: ({ file }) => file.instructions.flatMap((each) => singleQuoted(file, each)),
  bad: ["FROM python:3.12-slim\nCMD ['python', 'app.py']\n", "FROM a:1\nENTRYPOINT ['serve']\n"],
  good: [
    'FROM python:3.12-slim\nCMD ["python", "app.py"]\n',
    "FROM python:3.12-slim\nRUN [ 'a' = 'b' ] || true\n",
  ],
};

function singleQuoted(file: Dockerfile, instruction: Dockerfile['instructions'][number]): Found[] {
  const { keyword, args, json } = instruction;
  if (json || !['CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME'].includes(keyword)) return [];
  const text = file.masked.slice(args.start, args.end);
  if (!/^\[\s*'[^']*'(?:\s*,\s*'[^']*')*\s*,?\s*\]$/.test(text)) return [];
  const values = [...text.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
  return [
    {
      ...args,
      message: `${keyword} takes JSON, and JSON has double quotes: as it stands a shell runs the brackets; use "…".`,
      fixes: [fix('use-double-quotes', 'Use double quotes', replace(args, execForm(values)))],
    },
  ];
}

/** `.` and a variable are folders to the builder as well. */
function isFolder(
  { text }: Dockerfile,
  starts: readonly number[],
  { start }: { start: { line: number; character: number } },
): boolean {
  return /^(?:\S*\/)?\.{1,2}(?:\s|$)|^\S*\$/.test(
    text.slice(
      (starts[start.line] ?? 0) + start.character,
      (starts[start.line] ?? 0) + start.character + 300,
    ),
  );
}

function countVariables(text: string): number {
  let count = 0;
  for (let at = text.indexOf('$'); at >= 0 && count <= mostVariables; at = text.indexOf('$', at + 1)) count++;
  return count;
}
