import type { Dockerfile, Instruction, Word } from '../dockerfile.ts';
import { fix, removeInstruction, removeWord } from '../edits.ts';
import { copiedSources, mountOptions } from '../facts/copiedSources.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';

/** Files that hold secrets, by their names; those that only show the form are not meant. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist|test|ci|schema|defaults?)[\w-]+)*|\.netrc|_netrc|\.pypirc|\.pgpass|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)|application_default_credentials\.json|client_secrets?[\w.-]*\.json|(?:[\w-]*[_-])?service[_-]?account(?:[_-]?key)?\.json|(?:gcp[_-])?sa(?:[_-]key)?\.json|(?:[\w-]*[_-])?(?:key|keyfile|credentials?)\.json|gha-creds-[\w*]+\.json|[\w-]+\.(?:p12|pfx|jks|keystore|ppk)|[\w-]*private[\w-]*\.(?:pem|key)|kubeconfig)$/i;
const secretFolder = /(?:^|\/)(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.config\/gcloud)(?:\/|$)/i;

export function isSecretFile(path: string): boolean {
  return secretFile.test(path) || secretFolder.test(path);
}

export const secretFileCopied: DockerRule = {
  id: 'secret-file-copied',
  severity: 'warning',
  find: (input) => [...namedSecrets(input), ...sweptSecrets(input)],
  bad: [
    'FROM python:3.12-slim\nCOPY .env /app/.env\n',
    'FROM python:3.12-slim\nCOPY main.py service-account.json /app/\n',
    'FROM python:3.12-slim\nADD id_rsa /root/.ssh/id_rsa\n',
    'FROM python:3.12-slim\nCOPY ["key.json", "/app/"]\n',
    {
      dockerfile: 'FROM python:3.12-slim\nCOPY . /app\n',
      files: { '.dockerignore': '.git\n', '.env': '', 'app.py': '' },
    },
  ],
  good: [
    'FROM python:3.12-slim\nCOPY .env.example tokenizer.json package.json /app/\n',
    'FROM python:3.12-slim\nRUN --mount=type=bind,source=.env,target=/tmp/.env true\n',
    {
      dockerfile: 'FROM python:3.12-slim\nCOPY . /app\n',
      files: { '.dockerignore': '.env*\n', '.env': '', 'app.py': '' },
    },
  ],
};

function namedSecrets({ file }: RuleInput): Found[] {
  return copiedSources(file)
    .filter(({ instruction, path }) => instruction.keyword !== 'RUN' && isSecretFile(path))
    .map(({ instruction, word, among, path }) => ({
      ...placeOf(word),
      message: `${path.slice(0, 80)} holds secrets and becomes part of the image; leave it out, and give them at run time from Secret Manager.`,
      fixes: removeFixes(file, instruction, word, among),
    }));
}

function removeFixes(
  file: Dockerfile,
  instruction: Instruction,
  word: Word,
  among: number,
): ReturnType<typeof fix>[] {
  if (among === 1) return [fix('remove-copy', 'Do not copy it', removeInstruction(file, instruction))];
  return instruction.json ? [] : [fix('remove-copy', 'Do not copy it', removeWord(file, word))];
}

/** What lies deeper, or among tests, is an example; `.env.production` of a web page holds what is public anyway. */
function isNearRoot(path: string): boolean {
  if (/(?:^|\/)\.env\.(?!local$)/.test(path)) return false;
  return (
    path.split('/').length <= 2 && !/^(?:tests?|testdata|e2e|fixtures|examples?|docs?|samples?)\//i.test(path)
  );
}

/** `COPY . .` takes them in unless the ignore file leaves them out. */
function sweptSecrets({ file, build }: RuleInput): Found[] {
  if (!build?.ignoreFile) return [];
  const all = copiedSources(file).find(
    ({ instruction, path }) => instruction.keyword !== 'RUN' && path === '',
  );
  const secret = all && build.files().find((path) => isSecretFile(path) && isNearRoot(path));
  if (!all || secret === undefined) return [];
  const message = `${secret.slice(0, 80)} gets into the image with this, since ${build.ignoreFile.path} does not leave it out; add it there.`;
  return [{ ...placeOf(all.word), message }];
}

export const secretMount: DockerRule = {
  id: 'secret-mount',
  severity: 'warning',
  find: ({ file }) =>
    file.instructions
      .filter(({ keyword, flags }) => keyword === 'RUN' && flags.some(({ name }) => name === 'mount'))
      .flatMap((instruction) => wrongMounts(file, instruction)),
  bad: [
    'FROM python:3.12-slim\nRUN --mount=type=secret pip install private\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=hf_token hf download acme/model\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=t cat /run/secrets/t > /app/token\n',
  ],
  good: [
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=t HF_TOKEN="$(cat /run/secrets/t)" hf download a/b\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=pip,target=/etc/pip.conf pip install --no-cache-dir a\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=t,env=HF_TOKEN hf download a/b\n',
    'FROM python:3.12-slim\nRUN --mount=type=secret,id=s ./install.sh\n',
  ],
};

function wrongMounts(file: Dockerfile, instruction: Instruction): Found[] {
  const script = file.masked.slice(instruction.args.start, instruction.end);
  return instruction.flags.flatMap((flag) => {
    if (flag.name !== 'mount' || flag.value === undefined) return [];
    const options = mountOptions(flag.value);
    if (options.get('type') !== 'secret') return [];
    const message = mountProblem(options, script);
    return message === undefined ? [] : [{ ...placeOf(flag), message }];
  });
}

function mountProblem(options: ReadonlyMap<string, string>, script: string): string | undefined {
  const id = options.get('id') ?? options.get('source');
  const target =
    options.get('target') ?? (id === undefined ? undefined : `/run/secrets/${id.split('/').at(-1) ?? ''}`);
  if (target === undefined)
    return 'A secret is mounted by its id, which is missing here; write --mount=type=secret,id=….';
  if (options.has('env') || options.has('target')) return copied(script, target);
  const isRead = script.includes(target) || script.includes('/run/secrets');
  // A script of the project may read it.
  if (!isRead && !/\.(?:sh|py)\b|\bmake\b|<</.test(script))
    return `Nothing reads the secret, which is the file ${target.slice(0, 80)} during this step; read it there, or add env=NAME.`;
  return copied(script, target);
}

function copied(script: string, target: string): string | undefined {
  const at = script.indexOf(target);
  if (at < 0) return undefined;
  const before = script.slice(Math.max(0, at - 80), at);
  const after = script.slice(at + target.length, at + target.length + 80);
  const isCopied = /\b(?:cp|mv|install)\s+(?:-\S+\s+)*$/.test(before) || (/\bcat\s+$/.test(before) && /^\s*>>?\s*(?!\/dev\/)\S/.test(after)); // prettier-ignore
  return isCopied
    ? 'The secret is copied into a layer of the image; read it where it is mounted, in the same step.'
    : undefined;
}
