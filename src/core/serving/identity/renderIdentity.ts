import { render } from '../../generate/render.ts';
import type { GeneratedFile, OptionValues } from '../../generate/generator.ts';
import type { Templates } from '../render/rendering.ts';
import { servingFiles } from '../servingFiles.ts';
import { checkIdentity } from './checkIdentity.ts';
import { githubIdentity } from './githubTrust.ts';
import type { IdentityParts, IdentitySubject } from './identityParts.ts';
import { kubernetesAccountFile } from './kubernetesAccount.ts';
import { scriptValues } from './scriptValues.ts';

/** A `Renderer` that needs less of the plan. */
export type IdentityRenderer = (
  plan: IdentitySubject,
  templates: Templates,
) => Promise<readonly GeneratedFile[]>;

/**
 * The scripts of an identity: set up, check, take back; one for GitHub where a repository is known; on GKE the Kubernetes
 * service account. Rejects with a UserError for names that Google Cloud would refuse.
 */
export function identityRenderer(parts: IdentityParts): IdentityRenderer {
  return async (plan, templates) => {
    checkIdentity(plan);
    const values = scriptValues(plan, parts);
    const scripts = [
      ['set-up.sh', servingFiles.setUpIdentity],
      ['verify.sh', servingFiles.verifyIdentity],
      ['remove.sh', servingFiles.removeIdentity],
      ...(parts.github ? [['set-up-github.sh', servingFiles.setUpGithub] as const] : []),
    ] as const;
    const files = await Promise.all(
      scripts.map(async ([template, path]) => {
        const trust = path === servingFiles.setUpGithub ? 'whole' : 'member';
        const shared = await withShared({ ...values, trust }, templates);
        return script(path, await templates(`identity/${template}`), shared);
      }),
    );
    return plan.platform === 'cloud-run' ? files : [...files, kubernetesAccountFile(plan)];
  };
}

/** With the identity of GitHub's workflow as a service account of its own, where the plan names a repository. */
export const renderIdentity: IdentityRenderer = (plan, templates) => {
  const github = githubIdentity(plan, 'deployer');
  return identityRenderer(github ? { github } : {})(plan, templates);
};

/** What several scripts have in common is in each, so that each can be read and run alone. */
async function withShared(values: OptionValues, templates: Templates): Promise<OptionValues> {
  const shared = async (name: string): Promise<string> =>
    render(await templates(`identity/${name}`), values).trimEnd();
  return {
    ...values,
    trust: await shared('trust.sh'),
    settings: await shared('settings.sh'),
    grantTable: await shared('grants.sh'),
    policies: await shared('policies.sh'),
  };
}

function script(path: string, template: string, values: OptionValues): GeneratedFile {
  // Parts that are left out leave their blank lines.
  const content = render(template, values).replace(/\n{3,}/g, '\n\n');
  return { path, content, executable: true };
}
