import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const content = 'Reads drafts and changes what your site shows.';
const files = 'Reads and changes the files that the token may.';
const maps = 'Uses the service on your account and at your cost.';
const flags = 'Reads your feature flags, or changes them as the key may.';
const analytics = 'Reads what your users do, or writes false events.';
const ship = 'Buys labels and reads the addresses of your customers.';
const device = 'Reads and steers your devices.';

/** Documents, customers, content, maps, analytics and delivery. */
export const productProviders = {
  algolia: service(
    'Algolia',
    'business',
    'Reads, changes or deletes your search indexes as the key may.',
    'https://dashboard.algolia.com/account/api-keys',
    { variable: 'ALGOLIA_API_KEY' },
  ),
  contentful: service(
    'Contentful',
    'business',
    content,
    'https://app.contentful.com/account/profile/cma_tokens',
    { variable: 'CONTENTFUL_ACCESS_TOKEN' },
  ),
  prismic: service('Prismic', 'business', content, 'https://prismic.io/docs/access-token'),
  sanity: service('Sanity', 'business', content, 'https://www.sanity.io/manage', {
    variable: 'SANITY_AUTH_TOKEN',
  }),
  storyblok: service('Storyblok', 'business', content, 'https://app.storyblok.com/'),
  buttercms: service('ButterCMS', 'business', content, 'https://buttercms.com/settings/'),
  kontent: service('Kontent.ai', 'business', content, 'https://app.kontent.ai/'),
  strapi: service('Strapi', 'business', content, 'https://docs.strapi.io/cms/features/api-tokens'),
  webflow: service('Webflow', 'business', content, 'https://webflow.com/dashboard', {
    variable: 'WEBFLOW_API_TOKEN',
  }),
  squarespace: service(
    'Squarespace',
    'business',
    'Reads and changes orders and products of the site.',
    'https://developers.squarespace.com/commerce-apis/authentication-and-permissions',
  ),
  wpengine: service(
    'WP Engine',
    'business',
    'Reads and changes sites and their backups.',
    'https://my.wpengine.com/profile/api_access',
  ),
  dropbox: service('Dropbox', 'business', files, 'https://www.dropbox.com/developers/apps', {
    variable: 'DROPBOX_ACCESS_TOKEN',
  }),
  box: service('Box', 'business', files, 'https://app.box.com/developers/console', {
    variable: 'BOX_CLIENT_SECRET',
  }),
  uploadcare: service('Uploadcare', 'business', files, 'https://app.uploadcare.com/'),
  mapbox: service('Mapbox', 'business', maps, 'https://console.mapbox.com/account/access-tokens/', {
    variable: 'MAPBOX_ACCESS_TOKEN',
  }),
  maptiler: service('MapTiler', 'business', maps, 'https://cloud.maptiler.com/account/keys/'),
  here: service('HERE', 'business', maps, 'https://platform.here.com/access'),
  launchdarkly: service(
    'LaunchDarkly',
    'business',
    flags,
    'https://app.launchdarkly.com/settings/authorization',
    { variable: 'LAUNCHDARKLY_SDK_KEY' },
  ),
  configcat: service('ConfigCat', 'business', flags, 'https://app.configcat.com/'),
  devcycle: service('DevCycle', 'business', flags, 'https://app.devcycle.com/'),
  split: service('Split', 'business', flags, 'https://app.split.io/'),
  optimizely: service('Optimizely', 'business', flags, 'https://app.optimizely.com/'),
  segment: service('Segment', 'business', analytics, 'https://app.segment.com/', {
    variable: 'SEGMENT_WRITE_KEY',
  }),
  amplitude: service('Amplitude', 'business', analytics, 'https://app.amplitude.com/', {
    variable: 'AMPLITUDE_API_KEY',
  }),
  mixpanel: service('Mixpanel', 'business', analytics, 'https://mixpanel.com/settings/project', {
    variable: 'MIXPANEL_TOKEN',
  }),
  posthog: service('PostHog', 'business', analytics, 'https://app.posthog.com/settings/user-api-keys', {
    variable: 'POSTHOG_API_KEY',
  }),
  pendo: service('Pendo', 'business', analytics, 'https://app.pendo.io/'),
  iterable: service(
    'Iterable',
    'business',
    'Reads your customers and sends messages to them.',
    'https://app.iterable.com/settings/apiKeys',
  ),
  keen: service('Keen', 'business', analytics, 'https://keen.io/'),
  branch: service('Branch', 'business', analytics, 'https://dashboard.branch.io/account-settings'),
  appsflyer: service('AppsFlyer', 'business', analytics, 'https://hq1.appsflyer.com/'),
  beamer: service(
    'Beamer',
    'business',
    'Posts announcements to your users.',
    'https://app.getbeamer.com/settings',
  ),
  readme: service('ReadMe', 'business', content, 'https://dash.readme.com/', { variable: 'README_API_KEY' }),
  postman: service(
    'Postman',
    'business',
    'Reads and changes collections and environments, with the secrets in them.',
    'https://go.postman.co/settings/me/api-keys',
    { variable: 'POSTMAN_API_KEY' },
  ),
  duffel: service(
    'Duffel',
    'business',
    'Books and cancels flights at your cost.',
    'https://app.duffel.com/',
    { variable: 'DUFFEL_ACCESS_TOKEN' },
  ),
  easypost: service('EasyPost', 'business', ship, 'https://www.easypost.com/account/api-keys', {
    variable: 'EASYPOST_API_KEY',
  }),
  shippo: service('Shippo', 'business', ship, 'https://apps.goshippo.com/settings/api', {
    variable: 'SHIPPO_API_KEY',
  }),
  lob: service(
    'Lob',
    'business',
    'Sends letters and cheques at your cost.',
    'https://dashboard.lob.com/settings/api-keys',
    { variable: 'LOB_API_KEY' },
  ),
  fedex: service('FedEx', 'business', ship, 'https://developer.fedex.com/api/en-us/project.html'),
  flexport: service('Flexport', 'business', ship, 'https://portal.flexport.com/'),
  fleetbase: service('Fleetbase', 'business', ship, 'https://console.fleetbase.io/developers/api-keys'),
  samsara: service(
    'Samsara',
    'business',
    'Reads where your vehicles and drivers are.',
    'https://cloud.samsara.com/',
  ),
  adafruit: service('Adafruit IO', 'business', device, 'https://io.adafruit.com/', {
    variable: 'ADAFRUIT_IO_KEY',
  }),
  adobe: service(
    'Adobe',
    'business',
    "Acts as the project in Adobe's services.",
    'https://developer.adobe.com/console/projects',
  ),
  frameio: service('Frame.io', 'business', files, 'https://developer.frame.io/app/tokens'),
  intra42: service(
    '42',
    'business',
    "Reads what the app may of the school's people and projects.",
    'https://profile.intra.42.fr/oauth/applications',
  ),
  tableau: service(
    'Tableau',
    'business',
    'Reads the data behind your views and changes them.',
    'https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm',
  ),
  looker: service(
    'Looker',
    'business',
    'Reads the data behind your dashboards and changes them.',
    'https://cloud.google.com/looker/docs/api-auth',
    { variable: 'LOOKERSDK_CLIENT_SECRET' },
  ),
  maxmind: service('MaxMind', 'business', maps, 'https://www.maxmind.com/en/accounts/current/license-key', {
    variable: 'MAXMIND_LICENSE_KEY',
  }),
  persona: service(
    'Persona',
    'business',
    'Reads the identity documents of your users.',
    'https://app.withpersona.com/dashboard/',
  ),
  onfido: service(
    'Onfido',
    'business',
    'Reads the identity documents of your users.',
    'https://dashboard.onfido.com/api/tokens',
  ),
  proof: service(
    'Proof',
    'business',
    'Reads and sends documents for notarization.',
    'https://dev.proof.com/',
  ),
  ubidots: service('Ubidots', 'business', device, 'https://industrial.ubidots.com/'),
  redirectpizza: service(
    'redirect.pizza',
    'business',
    'Changes where your domains lead to.',
    'https://redirect.pizza/',
  ),
  zuplo: service(
    'Zuplo',
    'business',
    'Calls the API that the key was made for.',
    'https://portal.zuplo.com/',
  ),
  unkey: service(
    'Unkey',
    'business',
    'Makes and revokes the API keys of your users.',
    'https://app.unkey.com/settings/root-keys',
    { variable: 'UNKEY_ROOT_KEY' },
  ),
  settlemint: service(
    'SettleMint',
    'business',
    'Reads and changes your blockchain applications.',
    'https://console.settlemint.com/',
  ),
  ayrshare: service('Ayrshare', 'business', 'Posts to your social networks.', 'https://app.ayrshare.com/api'),
  wakatime: service(
    'WakaTime',
    'business',
    'Reads and writes what you work on, and when.',
    'https://wakatime.com/settings/api-key',
    { variable: 'WAKATIME_API_KEY' },
  ),
  nytimes: service('New York Times', 'business', maps, 'https://developer.nytimes.com/my-apps'),
  rapidapi: service(
    'RapidAPI',
    'business',
    'Calls the APIs that you subscribed to, at your cost.',
    'https://rapidapi.com/developer/apps',
    { variable: 'RAPIDAPI_KEY' },
  ),
  typesense: service(
    'Typesense',
    'business',
    'Reads, changes or deletes your search indexes as the key may.',
    'https://typesense.org/docs/',
  ),
  meilisearch: service(
    'Meilisearch',
    'business',
    'Reads, changes or deletes your search indexes as the key may.',
    'https://www.meilisearch.com/docs/learn/security/basic_security',
    { variable: 'MEILI_MASTER_KEY' },
  ),
  particle: service(
    'Particle',
    'business',
    device,
    'https://docs.particle.io/reference/cloud-apis/api/#authentication',
  ),
  blynk: service('Blynk', 'business', device, 'https://docs.blynk.io/'),
  thingsboard: service('ThingsBoard', 'business', device, 'https://thingsboard.io/docs/'),
} as const satisfies Readonly<Record<string, Provider>>;
