import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const quality = 'Reads what is known about the weaknesses of your code, and uploads results in your name.';
const tests = 'Runs tests on your account and reads their results.';
const scan = 'Queries the service on your account and reads what it keeps about your systems.';

/** Source hosts, pipelines and code quality. */
export const qualityProviders = {
  sonarqube: service(
    'SonarQube',
    'source',
    quality,
    'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    { variable: 'SONAR_TOKEN' },
  ),
  codecov: service('Codecov', 'source', 'Uploads coverage in your name.', 'https://app.codecov.io/', {
    variable: 'CODECOV_TOKEN',
    instead: 'Upload from CI with OIDC, which needs no token.',
  }),
  coveralls: service(
    'Coveralls',
    'source',
    'Uploads coverage in your name.',
    'https://coveralls.io/account',
    { variable: 'COVERALLS_REPO_TOKEN' },
  ),
  codacy: service('Codacy', 'source', quality, 'https://app.codacy.com/account/access-management', {
    variable: 'CODACY_PROJECT_TOKEN',
  }),
  codeclimate: service('Code Climate', 'source', quality, 'https://codeclimate.com/profile/tokens', {
    variable: 'CC_TEST_REPORTER_ID',
  }),
  snyk: service('Snyk', 'source', quality, 'https://app.snyk.io/account', { variable: 'SNYK_TOKEN' }),
  semgrep: service('Semgrep', 'source', quality, 'https://semgrep.dev/orgs/-/settings/tokens', {
    variable: 'SEMGREP_APP_TOKEN',
  }),
  aikido: service('Aikido', 'source', quality, 'https://app.aikido.dev/settings/integrations'),
  dependencytrack: service(
    'Dependency-Track',
    'source',
    'Reads and changes the bills of materials of your products.',
    'https://docs.dependencytrack.org/integrations/rest-api/',
  ),
  endorlabs: service('Endor Labs', 'source', quality, 'https://app.endorlabs.com/', {
    variable: 'ENDOR_API_CREDENTIALS_KEY',
  }),
  stackhawk: service('StackHawk', 'source', quality, 'https://app.stackhawk.com/settings/apikeys', {
    variable: 'HAWK_API_KEY',
  }),
  nightfall: service('Nightfall', 'source', quality, 'https://app.nightfall.ai/', {
    variable: 'NIGHTFALL_API_KEY',
  }),
  detectify: service('Detectify', 'source', quality, 'https://detectify.com/dashboard'),
  shodan: service('Shodan', 'source', scan, 'https://account.shodan.io/', { variable: 'SHODAN_API_KEY' }),
  virustotal: service('VirusTotal', 'source', scan, 'https://www.virustotal.com/gui/my-apikey', {
    variable: 'VT_API_KEY',
  }),
  securitytrails: service(
    'SecurityTrails',
    'source',
    scan,
    'https://securitytrails.com/app/account/credentials',
  ),
  urlscan: service('urlscan.io', 'source', scan, 'https://urlscan.io/user/profile/', {
    variable: 'URLSCAN_API_KEY',
  }),
  browserstack: service(
    'BrowserStack',
    'source',
    tests,
    'https://www.browserstack.com/accounts/profile/details',
    { variable: 'BROWSERSTACK_ACCESS_KEY' },
  ),
  saucelabs: service('Sauce Labs', 'source', tests, 'https://app.saucelabs.com/user-settings', {
    variable: 'SAUCE_ACCESS_KEY',
  }),
  lambdatest: service('LambdaTest', 'source', tests, 'https://accounts.lambdatest.com/security', {
    variable: 'LT_ACCESS_KEY',
  }),
  cypress: service(
    'Cypress Cloud',
    'source',
    'Records test runs in your project.',
    'https://cloud.cypress.io/',
    { variable: 'CYPRESS_RECORD_KEY' },
  ),
  percy: service('Percy', 'source', 'Uploads pictures of your pages to your project.', 'https://percy.io/', {
    variable: 'PERCY_TOKEN',
  }),
  blazemeter: service('BlazeMeter', 'source', tests, 'https://a.blazemeter.com/app/#/settings/api-keys'),
  bitbar: service('BitBar', 'source', tests, 'https://cloud.bitbar.com/'),
  gtmetrix: service('GTmetrix', 'source', tests, 'https://gtmetrix.com/dashboard/account'),
  checkly: service(
    'Checkly',
    'source',
    'Reads and changes your checks, and the secrets that they use.',
    'https://app.checklyhq.com/settings/user/api-keys',
    { variable: 'CHECKLY_API_KEY' },
  ),
  qase: service('Qase', 'source', tests, 'https://app.qase.io/user/api/token', {
    variable: 'QASE_API_TOKEN',
  }),
  loadmill: service('Loadmill', 'source', tests, 'https://app.loadmill.com/app/user/settings/security', {
    variable: 'LOADMILL_API_TOKEN',
  }),
  versioneye: service('VersionEye', 'source', quality, 'https://www.versioneye.com/settings/api'),
  apimetrics: service('APImetrics', 'source', tests, 'https://client.apimetrics.io/'),
  dareboost: service('Dareboost', 'source', tests, 'https://www.dareboost.com/'),
  rapid7: service(
    'Rapid7',
    'source',
    'Reads the weaknesses and incidents of your systems.',
    'https://insight.rapid7.com/platform#/apiKeyManagement',
  ),
  tenable: service(
    'Tenable',
    'source',
    'Reads the weaknesses of your systems and starts scans.',
    'https://cloud.tenable.com/',
    { variable: 'TENABLE_SECRET_KEY' },
  ),
  wiz: service(
    'Wiz',
    'source',
    'Reads the weaknesses of your clouds.',
    'https://app.wiz.io/settings/service-accounts',
    { variable: 'WIZ_CLIENT_SECRET' },
  ),
  codequiry: service('Codequiry', 'source', quality, 'https://dashboard.codequiry.com/'),
  applitools: service('Applitools', 'source', tests, 'https://eyes.applitools.com/app/', {
    variable: 'APPLITOOLS_API_KEY',
  }),
  katalon: service('Katalon', 'source', tests, 'https://analytics.katalon.com/user/apikey', {
    variable: 'KATALON_API_KEY',
  }),
} as const satisfies Readonly<Record<string, Provider>>;
