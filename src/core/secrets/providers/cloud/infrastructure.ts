import type { Provider } from '../../provider.ts';

const dynamicCredentials =
  'Run the tool with dynamic provider credentials (OIDC), so that neither it nor the cloud needs a stored key.';
const revokeToken = 'Revoke the token where it was issued, and make a new one.';

export const infrastructureProviders = {
  terraform: {
    name: 'HCP Terraform',
    group: 'cloud',
    opens:
      'Reads states with every secret in them, and starts runs with the cloud credentials of the workspaces.',
    revoke: revokeToken,
    revokeUrl: 'https://app.terraform.io/app/settings/tokens',
    instead: dynamicCredentials,
    variable: 'TFE_TOKEN',
  },
  pulumi: {
    name: 'Pulumi',
    group: 'cloud',
    opens: 'Reads states and ESC environments with their secrets, and changes the stacks.',
    revoke: revokeToken,
    revokeUrl: 'https://app.pulumi.com/account/tokens',
    instead: dynamicCredentials,
    variable: 'PULUMI_ACCESS_TOKEN',
  },
  spacelift: {
    name: 'Spacelift',
    group: 'cloud',
    opens: 'Starts runs with the cloud credentials of the stacks.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.spacelift.io/integrations/api',
    instead: dynamicCredentials,
    variable: 'SPACELIFT_API_KEY_SECRET',
  },
  env0: {
    name: 'env0',
    group: 'cloud',
    opens: 'Starts deployments with the cloud credentials of the projects.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.env0.com/docs/api-keys',
    instead: dynamicCredentials,
    variable: 'ENV0_API_SECRET',
  },
  scalr: {
    name: 'Scalr',
    group: 'cloud',
    opens: 'Reads states and starts runs with the cloud credentials of the workspaces.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.scalr.io/docs/security',
    instead: dynamicCredentials,
    variable: 'SCALR_TOKEN',
  },
  infracost: {
    name: 'Infracost',
    group: 'cloud',
    opens: 'Asks for prices, and reads and writes cost data of the organisation.',
    revoke: revokeToken,
    revokeUrl: 'https://dashboard.infracost.io/',
    instead:
      'There is no keyless way in: keep the key in a secret manager that only the identity of the service may read.',
    variable: 'INFRACOST_API_KEY',
  },
  'docker-swarm': {
    name: 'Docker Swarm',
    group: 'cloud',
    opens:
      'Joins a machine to the swarm, as a manager with all its secrets; the unlock key decrypts the log of the managers.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.docker.com/reference/cli/docker/swarm/join-token/',
    instead:
      'Give join tokens only to the machines that join, and rotate them with `docker swarm join-token --rotate`.',
    variable: 'SWARM_TOKEN',
  },
  openshift: {
    name: 'OpenShift',
    group: 'cloud',
    opens: 'Does in the cluster whatever the user may.',
    revoke: revokeToken,
    revokeUrl: 'https://docs.redhat.com/en/documentation/openshift_container_platform/',
    instead: 'Let workloads use projected service account tokens, and CI short-lived ones.',
    variable: 'OPENSHIFT_TOKEN',
  },
  rancher: {
    name: 'Rancher',
    group: 'cloud',
    opens: 'Does in the clusters whatever the user may.',
    revoke: revokeToken,
    revokeUrl: 'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
    instead: 'Let workloads use projected service account tokens; give keys of people an end date.',
    variable: 'RANCHER_TOKEN',
  },
  kubernetes: {
    name: 'Kubernetes',
    group: 'cloud',
    opens: 'Does in the cluster whatever the account may; a bootstrap token joins nodes.',
    revoke: revokeToken,
    revokeUrl: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
    instead:
      'Let workloads use projected, short-lived service account tokens or Workload Identity; people sign in through the identity provider.',
    variable: 'KUBE_TOKEN',
  },
  'octopus-deploy': {
    name: 'Octopus Deploy',
    group: 'cloud',
    opens: 'Deploys, and reads the variables that the user may.',
    revoke: revokeToken,
    revokeUrl: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
    instead: 'Use OpenID Connect from CI in place of API keys.',
    variable: 'OCTOPUS_API_KEY',
  },
} as const satisfies Readonly<Record<string, Provider>>;
