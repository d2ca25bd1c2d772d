import type { GeneratedFile, OptionValues } from '../../generate/generator.ts';
import { render } from '../../generate/render.ts';
import { hclText } from '../cloudRun/renderTerraform.ts';
import type { Templates } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { checkIdentity } from './checkIdentity.ts';
import { tokenCondition, workflowAttribute, type GithubIdentity } from './githubTrust.ts';
import { identityApis, identityGrants, type Grant } from './identityGrants.ts';
import { githubAttributes, githubVariables } from './identityNames.ts';
import type { IdentityParts, IdentitySubject } from './identityParts.ts';
import { scriptValues } from './scriptValues.ts';

/** What the Terraform of an identity stands beside. */
export interface IdentityTerraform extends IdentityParts {
  /** True where there is no `main.tf` with the service and the repository of its images. */
  readonly alone: boolean;
}

/**
 * `identity.tf`: `google_service_account.runtime` (on GKE `local.runtime_member`), each grant on its own resource, and
 * `terraform_data.identity_ready`, which waits for all of them. `github.tf` where the parts say so; without parts it is
 * `identity.tf` alone, as it stands beside the service. Rejects with a UserError for names that Google Cloud would refuse.
 */
export async function renderIdentityTerraform(
  plan: IdentitySubject,
  templates: Templates,
  parts: IdentityTerraform = { alone: false },
): Promise<readonly GeneratedFile[]> {
  checkIdentity(plan);
  const values = terraformValues(plan, parts);
  const names = ['identity.tf', ...(parts.github ? ['github.tf'] : [])];
  return Promise.all(
    names.map(async (name) => ({
      path: `${servingFiles.terraform}/${name}`,
      content: render(await templates(`identity/${name}`), values).replace(/\n{3,}/g, '\n\n'),
    })),
  );
}

function terraformValues(plan: IdentitySubject, parts: IdentityTerraform): OptionValues {
  const grants = identityGrants(plan);
  const members = grants.map((grant) => ({ ...memberResource(grant), grant }));
  const ready = members.map(({ type, name }) => `${type}.${name}`);
  const account = plan.platform === 'cloud-run' ? ['google_service_account.runtime'] : [];
  const memberOf =
    plan.platform === 'cloud-run' ? 'google_service_account.runtime.member' : 'local.runtime_member';
  return {
    ...scriptValues(plan, parts),
    apiList: identityApis(plan, grants)
      .map((api) => `    ${hclText(api)},`)
      .join('\n'),
    members: members.map((member) => `\n${memberBlock(member, memberOf)}\n`).join(''),
    readyList: [...account, ...ready].map((name) => `    ${name},`).join('\n'),
    setUpGithub: servingFiles.setUpGithub,
    alone: String(parts.alone),
    ...(parts.github && githubValues(parts.github, parts.alone)),
  };
}

function githubValues(github: GithubIdentity, alone: boolean): OptionValues {
  const width = Math.max(...Object.keys(githubAttributes).map((name) => name.length)) + 2;
  return {
    numbers: github.numbers ? 'known' : 'unknown',
    condition: hclText(tokenCondition(github)),
    workflowAttribute: workflowAttribute(github),
    mappingList: Object.entries(githubAttributes)
      .map(([name, claim]) => `    ${hclText(name).padEnd(width)} = ${hclText(claim)}`)
      .join('\n'),
    // A smoke test needs an identity token, which only an account has.
    invokes: String(!alone && github.variant === 'deployer'),
    providerOutput: githubVariables.provider.toLowerCase(),
    deployerOutput: githubVariables.deployer.toLowerCase(),
  };
}

interface MemberResource {
  readonly type: string;
  readonly name: string;
  /** What says which resource the grant is on, with the `=` not yet aligned. */
  readonly on: readonly (readonly [string, string])[];
}

function memberResource({ role, on, resource = '' }: Grant): MemberResource {
  const short = role.replace(/^.*\//, '').replace(/([a-z])([A-Z])/g, '$1_$2');
  const name = identifier(on === 'project' ? short : `${short}_${resource}`);
  const own = { name: `runtime_${name}` };
  switch (on) {
    case 'project':
      return { ...own, type: 'google_project_iam_member', on: [['project', 'var.project']] };
    case 'bucket':
      return { ...own, type: 'google_storage_bucket_iam_member', on: [['bucket', hclText(resource)]] };
    case 'secret':
      return {
        ...own,
        type: 'google_secret_manager_secret_iam_member',
        on: [['secret_id', hclText(resource)]],
      };
    case 'repository':
      return {
        ...own,
        type: 'google_artifact_registry_repository_iam_member',
        on: [
          ['location', 'var.region'],
          ['repository', hclText(resource)],
        ],
      };
    case 'service-account': {
      const address = `"projects/\${var.project}/serviceAccounts/${resource}@\${var.project}.iam.gserviceaccount.com"`;
      return { ...own, type: 'google_service_account_iam_member', on: [['service_account_id', address]] };
    }
  }
}

function memberBlock({ type, name, on, grant }: MemberResource & { grant: Grant }, member: string): string {
  const attributes = [...on, ['role', hclText(grant.role)], ['member', member]] as const;
  const width = Math.max(...attributes.map(([key]) => key.length));
  const lines = attributes.map(([key, value]) => `  ${key.padEnd(width)} = ${value}`);
  const why = `# It is granted this because ${grant.why.replace(/\s+/g, ' ').trim()}.`;
  return [why, `resource "${type}" "${name}" {`, ...lines, '}'].join('\n');
}

/** Letters, digits and underscores, as names in Terraform are by custom. */
function identifier(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}
