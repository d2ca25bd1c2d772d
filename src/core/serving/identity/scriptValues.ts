import type { OptionValues } from '../../generate/generator.ts';
import { servingFiles } from '../servingFiles.ts';
import type { GithubIdentity } from './githubTrust.ts';
import { identityApis, identityGrants } from './identityGrants.ts';
import {
  deployerAccount,
  githubAttributes,
  githubBranch,
  githubIssuer,
  githubPool,
  githubProvider,
  githubVariables,
  kubernetesNamespace,
  kubernetesServiceAccount,
} from './identityNames.ts';
import type { IdentityParts, IdentitySubject } from './identityParts.ts';

/** What the templates of the scripts ask for. */
export function scriptValues(plan: IdentitySubject, parts: IdentityParts): OptionValues {
  const { deployment, identity, name } = plan;
  const grants = identityGrants(plan);
  return {
    service: name,
    account: identity.serviceAccount,
    project: deployment.project === '' ? 'unknown' : 'known',
    projectId: deployment.project,
    region: deployment.region === '' ? 'unknown' : 'known',
    regionId: deployment.region,
    repository: deployment.repository,
    platform: plan.platform === 'cloud-run' ? 'cloud-run' : 'kubernetes',
    namespace: kubernetesNamespace(plan),
    kubernetesAccount: kubernetesServiceAccount(plan),
    kubernetesFile: servingFiles.kubernetesAccount,
    apis: identityApis(plan, grants)
      .map((api) => `  ${api}`)
      .join('\n'),
    grants: grants.length > 0 ? 'some' : 'none',
    grantLines: grants
      .map(
        ({ role, on, resource, why }) =>
          `  '${[role, on, resource ?? []].flat().join(' ')}' # ${oneLine(why)}`,
      )
      .join('\n'),
    invokers: identity.invokers.map((invoker) => shellQuoted(invoker)).join(' '),
    setUp: servingFiles.setUpIdentity,
    verify: servingFiles.verifyIdentity,
    ...githubValues(plan, parts.github),
  };
}

function githubValues(plan: IdentitySubject, github: GithubIdentity | undefined): OptionValues {
  const { repository, variant, numbers } = github ?? {};
  return {
    github: variant ?? 'none',
    githubRepository: repository ?? '',
    branch: githubBranch,
    ownerId: numbers?.owner ?? '',
    repositoryId: numbers?.repository ?? '',
    deployer: deployerAccount(plan),
    'github-any': String(github !== undefined),
    pool: githubPool,
    provider: githubProvider(plan),
    issuer: githubIssuer,
    mapping: Object.entries(githubAttributes)
      .map(([name, claim]) => `${name}=${claim}`)
      .join(','),
    projectVariable: githubVariables.project,
    providerVariable: githubVariables.provider,
    deployerVariable: githubVariables.deployer,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
