import { credentialName } from '../../../secrets/contextual/credentialName.ts';
import { standsForSecret } from '../../../secrets/engine/placeholder.ts';
import { finalChain, type Dockerfile, type Instruction, type Word } from '../dockerfile.ts';
import { fix, insertAt, removeInstruction, removeWord } from '../edits.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found } from '../rule.ts';
import type { CheckEdit, CheckFix } from '../../check.ts';

/** `NAME=value` of ENV, ARG or LABEL, also in the old form `ENV NAME value`. */
export interface Assignment {
  readonly instruction: Instruction;
  readonly name: string;
  readonly value: string | undefined;
  readonly word: Word;
}

/** All that ENV and ARG assign, in the order of the text. */
export function assignments(file: Dockerfile, ...keywords: readonly string[]): readonly Assignment[] {
  return file.instructions.flatMap((instruction) => {
    const { keyword, words, args } = instruction;
    const [first] = words;
    if (!keywords.includes(keyword) || !first) return [];
    if (keyword === 'ENV' && !first.value.includes('=')) {
      const value = file.masked.slice(first.end, args.end).trim();
      return [{ instruction, name: first.value, value, word: { ...args, value } }];
    }
    return words.map((word) => {
      const equals = word.value.indexOf('=');
      const name = equals < 0 ? word.value : word.value.slice(0, equals);
      return { instruction, name, value: equals < 0 ? undefined : word.value.slice(equals + 1), word };
    });
  });
}

/** How the tokens of well-known services begin; the secret lint knows many more. */
const tokenStart =
  /^(?:sk-[\w-]{16}|hf_[A-Za-z]{16}|AIza[\w-]{20}|gh[pousr]_\w{20}|github_pat_|glpat-|nvapi-|xox[abp]-|ya29\.|AKIA[A-Z\d]{12}|-----BEGIN)/;

/** Words that say that a value is not one: `none`, `build`, `ignored`. */
const noValue =
  /^(?:none|null|nil|undefined|empty|unset|unused|not[-_ ]?(?:used|set|needed|required)|build(?:[-_ ]?(?:time|only))?|ignored?|test(?:ing)?|secret|password|token|key|true|false|\d{1,3}|)$/i;

function isSecretValue(name: string, value: string): boolean {
  if (value.includes('$') || value.startsWith('/') || standsForSecret(value) !== undefined) return false;
  if (tokenStart.test(value)) return true;
  return credentialName(name)?.clear === true && !noValue.test(value) && !/^(?:https?|file):\/\//.test(value);
}

export const secretInEnv: DockerRule = {
  id: 'secret-in-env',
  severity: 'warning',
  find: ({ file }) =>
    assignments(file, 'ENV', 'ARG')
      .filter(({ name, value }) => value !== undefined && isSecretValue(name, value))
      .map(({ instruction, name, word }) => ({
        ...placeOf(word),
        message: `The value of ${shown(name)} stays in the image and its history; take it out, revoke it, and give it at run time from Secret Manager.`,
        fixes: [fix('remove-secret', `Remove ${shown(name)}`, removeAssignment(file, instruction, word))],
      })),
  bad: [
    'FROM python:3.12-slim\nENV OPENAI_API_KEY=9f2c71d0aa41\n',
    'FROM python:3.12-slim\nENV A=1 DB_PASSWORD="hunter 2x" B=2\n',
    'FROM python:3.12-slim\nENV SECRET_KEY s3cr3tv4lue\n',
    'FROM python:3.12-slim\nARG NPM_TOKEN=4d7e0c11b2\n',
  ],
  good: [
    'FROM python:3.12-slim\nENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=512 HF_TOKEN_PATH=/run/secrets/hf\n',
    'FROM python:3.12-slim\nENV SECRET_KEY=changeme API_KEY= PASSWORD=$PASSWORD\n',
    'FROM python:3.12-slim\nENV API_KEY_HEADER=X-Api-Key\n',
  ],
};

/** The whole instruction where it assigns nothing else. */
function removeAssignment(file: Dockerfile, instruction: Instruction, word: Word): CheckEdit {
  const isAlone = instruction.words.length === 1 || word.start === instruction.args.start && word.end === instruction.args.end; // prettier-ignore
  return isAlone ? removeInstruction(file, instruction) : removeWord(file, word);
}

