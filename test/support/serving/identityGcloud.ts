import type { CloudState } from './identityCloud.ts';
import { readGcloudCall, type GcloudCall } from './identityGcloudCommands.ts';

/** What gcloud prints: on the standard output where the status is 0, else on the other. */
export interface GcloudAnswer {
  readonly status: number;
  readonly text: string;
  /** Undefined for a call that gcloud would not even try. */
  readonly call?: GcloudCall;
}

/** Does what a call of gcloud says to the project, and answers as gcloud does. */
export function answerGcloud(state: CloudState, args: readonly string[]): GcloudAnswer {
  const call = readGcloudCall(args);
  if (typeof call === 'string') return { status: 2, text: `ERROR: (gcloud) ${call}\n` };
  try {
    if (state.fails !== undefined && args.join(' ').includes(state.fails))
      throw new GcloudError('it does not work today');
    const lines = answer(state, call);
    return { status: 0, text: lines.map((line) => `${line}\n`).join(''), call };
  } catch (error) {
    if (!(error instanceof GcloudError)) throw error;
    return { status: 1, text: `ERROR: (gcloud) ${error.message}\n`, call };
  }
}

class GcloudError extends Error {}

function answer(state: CloudState, asked: GcloudCall): readonly string[] {
  const { command, names, flags } = asked;
  if (command.endsWith('-iam-policy') || command.endsWith('-iam-policy-binding'))
    return onPolicy(state, asked);
  if (flags['project'] !== undefined && flags['project'] !== state.project)
    throw new GcloudError(`PERMISSION_DENIED: ${flags['project']}`);
  switch (command) {
    case 'projects describe':
      return [state.number];
    case 'services list':
      return state.apis;
    case 'services enable':
      state.apis.push(...names);
      return [];
    case 'container clusters list':
      return state.clusters;
    case 'run services list':
    case 'run services describe':
    case 'run services update':
      return onService(state, asked);
    default:
      return command.startsWith('iam service-accounts') ? onAccount(state, asked) : onPool(state, asked);
  }
}

function onAccount(state: CloudState, { command, names, flags }: GcloudCall): readonly string[] {
  needs(state, 'iam.googleapis.com');
  const [name = ''] = names;
  const address = name.includes('@') ? name : `${name}@${state.project}.iam.gserviceaccount.com`;
  switch (command) {
    case 'iam service-accounts list': {
      const found = flags['filter']?.replace(/^email=/, '') ?? '';
      const account = state.accounts[found];
      if (!account) return [];
      return [flags['format'] === 'value(email)' ? found : `${found},${account.disabled ? 'True' : 'False'}`];
    }
    case 'iam service-accounts create':
      if (state.accounts[address]) throw new GcloudError(`ALREADY_EXISTS: ${address}`);
      if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(name)) throw new GcloudError(`INVALID_ARGUMENT: ${name}`);
      state.accounts[address] = { disabled: false, keys: [], unknownFor: state.newAccountsUnknownFor };
      state.policies[`service-account:${address}`] = [];
      return [];
    case 'iam service-accounts delete':
      if (!state.accounts[address]) throw new GcloudError(`NOT_FOUND: ${address}`);
      state.accounts = without(state.accounts, address);
      state.policies = without(state.policies, `service-account:${address}`);
      return [];
    default: {
      const account = state.accounts[flags['iam-account'] ?? ''];
      if (!account) throw new GcloudError('NOT_FOUND: the account');
      return account.keys;
    }
  }
}

function onService(state: CloudState, { command, names, flags }: GcloudCall): readonly string[] {
  needs(state, 'run.googleapis.com');
  const listed = flags['filter']?.replace(/^metadata\.name=/, '') ?? '';
  const name = command === 'run services list' ? listed : (names[0] ?? '');
  const service = flags['region'] === state.region ? state.services[name] : undefined;
  if (!service) {
    if (command === 'run services list') return [];
    throw new GcloudError(`Cannot find service [${name}]`);
  }
  if (command === 'run services update') {
    const account = flags['service-account'] ?? '';
    if (!state.accounts[account]) throw new GcloudError(`Service account ${account} does not exist.`);
    service.account = account;
    return [];
  }
  if (command === 'run services list')
    return [flags['format'] === 'value(metadata.name)' ? name : `${name},${service.account}`];
  return flags['flatten'] === undefined ? [service.unchecked ? 'true' : ''] : service.variables;
}

