/**
 * The commands that the scripts of an identity give to gcloud, with the flags that the program takes: of its own table
 * of completions, Google Cloud CLI 528.0.0. What is not in here is refused, as gcloud does.
 */
const common = ['--project', '--format', '--flatten', '--quiet'];
const binding = ['--member', '--role', '--condition'];
const pool = ['--location', '--workload-identity-pool'];

function flags(...own: readonly string[]): ReadonlySet<string> {
  return new Set([...common, ...own]);
}

export const gcloudCommands: Readonly<Record<string, ReadonlySet<string>>> = {
  'projects describe': flags(),
  'projects get-iam-policy': flags('--filter'),
  'projects add-iam-policy-binding': flags(...binding),
  'projects remove-iam-policy-binding': flags(...binding, '--all'),
  'storage buckets get-iam-policy': flags(),
  'storage buckets add-iam-policy-binding': flags(...binding),
  'storage buckets remove-iam-policy-binding': flags(...binding, '--all'),
  'secrets get-iam-policy': flags('--location', '--filter'),
  'secrets add-iam-policy-binding': flags(...binding, '--location'),
  'secrets remove-iam-policy-binding': flags(...binding, '--location', '--all'),
  'artifacts repositories get-iam-policy': flags('--location', '--filter'),
  'artifacts repositories add-iam-policy-binding': flags(...binding, '--location'),
  'artifacts repositories remove-iam-policy-binding': flags(...binding, '--location', '--all'),
  'iam service-accounts get-iam-policy': flags('--filter'),
  'iam service-accounts add-iam-policy-binding': flags(...binding),
  'iam service-accounts remove-iam-policy-binding': flags(...binding, '--all'),
  'iam service-accounts list': flags('--filter'),
  'iam service-accounts create': flags('--display-name', '--description'),
  'iam service-accounts delete': flags(),
  'iam service-accounts keys list': flags('--iam-account', '--managed-by', '--filter'),
  'run services get-iam-policy': flags('--region', '--filter'),
  'run services add-iam-policy-binding': flags(...binding, '--region'),
  'run services remove-iam-policy-binding': flags(...binding, '--region', '--all'),
  'run services list': flags('--region', '--filter'),
  'run services describe': flags('--region'),
  'run services update': flags('--region', '--service-account', '--remove-env-vars'),
  'services list': flags('--enabled', '--filter'),
  'services enable': flags('--async'),
  'container clusters list': flags('--location', '--filter'),
  'iam workload-identity-pools list': flags('--location', '--show-deleted', '--filter'),
  'iam workload-identity-pools create': flags('--location', '--display-name', '--description'),
  'iam workload-identity-pools undelete': flags('--location'),
  'iam workload-identity-pools providers list': flags(...pool, '--show-deleted', '--filter'),
  'iam workload-identity-pools providers describe': flags(...pool),
  'iam workload-identity-pools providers create-oidc': flags(...pool, '--issuer-uri', '--attribute-mapping', '--attribute-condition'),
  'iam workload-identity-pools providers update-oidc': flags(...pool, '--attribute-mapping', '--attribute-condition'),
  'iam workload-identity-pools providers undelete': flags(...pool),
  'iam workload-identity-pools providers delete': flags(...pool),
}; // prettier-ignore

/** A call as gcloud reads it; undefined with the reason where gcloud would refuse it. */
export interface GcloudCall {
  readonly command: string;
  readonly names: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
}

export function readGcloudCall(args: readonly string[]): GcloudCall | string {
  const words = args.filter((arg) => !arg.startsWith('--'));
  const length = [5, 4, 3, 2].find((count) => words.slice(0, count).join(' ') in gcloudCommands);
  if (length === undefined) return `Invalid choice: '${words.join(' ')}'.`;
  const command = words.slice(0, length).join(' ');
  const given = args.filter((arg) => arg.startsWith('--'));
  const unknown = given.find((arg) => gcloudCommands[command]?.has(arg.split('=', 1)[0] ?? '') !== true);
  if (unknown !== undefined) return `unrecognized arguments: ${unknown}`;
  const entries = given.map((arg) => {
    const at = arg.indexOf('=');
    return at < 0 ? [arg.slice(2), 'true'] : [arg.slice(2, at), arg.slice(at + 1)];
  });
  return {
    command,
    names: words.slice(length),
    flags: Object.fromEntries(entries) as Record<string, string>,
  };
}
