import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const observe =
  'Reads logs, metrics and traces, which often hold secrets and personal data, or writes false ones.';
const errors = 'Reads errors with the data around them, or writes false ones.';
const uptime = 'Reads and changes your checks and alerts.';

/** Logs, metrics, errors and on-call. */
export const monitoringProviders = {
  datadog: service(
    'Datadog',
    'monitoring',
    observe,
    'https://app.datadoghq.com/organization-settings/api-keys',
    {
      variable: 'DD_API_KEY',
      instead:
        'Give people and programs application keys with scopes; agents on a cloud can get their key from its secret manager by their identity.',
    },
  ),
  newrelic: service(
    'New Relic',
    'monitoring',
    observe,
    'https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher',
    { variable: 'NEW_RELIC_LICENSE_KEY' },
  ),
  grafana: service(
    'Grafana',
    'monitoring',
    'Reads and changes dashboards and what their data sources show.',
    'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    { variable: 'GRAFANA_TOKEN' },
  ),
  sentry: service('Sentry', 'monitoring', errors, 'https://sentry.io/settings/auth-tokens/', {
    variable: 'SENTRY_AUTH_TOKEN',
  }),
  honeycomb: service('Honeycomb', 'monitoring', observe, 'https://ui.honeycomb.io/account', {
    variable: 'HONEYCOMB_API_KEY',
  }),
  sumologic: service(
    'Sumo Logic',
    'monitoring',
    observe,
    'https://help.sumologic.com/docs/manage/security/access-keys/',
    { variable: 'SUMOLOGIC_ACCESSKEY' },
  ),
  splunk: service(
    'Splunk',
    'monitoring',
    'Writes events into your indexes.',
    'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    { variable: 'SPLUNK_HEC_TOKEN' },
  ),
  dynatrace: service(
    'Dynatrace',
    'monitoring',
    observe,
    'https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication',
    { variable: 'DT_API_TOKEN' },
  ),
  pagerduty: service(
    'PagerDuty',
    'monitoring',
    'Raises, closes and reads incidents and schedules.',
    'https://support.pagerduty.com/main/docs/api-access-keys',
    { variable: 'PAGERDUTY_TOKEN' },
  ),
  rollbar: service('Rollbar', 'monitoring', errors, 'https://docs.rollbar.com/docs/access-tokens', {
    variable: 'ROLLBAR_ACCESS_TOKEN',
  }),
  bugsnag: service('Bugsnag', 'monitoring', errors, 'https://app.bugsnag.com/settings/', {
    variable: 'BUGSNAG_API_KEY',
  }),
  logdna: service('Mezmo', 'monitoring', observe, 'https://app.mezmo.com/manage/api-keys'),
  loggly: service(
    'Loggly',
    'monitoring',
    'Writes events into your logs.',
    'https://documentation.solarwinds.com/en/success_center/loggly/',
  ),
  papertrail: service('Papertrail', 'monitoring', observe, 'https://papertrailapp.com/account/profile', {
    variable: 'PAPERTRAIL_API_TOKEN',
  }),
  logentries: service(
    'Logentries',
    'monitoring',
    'Writes events into your logs.',
    'https://docs.rapid7.com/insightops/',
  ),
  logzio: service('Logz.io', 'monitoring', observe, 'https://app.logz.io/#/dashboard/settings/manage-tokens'),
  lightstep: service('Lightstep', 'monitoring', observe, 'https://app.lightstep.com/', {
    variable: 'LS_ACCESS_TOKEN',
  }),
  axiom: service('Axiom', 'monitoring', observe, 'https://app.axiom.co/settings/api-tokens', {
    variable: 'AXIOM_TOKEN',
  }),
  betterstack: service('Better Stack', 'monitoring', uptime, 'https://betterstack.com/settings/api-tokens'),
  uptimerobot: service('UptimeRobot', 'monitoring', uptime, 'https://dashboard.uptimerobot.com/integrations'),
  statuscake: service('StatusCake', 'monitoring', uptime, 'https://app.statuscake.com/User.php'),
  airbrake: service('Airbrake', 'monitoring', errors, 'https://airbrake.io/'),
  honeybadger: service('Honeybadger', 'monitoring', errors, 'https://app.honeybadger.io/', {
    variable: 'HONEYBADGER_API_KEY',
  }),
  raygun: service('Raygun', 'monitoring', errors, 'https://app.raygun.com/'),
  appsignal: service('AppSignal', 'monitoring', errors, 'https://appsignal.com/accounts', {
    variable: 'APPSIGNAL_PUSH_API_KEY',
  }),
  instana: service('Instana', 'monitoring', observe, 'https://www.ibm.com/docs/en/instana-observability'),
  coralogix: service(
    'Coralogix',
    'monitoring',
    observe,
    'https://coralogix.com/docs/user-guides/account-management/api-keys/',
  ),
  rootly: service(
    'Rootly',
    'monitoring',
    'Raises, closes and reads incidents.',
    'https://rootly.com/account/api_keys',
  ),
  wavefront: service('Wavefront', 'monitoring', observe, 'https://docs.wavefront.com/api_tokens.html'),
  zabbix: service(
    'Zabbix',
    'monitoring',
    'Reads and changes your checks, and runs scripts on hosts as the user may.',
    'https://www.zabbix.com/documentation/current/en/manual/web_interface/frontend_sections/users/api_tokens',
  ),
  pingdom: service('Pingdom', 'monitoring', uptime, 'https://my.pingdom.com/app/api-tokens'),
  librato: service('AppOptics', 'monitoring', observe, 'https://docs.appoptics.com/api/'),
  scoutapm: service('Scout', 'monitoring', observe, 'https://scoutapm.com/settings', {
    variable: 'SCOUT_KEY',
  }),
  fullstory: service(
    'FullStory',
    'monitoring',
    'Reads recordings of the sessions of your users.',
    'https://app.fullstory.com/ui/settings/apikeys',
  ),
  statuspal: service(
    'Statuspal',
    'monitoring',
    'Changes what your status page says.',
    'https://statuspal.io/',
  ),
  firehydrant: service(
    'FireHydrant',
    'monitoring',
    'Raises, closes and reads incidents.',
    'https://app.firehydrant.io/organizations/bots',
  ),
  elasticapm: service(
    'Elastic APM',
    'monitoring',
    'Writes traces and errors into your indexes.',
    'https://www.elastic.co/docs/solutions/observability/apm/secret-token',
    { variable: 'ELASTIC_APM_SECRET_TOKEN' },
  ),
  metrilo: service('Metrilo', 'monitoring', 'Reads your customers and orders.', 'https://www.metrilo.com/'),
  appdynamics: service('AppDynamics', 'monitoring', observe, 'https://docs.appdynamics.com/'),
} as const satisfies Readonly<Record<string, Provider>>;
