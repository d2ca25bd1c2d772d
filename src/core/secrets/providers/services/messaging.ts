import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const bot = 'Acts as the bot: reads what it sees and writes in its name.';
const hook = 'Posts messages into the channel, from which people are led to believe anything.';
const mail = 'Sends mail in your name and reads what was sent, and to whom.';
const sms = 'Sends messages and makes calls in your name and at your cost, and reads what was sent.';
const push = 'Sends messages to the users of your apps.';

/** Chat, mail, calls, push messages and social networks. */
export const messagingProviders = {
  slack: service(
    'Slack',
    'messaging',
    'Reads and writes messages and files that the token may see; a webhook posts into its channel.',
    'https://api.slack.com/apps',
    {
      variable: 'SLACK_BOT_TOKEN',
      revoke:
        'Revoke the token of the app, or call `auth.revoke`; a webhook is deleted on the page of the app.',
      instead:
        'Turn on token rotation, restrict the token to your addresses, and keep it in a secret manager that the service reads with its own identity.',
    },
  ),
  discord: service('Discord', 'messaging', bot, 'https://discord.com/developers/applications', {
    variable: 'DISCORD_TOKEN',
  }),
  telegram: service('Telegram', 'messaging', bot, 'https://core.telegram.org/bots/features#botfather', {
    variable: 'TELEGRAM_BOT_TOKEN',
    revoke: 'Send `/revoke` to BotFather, and put the new token in place.',
  }),
  teams: service(
    'Microsoft Teams',
    'messaging',
    hook,
    'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  ),
  mattermost: service(
    'Mattermost',
    'messaging',
    bot,
    'https://docs.mattermost.com/developer/personal-access-tokens.html',
  ),
  rocketchat: service('Rocket.Chat', 'messaging', bot, 'https://docs.rocket.chat/docs/integrations'),
  matrix: service(
    'Matrix',
    'messaging',
    'Acts as the user: reads and writes in all rooms.',
    'https://spec.matrix.org/latest/client-server-api/#post_matrixclientv3logout',
  ),
  gitter: service(
    'Gitter',
    'messaging',
    'Acts as the user: reads and writes in all rooms.',
    'https://developer.gitter.im/apps',
  ),
  zoom: service(
    'Zoom',
    'messaging',
    'Reads and changes meetings, recordings and users.',
    'https://marketplace.zoom.us/user/build',
    { variable: 'ZOOM_CLIENT_SECRET' },
  ),
  webex: service('Webex', 'messaging', bot, 'https://developer.webex.com/my-apps', {
    variable: 'WEBEX_ACCESS_TOKEN',
  }),
  line: service('LINE', 'messaging', bot, 'https://developers.line.biz/console/', {
    variable: 'LINE_CHANNEL_ACCESS_TOKEN',
  }),
  viber: service('Viber', 'messaging', bot, 'https://partners.viber.com/'),
  lark: service('Lark', 'messaging', bot, 'https://open.larksuite.com/app'),
  dingtalk: service('DingTalk', 'messaging', hook, 'https://open-dev.dingtalk.com/'),
  wechat: service(
    'WeChat',
    'messaging',
    'Acts as the app or posts into the group.',
    'https://mp.weixin.qq.com/',
  ),
  googlechat: service(
    'Google Chat',
    'messaging',
    hook,
    'https://developers.google.com/workspace/chat/quickstart/webhooks',
    { instead: 'Use a Chat app that signs in with the service account attached to the service.' },
  ),
  sendgrid: service('SendGrid', 'messaging', mail, 'https://app.sendgrid.com/settings/api_keys', {
    variable: 'SENDGRID_API_KEY',
  }),
  mailgun: service('Mailgun', 'messaging', mail, 'https://app.mailgun.com/settings/api_security', {
    variable: 'MAILGUN_API_KEY',
  }),
  mailchimp: service(
    'Mailchimp',
    'messaging',
    'Reads your audience and sends mail to it.',
    'https://admin.mailchimp.com/account/api/',
    { variable: 'MAILCHIMP_API_KEY' },
  ),
  mandrill: service('Mailchimp Transactional', 'messaging', mail, 'https://mandrillapp.com/settings', {
    variable: 'MANDRILL_API_KEY',
  }),
  postmark: service('Postmark', 'messaging', mail, 'https://account.postmarkapp.com/servers', {
    variable: 'POSTMARK_SERVER_TOKEN',
  }),
  brevo: service('Brevo', 'messaging', mail, 'https://app.brevo.com/settings/keys/api', {
    variable: 'BREVO_API_KEY',
  }),
  sparkpost: service('SparkPost', 'messaging', mail, 'https://app.sparkpost.com/account/api-keys', {
    variable: 'SPARKPOST_API_KEY',
  }),
  mailjet: service('Mailjet', 'messaging', mail, 'https://app.mailjet.com/account/apikeys', {
    variable: 'MJ_APIKEY_PRIVATE',
  }),
  resend: service('Resend', 'messaging', mail, 'https://resend.com/api-keys', { variable: 'RESEND_API_KEY' }),
  mailersend: service('MailerSend', 'messaging', mail, 'https://app.mailersend.com/api-tokens', {
    variable: 'MAILERSEND_API_KEY',
  }),
  mailerlite: service('MailerLite', 'messaging', mail, 'https://dashboard.mailerlite.com/integrations/api'),
  loops: service('Loops', 'messaging', mail, 'https://app.loops.so/settings?page=api', {
    variable: 'LOOPS_API_KEY',
  }),
  elasticemail: service(
    'Elastic Email',
    'messaging',
    mail,
    'https://app.elasticemail.com/marketing/settings/new/manage-api',
  ),
  pepipost: service('Pepipost', 'messaging', mail, 'https://app.pepipost.com/'),
  postageapp: service('PostageApp', 'messaging', mail, 'https://secure.postageapp.com/'),
  mailsac: service(
    'Mailsac',
    'messaging',
    'Reads the test mail that you receive.',
    'https://mailsac.com/api-keys',
  ),
  mailmodo: service('Mailmodo', 'messaging', mail, 'https://manage.mailmodo.com/'),
  reachmail: service('ReachMail', 'messaging', mail, 'https://go.reachmail.net/'),
  moosend: service('Moosend', 'messaging', mail, 'https://identity.moosend.com/'),
  sendpulse: service('SendPulse', 'messaging', mail, 'https://login.sendpulse.com/settings/#api'),
  customerio: service(
    'Customer.io',
    'messaging',
    'Reads your customers and sends messages to them.',
    'https://fly.customer.io/settings/api_credentials',
  ),
  kickbox: service(
    'Kickbox',
    'messaging',
    'Checks addresses at your cost.',
    'https://app.kickbox.com/settings/keys',
  ),
  nylas: service(
    'Nylas',
    'messaging',
    'Reads and sends the mail and calendars of connected users.',
    'https://dashboard.nylas.com/',
    { variable: 'NYLAS_API_KEY' },
  ),
  twilio: service(
    'Twilio',
    'messaging',
    sms,
    'https://console.twilio.com/us1/account/keys-credentials/api-keys',
    {
      variable: 'TWILIO_AUTH_TOKEN',
      instead:
        'Use API keys with restricted rights per service, kept in a secret manager that the service reads with its own identity.',
    },
  ),
  messagebird: service(
    'MessageBird',
    'messaging',
    sms,
    'https://dashboard.messagebird.com/en/developers/access',
  ),
  vonage: service('Vonage', 'messaging', sms, 'https://dashboard.nexmo.com/settings', {
    variable: 'VONAGE_API_SECRET',
  }),
  plivo: service('Plivo', 'messaging', sms, 'https://console.plivo.com/dashboard/', {
    variable: 'PLIVO_AUTH_TOKEN',
  }),
  telnyx: service('Telnyx', 'messaging', sms, 'https://portal.telnyx.com/#/api-keys', {
    variable: 'TELNYX_API_KEY',
  }),
  sinch: service('Sinch', 'messaging', sms, 'https://dashboard.sinch.com/settings/access-keys'),
  signalwire: service('SignalWire', 'messaging', sms, 'https://signalwire.com/signin'),
  clicksend: service('ClickSend', 'messaging', sms, 'https://dashboard.clicksend.com/account/subaccounts'),
  infobip: service('Infobip', 'messaging', sms, 'https://portal.infobip.com/dev/api-keys'),
  d7networks: service('D7 Networks', 'messaging', sms, 'https://app.d7networks.com/'),
  tyntec: service('tyntec', 'messaging', sms, 'https://my.tyntec.com/'),
  voodoosms: service('Voodoo SMS', 'messaging', sms, 'https://www.voodoosms.com/portal/'),
  apifonica: service('Apifonica', 'messaging', sms, 'https://www.apifonica.com/'),
  onesignal: service('OneSignal', 'messaging', push, 'https://dashboard.onesignal.com/', {
    variable: 'ONESIGNAL_API_KEY',
  }),
  pushbullet: service(
    'Pushbullet',
    'messaging',
    'Reads and sends the messages of your devices.',
    'https://www.pushbullet.com/#settings/account',
  ),
  pushover: service('Pushover', 'messaging', 'Sends messages to your devices.', 'https://pushover.net/', {
    variable: 'PUSHOVER_TOKEN',
  }),
  pusher: service(
    'Pusher',
    'messaging',
    'Reads and sends the messages of your channels.',
    'https://dashboard.pusher.com/',
    { variable: 'PUSHER_APP_SECRET' },
  ),
  pubnub: service(
    'PubNub',
    'messaging',
    'Reads and sends the messages of your channels.',
    'https://admin.pubnub.com/',
    { variable: 'PUBNUB_SECRET_KEY' },
  ),
  ntfy: service(
    'ntfy',
    'messaging',
    'Reads and sends the messages of your topics.',
    'https://docs.ntfy.sh/config/#access-tokens',
    { variable: 'NTFY_TOKEN' },
  ),
  courier: service('Courier', 'messaging', push, 'https://app.courier.com/settings/api-keys', {
    variable: 'COURIER_AUTH_TOKEN',
  }),
  sendbird: service(
    'Sendbird',
    'messaging',
    'Reads and writes the chats of your users.',
    'https://dashboard.sendbird.com/',
  ),
  mesibo: service(
    'mesibo',
    'messaging',
    'Reads and writes the chats of your users.',
    'https://console.mesibo.com/',
  ),
  getstream: service(
    'Stream',
    'messaging',
    'Reads and writes the chats and feeds of your users.',
    'https://dashboard.getstream.io/',
    { variable: 'STREAM_API_SECRET' },
  ),
  agora: service(
    'Agora',
    'messaging',
    'Makes tokens with which anybody joins your calls.',
    'https://console.agora.io/',
  ),
  callrail: service(
    'CallRail',
    'messaging',
    'Reads the calls of your customers.',
    'https://app.callrail.com/settings',
  ),
  telesign: service('TeleSign', 'messaging', sms, 'https://portal.telesign.com/'),
  govuknotify: service('Notify', 'messaging', sms, 'https://www.notifications.service.gov.uk/'),
  ringcentral: service('RingCentral', 'messaging', sms, 'https://developers.ringcentral.com/my-account.html'),
  bandwidth: service('Bandwidth', 'messaging', sms, 'https://dashboard.bandwidth.com/'),
} as const satisfies Readonly<Record<string, Provider>>;
