import type { DeploymentPlan } from '../servingPlan.ts';
import { givenValue, inWords, optionValue, type Planning } from './planning.ts';

/** Project, repository, ingress and network. An unknown project is left to the variables of scripts. */
export function chooseDeployment(planning: Planning, region: string, name: string): DeploymentPlan {
  const { values } = planning;
  const [network, subnetwork] = optionValue(values, 'network').split('/');
  return {
    project: chooseProject(planning),
    region,
    repository: givenValue(values, 'repository') ?? name,
    ingress: optionValue(values, 'ingress') as DeploymentPlan['ingress'],
    ...(network !== undefined &&
      subnetwork !== undefined && {
        network: {
          network,
          subnetwork,
          egress: optionValue(values, 'egress') as 'all-traffic' | 'private-ranges-only',
        },
      }),
  };
}

/** One that all files agree on; of several none is taken, as one may be the wrong one. */
function chooseProject({ values, evidence, notes }: Planning): string {
  const given = givenValue(values, 'project');
  const named = evidence.cloud.projects;
  const found = named.length === 1 ? named[0] : undefined;
  const project = given ?? found?.value ?? '';
  notes.decide({
    option: 'project',
    title: 'Google Cloud project',
    value: project === '' ? 'left to PROJECT_ID' : project,
    reason:
      given !== undefined
        ? 'You chose it.'
        : found
          ? `${found.evidence.file} names it.`
          : named.length > 1
            ? `The files name several (${inWords(named.slice(0, 4).map(({ value }) => value))}), so that scripts ask for PROJECT_ID.`
            : 'No file names one, so that scripts ask for PROJECT_ID.',
    evidence: named.slice(0, 4).map((each) => each.evidence),
    confidence: project === '' ? 'low' : 'medium',
    alternatives:
      given === undefined && !found
        ? named.map(({ value, evidence: { file } }) => ({ value, meaning: `in ${file}` }))
        : [],
  });
  return project;
}
