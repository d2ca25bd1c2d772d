import { UserError } from '../errors.ts';
import type {
  Generated,
  GeneratedFile,
  GenerateContext,
  Generator,
  GeneratorOption,
  OptionValues,
} from './generator.ts';
import { addPreCommitHook, preCommitPath } from './preCommitConfig.ts';
import { render } from './render.ts';

const repository = 'https://github.com/ai-stack-guide/ai-stack-guide';
const gitHook = '.githooks/pre-commit';
const preCommitScript = '.githooks/ai-stack-secrets.sh';
const workflowPath = '.github/workflows/secrets.yml';

const options: readonly GeneratorOption[] = [
  {
    id: 'hook',
    kind: 'choice',
    default: 'auto',
    meaning: 'What scans on the machine of whoever commits.',
    choices: [
      { value: 'auto', meaning: 'pre-commit where .pre-commit-config.yaml is there, else git' },
      { value: 'git', meaning: 'a hook in .githooks, which needs nothing but git' },
      { value: 'pre-commit', meaning: 'an entry in .pre-commit-config.yaml (pre-commit.com)' },
      { value: 'none', meaning: 'nothing' },
    ],
  },
  {
    id: 'ci',
    kind: 'choice',
    default: 'github',
    meaning: 'Where pushes and pull requests are scanned.',
    choices: [
      { value: 'github', meaning: 'a workflow of GitHub Actions that shows findings under Code scanning' },
      { value: 'none', meaning: 'nowhere' },
    ],
  },
  {
    id: 'install',
    kind: 'choice',
    default: 'release',
    meaning: 'How the workflow gets ai-stack, which is not on npm.',
    choices: [
      {
        value: 'release',
        meaning: 'the .vsix of a release, whose cli.js runs by itself; from "url", checked by "sha256"',
      },
      { value: 'source', meaning: 'the source of the tag of this version, built by npm' },
      { value: 'committed', meaning: 'a .vsix that lies in the repository, at "vsix"' },
    ],
  },
  {
    id: 'url',
    kind: 'text',
    default: '',
    meaning: 'Where the .vsix is, for install=release. Empty: the release of this version on GitHub.',
    form: {
      pattern: /^(?:https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[\w.~%+-]+)+)?$/,
      words: 'an address that begins with https://',
    },
  },
  {
    id: 'sha256',
    kind: 'text',
    default: '',
    meaning: 'SHA-256 of the .vsix, for install=release. Empty: it is not checked.',
    form: { pattern: /^(?:[0-9a-f]{64})?$/, words: '64 digits of hex in lower case' },
  },
  {
    id: 'vsix',
    kind: 'text',
    default: '.github/ai-stack-guide.vsix',
    meaning: 'Where the .vsix lies, for install=committed.',
    form: {
      pattern: /^[\w-][\w.-]*(?:\/[\w.-]+)*$|^\.[\w-]+(?:\/[\w.-]+)+$/,
      words: 'a path within the repository, with "/" between segments',
    },
  },
  {
    id: 'baseline',
    kind: 'flag',
    default: 'true',
    meaning: 'Findings that .ai-stack-baseline.json accepts do not stop anybody.',
  },
  {
    id: 'missing',
    kind: 'choice',
    default: 'refuse',
    meaning: 'What the hook does on a machine without AI Stack Guide.',
    choices: [
      { value: 'refuse', meaning: 'it refuses the commit' },
      { value: 'warn', meaning: 'it says so and lets the commit pass; CI still scans' },
    ],
  },
];

/** Keeps secrets out of a repository: a hook before each commit, and a workflow for what gets past it. */
export const secretGuard: Generator = {
  id: 'secret-guard',
  title: 'Secret guard',
  summary: 'A hook that refuses commits with secrets, and a workflow that scans pushes and pull requests.',
  options,
  generate,
};

async function generate(given: OptionValues, context: GenerateContext): Promise<Generated> {
  const values = await withDerived(given, context);
  if (values['hook'] === 'none' && values['ci'] === 'none')
    throw new UserError('With hook=none and ci=none there is nothing to write.', 'Choose one of them.');
  const hook = await hookFiles(values, context);
  const workflow = values['ci'] === 'github' ? [await workflowFile(values, context)] : [];
  return { files: [...hook, ...workflow], next: nextSteps(values) };
}

async function withDerived(
  values: OptionValues,
  { existing, version }: GenerateContext,
): Promise<OptionValues> {
  const { hook = '', install = '', url = '', sha256 = '' } = values;
  const usesPreCommit = hook === 'auto' && (await existing(preCommitPath)) !== undefined;
  return {
    ...values,
    version,
    hook: hook !== 'auto' ? hook : usesPreCommit ? 'pre-commit' : 'git',
    url: url === '' ? `${repository}/releases/download/v${version}/ai-stack-guide-${version}.vsix` : url,
    checked: String(install === 'release' && sha256 !== ''),
    unpacked: String(install !== 'source'),
  };
}

async function hookFiles(values: OptionValues, context: GenerateContext): Promise<GeneratedFile[]> {
  if (values['hook'] === 'none') return [];
  const content = render(await context.template('hook.sh'), values);
  if (values['hook'] === 'git') return [{ path: gitHook, content, executable: true }];
  const entry = await context.template('pre-commit-hook.yaml');
  const config = addPreCommitHook(await context.existing(preCommitPath), entry);
  return [
    { path: preCommitScript, content, executable: true },
    { path: preCommitPath, content: config },
  ];
}

async function workflowFile(values: OptionValues, { template }: GenerateContext): Promise<GeneratedFile> {
  return { path: workflowPath, content: render(await template('workflow.yml'), values) };
}

function nextSteps(values: OptionValues): string[] {
  const { hook, ci, install, baseline, version = '', vsix = '', checked } = values;
  const steps: string[] = [];
  if (hook === 'git') {
    steps.push('Turn the hook on, once in each clone: `git config core.hooksPath .githooks`');
    steps.push(`Keep it executable for everybody: \`git add --chmod=+x ${gitHook}\``);
  }
  if (hook === 'pre-commit') steps.push('Turn the hook on, once in each clone: `pre-commit install`');
  if (baseline === 'true')
    steps.push(
      'Accept what is there already, if you must: `ai-stack scan . --write-baseline .ai-stack-baseline.json`',
    );
  if (ci !== 'github') return steps;
  if (install === 'release' && checked !== 'true')
    steps.push(
      `Give the SHA-256 of the .vsix of ${version} with --set sha256=…, so that the workflow runs no other file.`,
    );
  if (install === 'committed') steps.push(`Put the .vsix of AI Stack Guide at ${vsix} and commit it.`);
  steps.push('To stop merges, require the check "Scan for secrets" in the rules of the branch.');
  return steps;
}
