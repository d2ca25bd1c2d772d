import type { Provider } from '../../provider.ts';
import { service } from './service.ts';

const login = 'Signs users in, or reads and changes users and their rights as the key may.';
const network = 'Joins devices to your private network or changes its rules.';
const sign = 'Forges sessions and tokens that your application takes for its own.';

/** Sign-in, networks and the secrets of frameworks. */
export const identityProviders = {
  clerk: service('Clerk', 'identity', login, 'https://dashboard.clerk.com/last-active?path=api-keys', {
    variable: 'CLERK_SECRET_KEY',
  }),
  workos: service('WorkOS', 'identity', login, 'https://dashboard.workos.com/api-keys', {
    variable: 'WORKOS_API_KEY',
  }),
  okta: service(
    'Okta',
    'identity',
    login,
    'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    {
      variable: 'OKTA_API_TOKEN',
      instead:
        'Use OAuth 2.0 for Okta with a private key in a key management service, rather than an API token.',
    },
  ),
  auth0: service('Auth0', 'identity', login, 'https://manage.auth0.com/dashboard', {
    variable: 'AUTH0_CLIENT_SECRET',
    instead:
      'Authenticate the application with a private key JWT, whose key stays in a key management service.',
  }),
  stytch: service('Stytch', 'identity', login, 'https://stytch.com/dashboard/api-keys', {
    variable: 'STYTCH_SECRET',
  }),
  jumpcloud: service('JumpCloud', 'identity', login, 'https://console.jumpcloud.com/', {
    variable: 'JUMPCLOUD_API_KEY',
  }),
  loginradius: service('LoginRadius', 'identity', login, 'https://dashboard.loginradius.com/'),
  duo: service(
    'Duo',
    'identity',
    'Signs users in without their second factor.',
    'https://admin.duosecurity.com/',
  ),
  hcaptcha: service(
    'hCaptcha',
    'identity',
    'Confirms solved puzzles in your name.',
    'https://dashboard.hcaptcha.com/settings',
    { variable: 'HCAPTCHA_SECRET' },
  ),
  nats: service(
    'NATS',
    'identity',
    'Connects as the user, or signs for the account or operator.',
    'https://docs.nats.io/using-nats/nats-tools/nsc/revocation',
    { variable: 'NATS_SEED' },
  ),
  wireguard: service(
    'WireGuard',
    'identity',
    'Joins your private network in place of the device.',
    'https://www.wireguard.com/quickstart/',
    {
      revoke: 'Make a new key pair on the device and remove the old public key from its peers.',
      instead: 'Let a service that signs users in (OIDC) hand out short-lived keys.',
    },
  ),
  tailscale: service('Tailscale', 'identity', network, 'https://login.tailscale.com/admin/settings/keys', {
    variable: 'TS_AUTHKEY',
    instead:
      'Use workload identity federation or OAuth clients of Tailscale with tags, whose keys live minutes.',
  }),
  ngrok: service(
    'ngrok',
    'identity',
    'Opens tunnels in your name.',
    'https://dashboard.ngrok.com/get-started/your-authtoken',
    { variable: 'NGROK_AUTHTOKEN' },
  ),
  definednetworking: service(
    'Defined Networking',
    'identity',
    network,
    'https://admin.defined.net/settings/api-keys',
  ),
  zerotier: service('ZeroTier', 'identity', network, 'https://my.zerotier.com/account'),
  meraki: service(
    'Cisco Meraki',
    'identity',
    'Reads and changes the networks of your organization.',
    'https://dashboard.meraki.com/',
    { variable: 'MERAKI_DASHBOARD_API_KEY' },
  ),
  authress: service('Authress', 'identity', login, 'https://authress.io/app/'),
  truenas: service('TrueNAS', 'identity', 'Administers the storage server.', 'https://www.truenas.com/docs/'),
  ably: service(
    'Ably',
    'identity',
    'Reads and sends the messages of your channels.',
    'https://ably.com/accounts',
    { variable: 'ABLY_API_KEY' },
  ),
  django: service(
    'Django',
    'identity',
    sign,
    'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    {
      variable: 'DJANGO_SECRET_KEY',
      revoke:
        'Set a new key; move the old one to `SECRET_KEY_FALLBACKS` for as long as old sessions shall hold.',
      instead:
        'Read it from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  rails: service(
    'Rails',
    'identity',
    'Decrypts the credentials of the application and forges its sessions.',
    'https://guides.rubyonrails.org/security.html#environmental-security',
    {
      variable: 'RAILS_MASTER_KEY',
      revoke:
        'Make a new key with `rails secret` or encrypt the credentials anew, and replace every secret in them.',
      instead:
        'Read it from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  laravel: service(
    'Laravel',
    'identity',
    'Decrypts what the application encrypted and forges its sessions.',
    'https://laravel.com/docs/encryption#gracefully-rotating-encryption-keys',
    {
      variable: 'APP_KEY',
      revoke:
        'Run `php artisan key:generate`; move the old key to `APP_PREVIOUS_KEYS` for as long as old data shall be read.',
      instead:
        'Read it from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  symfony: service(
    'Symfony',
    'identity',
    sign,
    'https://symfony.com/doc/current/configuration/secrets.html',
    {
      variable: 'APP_SECRET',
      revoke: 'Set a new random value and deploy it.',
      instead:
        'Read it from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  wordpress: service(
    'WordPress',
    'identity',
    "Forges sessions of any user, the administrator's included.",
    'https://api.wordpress.org/secret-key/1.1/salt/',
    {
      revoke: 'Replace all keys and salts with new ones; everybody is signed out.',
      instead:
        'Read them from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  codeigniter: service(
    'CodeIgniter',
    'identity',
    'Decrypts what the application encrypted.',
    'https://codeigniter.com/user_guide/libraries/encryption.html',
    {
      revoke: 'Set a new key with `php spark key:generate` and encrypt stored data anew.',
      instead:
        'Read it from the environment, filled from a secret manager that the service reads with its own identity.',
    },
  ),
  framework: service(
    'session or token signature',
    'identity',
    sign,
    'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    {
      revoke: 'Set a new random value and deploy it; everybody is signed out.',
      instead:
        'Read it from the environment, filled from a secret manager; better, sign with a key in a key management service that never leaves it.',
    },
  ),
  sidekiq: service(
    'Sidekiq',
    'identity',
    'Downloads the paid gems in your name.',
    'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
    { variable: 'BUNDLE_GEMS__CONTRIBSYS__COM' },
  ),
  webpush: service(
    'Web Push',
    'identity',
    'Sends push messages to the browsers of your users.',
    'https://datatracker.ietf.org/doc/html/rfc8292',
    { variable: 'VAPID_PRIVATE_KEY', revoke: 'Make a new key pair; every browser has to subscribe anew.' },
  ),
} as const satisfies Readonly<Record<string, Provider>>;
