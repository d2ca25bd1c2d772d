import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const build = 'Starts builds, reads their logs and settings, and with them the secrets that they use.';
const quality = 'Reads what is known about the weaknesses of your code, and uploads results in your name.';
const tests = 'Runs tests on your account and reads their results.';

/** Source hosts, pipelines and code quality. */
export const sourceProviders = {
  github: service(
    'GitHub',
    'source',
    'Reads and changes the repositories, packages and workflows that the token may.',
    'https://github.com/settings/tokens',
    {
      variable: 'GITHUB_TOKEN',
      revoke:
        'Delete the token under Settings, Developer settings; ask the security log what it was used for.',
      instead:
        'In workflows use `GITHUB_TOKEN` of the job and OIDC federation to the cloud; elsewhere a GitHub App whose tokens live an hour.',
    },
  ),
  gitlab: service(
    'GitLab',
    'source',
    'Reads and changes the projects, registries and pipelines that the token may.',
    'https://gitlab.com/-/user_settings/personal_access_tokens',
    {
      variable: 'GITLAB_TOKEN',
      revoke: 'Revoke it on the page of access tokens of the user, project or group.',
      instead:
        'In pipelines use `CI_JOB_TOKEN` and ID tokens (OIDC) to the cloud; elsewhere a project access token that ends soon.',
    },
  ),
  atlassian: service(
    'Atlassian',
    'source',
    'Acts as the user in Jira, Confluence and the other products.',
    'https://id.atlassian.com/manage-profile/security/api-tokens',
    {
      variable: 'ATLASSIAN_API_TOKEN',
      instead: 'Use OAuth 2.0 with narrow scopes, or a service account whose token ends soon.',
    },
  ),
  bitbucket: service(
    'Bitbucket',
    'source',
    'Reads and changes the repositories and pipelines that the password or consumer may.',
    'https://bitbucket.org/account/settings/app-passwords/',
    {
      variable: 'BITBUCKET_TOKEN',
      instead: 'In pipelines use OIDC to the cloud; elsewhere a repository access token with one scope.',
    },
  ),
  trello: service(
    'Trello',
    'source',
    'Reads and changes the boards of the user.',
    'https://trello.com/power-ups/admin',
    { variable: 'TRELLO_TOKEN' },
  ),
  opsgenie: service(
    'Opsgenie',
    'source',
    'Raises, closes and reads alerts and schedules.',
    'https://app.opsgenie.com/settings/api-key-management',
    { variable: 'OPSGENIE_API_KEY' },
  ),
  statuspage: service(
    'Statuspage',
    'source',
    'Changes what your status page says.',
    'https://manage.statuspage.io/',
    { variable: 'STATUSPAGE_API_KEY' },
  ),
  sourcegraph: service(
    'Sourcegraph',
    'source',
    'Searches and reads all code that the user may see.',
    'https://sourcegraph.com/users/settings/tokens',
    { variable: 'SRC_ACCESS_TOKEN' },
  ),
  gitea: service(
    'Gitea or Forgejo',
    'source',
    'Reads and changes the repositories of the user.',
    'https://docs.gitea.com/development/api-usage',
    { variable: 'GITEA_TOKEN' },
  ),
  gitee: service(
    'Gitee',
    'source',
    'Reads and changes the repositories of the user.',
    'https://gitee.com/profile/personal_access_tokens',
    { variable: 'GITEE_TOKEN' },
  ),
  jetbrains: service(
    'JetBrains',
    'source',
    'Acts as the user in YouTrack, Hub or Space.',
    'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
    { variable: 'YOUTRACK_TOKEN' },
  ),
  openvsx: service(
    'Open VSX',
    'source',
    'Publishes extensions in your name, which run on the machines of those who install them.',
    'https://open-vsx.org/user-settings/tokens',
    { variable: 'OVSX_PAT' },
  ),
  getgist: service('Gist', 'source', 'Reads and changes conversations and contacts.', 'https://getgist.com/'),
  deepsource: service('DeepSource', 'source', quality, 'https://app.deepsource.com/'),
  circleci: service('CircleCI', 'source', build, 'https://app.circleci.com/settings/user/tokens', {
    variable: 'CIRCLECI_TOKEN',
    instead:
      'Reach the cloud from jobs with OIDC tokens of CircleCI; keep the token of the API in a context.',
  }),
  travis: service('Travis CI', 'source', build, 'https://app.travis-ci.com/account/preferences', {
    variable: 'TRAVIS_API_TOKEN',
  }),
  buildkite: service('Buildkite', 'source', build, 'https://buildkite.com/user/api-access-tokens', {
    variable: 'BUILDKITE_API_TOKEN',
    instead: 'Reach the cloud and Buildkite from jobs with OIDC tokens of the agent.',
  }),
  drone: service('Drone CI', 'source', build, 'https://docs.drone.io/cli/configure/', {
    variable: 'DRONE_TOKEN',
  }),
  woodpecker: service(
    'Woodpecker CI',
    'source',
    'Joins agents to the server, which receive every job with its secrets.',
    'https://woodpecker-ci.org/docs/administration/configuration/agent',
    { variable: 'WOODPECKER_AGENT_SECRET' },
  ),
  jenkins: service(
    'Jenkins',
    'source',
    'Starts jobs and reads their settings; with administration, runs anything on the controller.',
    'https://www.jenkins.io/doc/book/security/access-control/permissions/',
    { variable: 'JENKINS_API_TOKEN' },
  ),
  harness: service('Harness', 'source', build, 'https://app.harness.io/', { variable: 'HARNESS_API_KEY' }),
  teamcity: service(
    'TeamCity',
    'source',
    build,
    'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html',
    { variable: 'TEAMCITY_TOKEN' },
  ),
  appcenter: service(
    'Visual Studio App Center',
    'source',
    'Builds and hands out apps in your name.',
    'https://appcenter.ms/settings/apitokens',
    { variable: 'APPCENTER_ACCESS_TOKEN' },
  ),
  bitrise: service('Bitrise', 'source', build, 'https://app.bitrise.io/me/profile#/security', {
    variable: 'BITRISE_TOKEN',
  }),
  codemagic: service('Codemagic', 'source', build, 'https://codemagic.io/teams', {
    variable: 'CODEMAGIC_API_TOKEN',
  }),
  semaphore: service('Semaphore CI', 'source', build, 'https://me.semaphoreci.com/account', {
    variable: 'SEMAPHORE_API_TOKEN',
  }),
  scrutinizer: service('Scrutinizer', 'source', quality, 'https://scrutinizer-ci.com/'),
  knapsack: service('Knapsack Pro', 'source', tests, 'https://knapsackpro.com/dashboard', {
    variable: 'KNAPSACK_PRO_TEST_SUITE_TOKEN',
  }),
  mergify: service(
    'Mergify',
    'source',
    'Merges pull requests by your rules.',
    'https://dashboard.mergify.com/',
    { variable: 'MERGIFY_API_KEY' },
  ),
  ionic: service(
    'Ionic Appflow',
    'source',
    'Builds and hands out apps in your name.',
    'https://dashboard.ionicframework.com/personal-access-tokens',
    { variable: 'IONIC_TOKEN' },
  ),
  valtown: service(
    'Val Town',
    'source',
    'Runs and changes code in your account.',
    'https://www.val.town/settings/api',
    { variable: 'VAL_TOWN_API_KEY' },
  ),
  workato: service(
    'Workato',
    'source',
    'Runs and changes recipes and reaches the systems that they are connected to.',
    'https://app.workato.com/members/api/clients',
  ),
} as const satisfies Readonly<Record<string, Provider>>;
