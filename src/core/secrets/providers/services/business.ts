import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const docs = 'Reads and changes the documents and tables that the token may.';
const tasks = "Reads and changes projects, tasks and people's plans.";
const customers = 'Reads and changes customers and what was agreed with them.';
const support = 'Reads and answers the conversations with your customers.';
const flow = 'Starts your automation with any data.';

/** Documents, customers, content, maps, analytics and delivery. */
export const businessProviders = {
  airtable: service('Airtable', 'business', docs, 'https://airtable.com/create/tokens', {
    variable: 'AIRTABLE_API_KEY',
  }),
  notion: service('Notion', 'business', docs, 'https://www.notion.so/profile/integrations', {
    variable: 'NOTION_TOKEN',
  }),
  asana: service('Asana', 'business', tasks, 'https://app.asana.com/0/my-apps', {
    variable: 'ASANA_ACCESS_TOKEN',
  }),
  linear: service('Linear', 'business', tasks, 'https://linear.app/settings/account/security', {
    variable: 'LINEAR_API_KEY',
  }),
  monday: service(
    'monday.com',
    'business',
    tasks,
    'https://developer.monday.com/api-reference/docs/authentication',
    { variable: 'MONDAY_API_TOKEN' },
  ),
  clickup: service('ClickUp', 'business', tasks, 'https://app.clickup.com/settings/apps', {
    variable: 'CLICKUP_API_TOKEN',
  }),
  hubspot: service('HubSpot', 'business', customers, 'https://app.hubspot.com/private-apps/', {
    variable: 'HUBSPOT_ACCESS_TOKEN',
  }),
  salesforce: service(
    'Salesforce',
    'business',
    customers,
    'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm',
    { variable: 'SALESFORCE_ACCESS_TOKEN' },
  ),
  zendesk: service(
    'Zendesk',
    'business',
    support,
    'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    { variable: 'ZENDESK_API_TOKEN' },
  ),
  freshdesk: service(
    'Freshdesk',
    'business',
    support,
    'https://support.freshdesk.com/support/solutions/articles/215517',
    { variable: 'FRESHDESK_API_KEY' },
  ),
  intercom: service('Intercom', 'business', support, 'https://app.intercom.com/a/developer-signup', {
    variable: 'INTERCOM_ACCESS_TOKEN',
  }),
  crisp: service('Crisp', 'business', support, 'https://marketplace.crisp.chat/'),
  helpscout: service('Help Scout', 'business', support, 'https://secure.helpscout.net/'),
  front: service('Front', 'business', support, 'https://app.frontapp.com/settings/developers/tokens'),
  drift: service('Drift', 'business', support, 'https://dev.drift.com/apps'),
  typeform: service(
    'Typeform',
    'business',
    'Reads and changes forms and what people answered.',
    'https://admin.typeform.com/user/tokens',
  ),
  calendly: service(
    'Calendly',
    'business',
    'Reads and changes appointments and the people in them.',
    'https://calendly.com/integrations/api_webhooks',
  ),
  jotform: service(
    'Jotform',
    'business',
    'Reads and changes forms and what people answered.',
    'https://www.jotform.com/myaccount/api',
  ),
  smartsheet: service('Smartsheet', 'business', docs, 'https://app.smartsheet.com/b/home', {
    variable: 'SMARTSHEET_ACCESS_TOKEN',
  }),
  coda: service('Coda', 'business', docs, 'https://coda.io/account', { variable: 'CODA_API_TOKEN' }),
  todoist: service(
    'Todoist',
    'business',
    tasks,
    'https://app.todoist.com/app/settings/integrations/developer',
    { variable: 'TODOIST_API_TOKEN' },
  ),
  wrike: service('Wrike', 'business', tasks, 'https://www.wrike.com/apps/api'),
  shortcut: service('Shortcut', 'business', tasks, 'https://app.shortcut.com/settings/account/api-tokens', {
    variable: 'SHORTCUT_API_TOKEN',
  }),
  miro: service(
    'Miro',
    'business',
    'Reads and changes boards.',
    'https://miro.com/app/settings/user-profile/apps',
  ),
  figma: service(
    'Figma',
    'business',
    'Reads and comments on the files of the user.',
    'https://www.figma.com/settings',
    { variable: 'FIGMA_TOKEN' },
  ),
  canva: service(
    'Canva',
    'business',
    'Reads and changes designs of connected users.',
    'https://www.canva.com/developers/integrations',
  ),
  zapier: service('Zapier', 'business', flow, 'https://zapier.com/app/zaps'),
  make: service('Make', 'business', flow, 'https://www.make.com/'),
  tines: service('Tines', 'business', flow, 'https://www.tines.com/'),
  ifttt: service('IFTTT', 'business', flow, 'https://ifttt.com/maker_webhooks/settings'),
  retool: service('Retool', 'business', docs, 'https://docs.retool.com/reference/api/v2'),
  docusign: service(
    'DocuSign',
    'business',
    'Reads and sends documents for signing.',
    'https://admindemo.docusign.com/apps-and-keys',
  ),
  hellosign: service(
    'Dropbox Sign',
    'business',
    'Reads and sends documents for signing.',
    'https://app.hellosign.com/home/myAccount#api',
  ),
  pandadoc: service(
    'PandaDoc',
    'business',
    'Reads and sends documents for signing.',
    'https://app.pandadoc.com/a/#/settings/integrations/api',
  ),
  toggl: service('Toggl', 'business', tasks, 'https://track.toggl.com/profile'),
  harvest: service('Harvest', 'business', tasks, 'https://id.getharvest.com/developers'),
  clockify: service('Clockify', 'business', tasks, 'https://app.clockify.me/user/settings'),
  basecamp: service('Basecamp', 'business', tasks, 'https://launchpad.37signals.com/integrations'),
} as const satisfies Readonly<Record<string, Provider>>;
