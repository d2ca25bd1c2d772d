import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const publish = 'Publishes packages in your name, which run on the machines of all who install them.';

/** Package and image registries. */
export const registryProviders = {
  npm: service('npm', 'registry', publish, 'https://www.npmjs.com/settings/~/tokens', {
    variable: 'NPM_TOKEN',
    instead: 'Publish from CI with trusted publishing (OIDC), which needs no token.',
  }),
  pypi: service('PyPI', 'registry', publish, 'https://pypi.org/manage/account/token/', {
    variable: 'TWINE_PASSWORD',
    instead: 'Publish from CI with trusted publishing (OIDC), which needs no token.',
  }),
  rubygems: service('RubyGems', 'registry', publish, 'https://rubygems.org/profile/api_keys', {
    variable: 'GEM_HOST_API_KEY',
    instead: 'Publish from CI with trusted publishing (OIDC), which needs no token.',
  }),
  cratesio: service('crates.io', 'registry', publish, 'https://crates.io/settings/tokens', {
    variable: 'CARGO_REGISTRY_TOKEN',
    instead: 'Publish from CI with trusted publishing (OIDC), which needs no token.',
  }),
  nuget: service('NuGet', 'registry', publish, 'https://www.nuget.org/account/apikeys', {
    variable: 'NUGET_API_KEY',
    instead: 'Publish from CI with trusted publishing (OIDC), which needs no token.',
  }),
  dockerhub: service(
    'Docker Hub',
    'registry',
    'Pulls and pushes images in your name, which run wherever they are pulled.',
    'https://app.docker.com/settings/personal-access-tokens',
    {
      variable: 'DOCKERHUB_TOKEN',
      instead:
        'Keep images in the registry of your cloud (Artifact Registry), which the identity of a build or service may read and write without a password.',
    },
  ),
  jfrog: service(
    'JFrog Artifactory',
    'registry',
    'Reads and publishes the packages and images that the user may.',
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    {
      variable: 'JF_ACCESS_TOKEN',
      instead: 'In CI use the OIDC integration of JFrog, which gives each job a token of its own.',
    },
  ),
  clojars: service('Clojars', 'registry', publish, 'https://clojars.org/tokens', {
    variable: 'CLOJARS_PASSWORD',
  }),
  hexpm: service('Hex', 'registry', publish, 'https://hex.pm/dashboard/keys', { variable: 'HEX_API_KEY' }),
  packagist: service('Packagist', 'registry', publish, 'https://packagist.com/profile', {
    variable: 'COMPOSER_AUTH',
  }),
  cloudsmith: service(
    'Cloudsmith',
    'registry',
    'Reads and publishes the packages that the user may.',
    'https://cloudsmith.io/user/settings/api/',
    { variable: 'CLOUDSMITH_API_KEY', instead: 'In CI use the OIDC integration of Cloudsmith.' },
  ),
  packagecloud: service('packagecloud', 'registry', publish, 'https://packagecloud.io/api_token', {
    variable: 'PACKAGECLOUD_TOKEN',
  }),
  gemfury: service('Gemfury', 'registry', publish, 'https://manage.fury.io/', { variable: 'FURY_TOKEN' }),
  bintray: service('Bintray', 'registry', publish, 'https://jfrog.com/'),
  sonatype: service('Sonatype Central', 'registry', publish, 'https://central.sonatype.com/usertoken'),
  anaconda: service('Anaconda.org', 'registry', publish, 'https://anaconda.org/settings/access', {
    variable: 'ANACONDA_API_TOKEN',
  }),
  librariesio: service(
    'Libraries.io',
    'registry',
    'Queries the service on your account.',
    'https://libraries.io/account',
    { variable: 'LIBRARIES_API_KEY' },
  ),
  thunderstore: service('Thunderstore', 'registry', publish, 'https://thunderstore.io/settings/'),
} as const satisfies Readonly<Record<string, Provider>>;
