import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import { loadPolicy, type LoadedPolicy, type PolicySettings } from '../../core/secrets/policy/loadPolicy.ts';
import type { PolicyFile } from '../../core/secrets/policy/policyData.ts';
import type { SecretPolicy } from '../../core/secrets/policy/secretPolicy.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import type { Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { printProblems } from '../output/problems.ts';

/** Which files of `--config` and `--baseline` were given, read. Throws a UserError for one that is not there. */
export async function policySettings(options: Call['options'], cli: Cli): Promise<PolicySettings> {
  const config = await givenFile(options['config'], cli);
  const baseline = await givenFile(options['baseline'], cli);
  return { ...(config && { config }), ...(baseline && { baseline }) };
}

/**
 * The policy of a folder. What is wrong with its files is told on standard error; what is wrong with a file that was
 * given is thrown as a UserError, since without it the scan would say something else than was asked for.
 */
export async function scanPolicy(home: string, settings: PolicySettings, cli: Cli): Promise<SecretPolicy> {
  const loaded = await loadPolicy(new NodeWorkspace(home), settings);
  const problems = allProblems(loaded, settings);
  const given = problems.find(({ file, severity }) => severity === 'error' && file === settings.config?.file);
  if (given) {
    const { file, line, column, message } = given;
    throw new UserError(`${file}:${line}:${column}: ${message}`, 'Correct the file, or leave --config out.');
  }
  printProblems(problems, cli);
  return loaded.policy;
}

function allProblems({ problems, overrideProblems }: LoadedPolicy, { config }: PolicySettings) {
  const file = config?.file ?? '.vscode/ai-stack.yaml';
  return [...overrideProblems.map((problem) => ({ file, severity: 'error', ...problem })), ...problems];
}

async function givenFile(path: string | true | undefined, cli: Cli): Promise<PolicyFile | undefined> {
  if (typeof path !== 'string') return undefined;
  try {
    return { file: path, text: decodeText(await readFile(resolve(cli.cwd, path))).text };
  } catch {
    throw new UserError(`The file "${path}" could not be read.`, 'Check the path and its permissions.');
  }
}
