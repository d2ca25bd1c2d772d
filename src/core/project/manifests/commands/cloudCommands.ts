import type { Clue } from '../../clue.ts';
import { resourceClue, type ResourceName } from '../cloud/resources.ts';
import type { ShellCommand, ShellWord } from './shellWords.ts';
import { programName } from './unwrap.ts';

/** Groups of gcloud that say something by being used at all: the words that a command must begin with. */
const groups: readonly (readonly [string, ResourceName])[] = [
  ['run deploy', 'gcloud run deploy'],
  ['run services replace', 'gcloud run deploy'],
  ['run services update', 'gcloud run deploy'],
  ['run jobs deploy', 'gcloud run deploy'],
  ['run jobs create', 'gcloud run deploy'],
  ['run worker-pools deploy', 'gcloud run deploy'],
  ['builds submit', 'gcloud builds submit'],
  ['app deploy', 'gcloud app deploy'],
  ['container clusters', 'gcloud container clusters'],
  ['container node-pools', 'gcloud container clusters'],
  ['redis instances', 'gcloud redis instances'],
  ['redis clusters', 'gcloud redis instances'],
  ['memorystore instances', 'gcloud redis instances'],
  ['compute tpus', 'gcloud compute tpus'],
  ['ai', 'gcloud ai'],
  ['iam service-accounts create', 'gcloud iam service-accounts create'],
];

const release = new Set(['alpha', 'beta', 'preview']);

/** `resource` clues of one gcloud or adk command; none for anything else. */
export function cloudClues(command: ShellCommand): Clue[] {
  const name = programName(command[0]);
  if (name === 'gcloud') return gcloudClues(command, command.slice(1));
  if (name === 'adk' && command[1]?.text === 'deploy') return adkDeployClues(command);
  return [];
}

/** The clues of gcloud's arguments; also used where an image brings gcloud as its entry point. */
export function gcloudClues(command: ShellCommand, args: ShellCommand): Clue[] {
  const line = command[0]?.line;
  if (line === undefined) return [];
  const path = args
    .filter((word) => !word.text.startsWith('-') && !release.has(word.text))
    .map((word) => word.text);
  const words = ` ${path.slice(0, 8).join(' ')} `;
  const clues: Clue[] = [];
  const group = groups.find(([prefix]) => words.startsWith(` ${prefix} `))?.[1];
  if (group !== undefined) clues.push(resourceClue(group, line, gpuOf(args)));
  if (group === 'gcloud run deploy') clues.push(...attached(args, 'gcloud run deploy'));
  if (words.includes(' add-iam-policy-binding ')) clues.push(...roleClues(args));
  return clues;
}

function adkDeployClues(command: ShellCommand): Clue[] {
  const first = command[0];
  const target = command.slice(2).find((word) => /^(?:cloud_run|agent_engine|gke)$/.test(word.text))?.text;
  if (!first || target === undefined) return [];
  return [resourceClue('adk deploy', first.line, { target }), ...attached(command, 'adk deploy')];
}

function attached(args: ShellCommand, via: string): Clue[] {
  const flag = option(args, ['--service-account', '--service_account']);
  return flag ? [resourceClue('service-account-attached', flag.line, { via })] : [];
}

function roleClues(args: ShellCommand): Clue[] {
  const role = option(args, ['--role']);
  if (!role) return [];
  const details = { role: role.value };
  const kind = role.value === 'roles/iam.workloadIdentityUser' ? 'workload-identity' : 'iam role';
  return [resourceClue(kind, role.line, details)];
}

function gpuOf(args: ShellCommand): Readonly<Record<string, string>> | undefined {
  const gpu = option(args, ['--gpu', '--gpu-type', '--accelerator']);
  return gpu ? { gpu: gpu.value } : undefined;
}

/** An option in either form, `--role=X` or `--role X`. */
function option(args: ShellCommand, names: readonly string[]): { value: string; line: number } | undefined {
  for (let index = 0; index < args.length; index++) {
    const word: ShellWord | undefined = args[index];
    if (!word?.text.startsWith('--')) continue;
    const equals = word.text.indexOf('=');
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    if (!names.includes(name)) continue;
    const value = equals < 0 ? args[index + 1]?.text : word.text.slice(equals + 1);
    if (value !== undefined && value !== '' && !value.startsWith('--')) return { value, line: word.line };
  }
  return undefined;
}