/** The policy of a resource, read or changed. */
function onPolicy(state: CloudState, { command, names, flags }: GcloudCall): readonly string[] {
  const [verb] = command.split(' ').slice(-1);
  const kind = kinds.find(([prefix]) => command.startsWith(prefix))?.[1] ?? '';
  const name = (names[0] ?? '').replace(/^gs:\/\//, '');
  const key = kind === 'project' ? `project:${name}` : `${kind}:${name}`;
  const policy = state.policies[key];
  if (!policy) throw new GcloudError(`NOT_FOUND: ${key}`);
  if (verb === 'get-iam-policy') return policy.map((row) => row.join(','));
  const { role = '', member = '', condition } = flags;
  if (condition !== 'None')
    throw new GcloudError(
      'Adding a binding without specifying a condition to a policy containing conditions is prohibited',
    );
  const at = policy.findIndex(([has, whose, title]) => has === role && whose === member && title === '');
  if (verb === 'remove-iam-policy-binding') {
    if (at < 0) throw new GcloudError(`Policy binding with ${member} and ${role} not found`);
    policy.splice(at, 1);
    return [];
  }
  checkMember(state, member);
  if (at < 0) policy.push([role, member, '']);
  return [];
}

const kinds = [
  ['projects', 'project'],
  ['storage buckets', 'bucket'],
  ['secrets', 'secret'],
  ['artifacts repositories', 'repository'],
  ['iam service-accounts', 'service-account'],
  ['run services', 'service'],
] as const;

function checkMember(state: CloudState, member: string): void {
  const address = member.replace(/^serviceAccount:/, '');
  if (address === member || !address.endsWith(`@${state.project}.iam.gserviceaccount.com`)) return;
  const account = state.accounts[address];
  if (!account) throw new GcloudError(`Service account ${address} does not exist.`);
  if (account.unknownFor > 0) {
    account.unknownFor--;
    throw new GcloudError(`Service account ${address} does not exist.`);
  }
}

function onPool(state: CloudState, { command, names, flags }: GcloudCall): readonly string[] {
  const [id = ''] = names;
  const providers = command.includes(' providers ');
  const kept = providers ? state.providers : state.pools;
  if (providers && state.pools[flags['workload-identity-pool'] ?? ''] !== 'ACTIVE')
    throw new GcloudError('NOT_FOUND: the pool');
  const verb = command.split(' ').at(-1);
  if (verb === 'list') {
    const shown = Object.entries(kept).filter(
      ([, each]) => flags['show-deleted'] !== undefined || stateOf(each) === 'ACTIVE',
    );
    return shown.map(([name, each]) =>
      flags['format']?.startsWith('value') ? name : `${name},${stateOf(each)}`,
    );
  }
  if (verb === 'create') {
    if (state.pools[id] !== undefined) throw new GcloudError('ALREADY_EXISTS');
    state.pools[id] = 'ACTIVE';
    return [];
  }
  if (verb === 'create-oidc') {
    if (state.providers[id]) throw new GcloudError('ALREADY_EXISTS');
    state.providers[id] = {
      state: 'ACTIVE',
      condition: flags['attribute-condition'] ?? '',
      mapping: flags['attribute-mapping'] ?? '',
      issuer: flags['issuer-uri'] ?? '',
    };
    return [];
  }
  if (verb === 'undelete' && !providers) {
    state.pools[id] = 'ACTIVE';
    return [];
  }
  const provider = state.providers[id];
  if (!provider) throw new GcloudError('NOT_FOUND: the provider');
  if (verb === 'describe') return [provider.condition];
  if (verb === 'delete') provider.state = 'DELETED';
  if (verb === 'undelete') provider.state = 'ACTIVE';
  if (verb === 'update-oidc') {
    provider.condition = flags['attribute-condition'] ?? provider.condition;
    provider.mapping = flags['attribute-mapping'] ?? provider.mapping;
  }
  return [];
}

function stateOf(each: string | { readonly state: string }): string {
  return typeof each === 'string' ? each : each.state;
}

function needs(state: CloudState, api: string): void {
  if (!state.apis.includes(api)) throw new GcloudError(`SERVICE_DISABLED: ${api}`);
}

function without<Value>(values: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== key));
}
