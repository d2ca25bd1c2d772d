import type { Command, OptionSpec } from './command.ts';

const json: OptionSpec = { summary: 'Print one JSON document and nothing else.' };
const format: OptionSpec = {
  value: 'FORMAT',
  choices: ['text', 'json', 'sarif'],
  summary: 'How findings are printed: text (the default), json or sarif.',
};

const projectCommands = () => import('./commands/projectCommands.ts');

/** All commands. A new one is one row here and one file in commands/. */
export const commands: readonly Command[] = [
  {
    name: 'detect',
    path: 'DIR',
    summary: 'Say what AI project a folder holds, with the file and line that prove it.',
    options: {
      json,
      machine: { summary: 'Look at this machine too: GPU, Ollama, gcloud (runs nvidia-smi and the like).' },
    },
    run: async (call, cli) => (await projectCommands()).detect(call, cli),
  },
  {
    name: 'recommend',
    path: 'DIR',
    summary: 'Say what the guide recommends for a folder, and why.',
    options: { json },
    run: async (call, cli) => (await projectCommands()).recommendStack(call, cli),
  },
  {
    name: 'report',
    path: 'DIR',
    summary: 'Print facts and recommendations as Markdown.',
    options: {},
    run: async (call, cli) => (await projectCommands()).report(call, cli),
  },
  {
    name: 'check',
    path: 'PATH',
    manyPaths: true,
    summary: 'Check manifests, Modelfiles and .vscode/ai-stack.yaml in folders or single files.',
    options: { format },
    run: async (call, cli) => (await projectCommands()).check(call, cli),
  },
  {
    name: 'scan',
    path: 'PATH',
    manyPaths: true,
    defaultPath: '.',
    summary: 'Find secrets in folders and files: keys, tokens, passwords, also in notebooks.',
    options: {
      format,
      json: { summary: 'The same as --format json.' },
      baseline: {
        value: 'FILE',
        summary: 'Known findings that do not count: our baseline, .secrets.baseline or a report of gitleaks.',
      },
      config: {
        value: 'FILE',
        summary: "Rules and exceptions: a file like .vscode/ai-stack.yaml, or gitleaks' TOML.",
      },
      'write-baseline': {
        value: 'FILE',
        summary: 'Accept what is found now: write it to a baseline, as salted hashes.',
      },
      staged: { summary: 'Scan what the next commit would bring, instead of the files of the folder.' },
      history: { summary: 'Scan what earlier commits brought, within limits. Local git only.' },
      'min-confidence': {
        value: 'LEVEL',
        choices: ['low', 'medium', 'high'],
        summary: 'Which findings count: low, medium (the default) or high.',
      },
      'no-ignore': {
        summary: 'Heed neither .gitignore nor comments and files that accept findings.',
      },
    },
    run: async (call, cli) => (await import('./commands/scan.ts')).scan(call, cli),
  },
  {
    name: 'generate',
    path: 'ID DIR',
    manyPaths: true,
    defaultPath: '.',
    summary: 'Write files for a project, such as a guard against secrets; --list says what there is.',
    options: {
      set: {
        value: 'KEY=VALUE',
        many: true,
        summary: 'An option of the generator; may be given several times.',
      },
      'dry-run': { summary: 'Only say what would be written.' },
      overwrite: { summary: 'Write over files that are there and differ.' },
      keep: { summary: 'Leave files that are there and differ as they are.' },
      list: { summary: 'Say which generators there are.' },
      describe: { summary: 'Say which options a generator has.' },
      json,
    },
    run: async (call, cli) => (await projectCommands()).generate(call, cli),
  },
  {
    name: 'guide check',
    path: 'FILE',
    summary: 'Check a guide file, or a file that extends the guide such as .vscode/ai-stack.yaml.',
    options: { format },
    run: async (call, cli) => (await projectCommands()).guideCheck(call, cli),
  },
];