/** Arguments for which a fix is worked out, each by a walk over the file. */
const mostFixes = 20;

export const secretBuildArgument: DockerRule = {
  id: 'secret-build-arg',
  severity: 'warning',
  find: ({ file }) =>
    assignments(file, 'ARG')
      .filter(({ name, value }) => credentialName(name)?.clear === true && (value ?? '') === '')
      .map((assignment, index) => ({
        ...placeOf(assignment.word),
        message: `Build arguments stay in the history of the image: give ${shown(assignment.name)} to the step that needs it by RUN --mount=type=secret.`,
        fixes: index < mostFixes ? mountInstead(file, assignment) : [],
      })),
  bad: [
    'FROM python:3.12-slim\nARG HF_TOKEN\nRUN hf download acme/model --token $HF_TOKEN\n',
    'FROM python:3.12-slim\nARG A\nARG PIP_PASSWORD=\nRUN true\n',
    'ARG GITHUB_TOKEN\nFROM python:3.12-slim\nARG GITHUB_TOKEN\nRUN a && b ${GITHUB_TOKEN}\n',
  ],
  good: [
    'FROM python:3.12-slim\nARG TOKENIZER\nARG VERSION\nARG SECRET_NAME\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=HF_TOKEN cat /run/secrets/HF_TOKEN | hf auth login\n',
  ],
};

/** Steps that use the argument read the secret instead. None where it also goes into ENV or another stage's text. */
function mountInstead(file: Dockerfile, { instruction, name, word }: Assignment): CheckFix[] {
  const uses = file.instructions.filter(
    (each) =>
      each.start > instruction.start && each.stage === instruction.stage && mentions(file, each, name),
  );
  const canMount = uses.every(
    ({ keyword, json, heredocs }) => keyword === 'RUN' && !json && heredocs.length === 0,
  );
  if (!canMount || !/^\w+$/.test(name)) return [];
  const edits = uses.flatMap(({ args }) => [
    insertAt(args.start, `--mount=type=secret,id=${name} export ${name}="$(cat /run/secrets/${name})" && `),
  ]);
  const title = uses.length > 0 ? `Mount ${name} as a secret` : `Remove ${name}`;
  return [fix('mount-secret', title, removeAssignment(file, instruction, word), ...edits)];
}

function mentions(file: Dockerfile, { start, end }: Instruction, name: string): boolean {
  const text = file.masked.slice(start, end);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (/\$\{?$/.test(text.slice(Math.max(0, at - 2), at)) && !/\w/.test(text.charAt(at + name.length)))
      return true;
  return false;
}

export const keyFileInImage: DockerRule = {
  id: 'key-file-in-image',
  severity: 'warning',
  inProductionOnly: true,
  find: ({ file }) => {
    const inImage = new Set(finalChain(file).map(({ index }) => index));
    return assignments(file, 'ENV')
      .filter(
        ({ name, value, instruction }) =>
          name === 'GOOGLE_APPLICATION_CREDENTIALS' && isKeyPath(value) && inImage.has(instruction.stage),
      )
      .map(({ instruction, word }): Found => ({
        ...placeOf(word),
        message:
          'The image expects a service account key; leave the variable out, and let the service run as a service account of its own.',
        fixes: [
          fix(
            'remove-key-file',
            'Remove GOOGLE_APPLICATION_CREDENTIALS',
            removeAssignment(file, instruction, word),
          ),
        ],
      }));
  },
  bad: [
    'FROM python:3.12-slim\nENV GOOGLE_APPLICATION_CREDENTIALS=/app/key.json\n',
    'FROM python:3.12-slim\nENV A=1 GOOGLE_APPLICATION_CREDENTIALS=/secrets/sa.json\n',
    'FROM python:3.12-slim\nENV GOOGLE_APPLICATION_CREDENTIALS /app/key.json\n',
  ],
  good: [
    'FROM python:3.12-slim\nENV GOOGLE_CLOUD_PROJECT=acme\n',
    'FROM python:3.12-slim\nENV GOOGLE_APPLICATION_CREDENTIALS=\n',
  ],
};

function isKeyPath(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !value.startsWith('$');
}

function shown(name: string): string {
  return name.slice(0, 60);
}
