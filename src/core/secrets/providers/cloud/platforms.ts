import type { Provider } from '../../provider.ts';

const keepInSecretManager =
  'There is no keyless way in from outside: keep the key, with the fewest rights, in a secret manager that only the identity of the service may read.';
const replaceKey = 'Delete the key on the page of API keys of the account, and make a new one.';
const deploysServices = 'Deploys services and reads their environment.';

export const platformsProviders = {
  fastly: {
    name: 'Fastly',
    group: 'cloud',
    opens: 'Changes and purges the services that the token may.',
    revoke: replaceKey,
    revokeUrl: 'https://manage.fastly.com/account/personal/tokens',
    instead: keepInSecretManager,
    variable: 'FASTLY_API_TOKEN',
  },
  netlify: {
    name: 'Netlify',
    group: 'cloud',
    opens: 'Deploys sites and reads their environment with every secret in it.',
    revoke: replaceKey,
    revokeUrl: 'https://app.netlify.com/user/applications#personal-access-tokens',
    instead: keepInSecretManager,
    variable: 'NETLIFY_AUTH_TOKEN',
  },
  render: {
    name: 'Render',
    group: 'cloud',
    opens: 'Deploys services and reads their environment with every secret in it.',
    revoke: replaceKey,
    revokeUrl: 'https://dashboard.render.com/u/settings#api-keys',
    instead: keepInSecretManager,
    variable: 'RENDER_API_KEY',
  },
  railway: {
    name: 'Railway',
    group: 'cloud',
    opens: 'Deploys services and reads their variables with every secret in it.',
    revoke: replaceKey,
    revokeUrl: 'https://railway.com/account/tokens',
    instead: keepInSecretManager,
    variable: 'RAILWAY_TOKEN',
  },
  'fly-io': {
    name: 'Fly.io',
    group: 'cloud',
    opens: 'Deploys apps, opens shells on their machines and reads what they hold.',
    revoke: replaceKey,
    revokeUrl: 'https://fly.io/dashboard/personal/tokens',
    instead: keepInSecretManager,
    variable: 'FLY_API_TOKEN',
  },
  supabase: {
    name: 'Supabase',
    group: 'cloud',
    opens:
      'Reads, changes and deletes everything in the project past row-level security; an access token also manages the projects of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://supabase.com/dashboard/project/_/settings/api-keys',
    instead:
      'Let the browser use the publishable key with row-level security; on a server keep the secret key in a secret manager.',
    variable: 'SUPABASE_SERVICE_ROLE_KEY',
  },
  deno: {
    name: 'Deno Deploy',
    group: 'cloud',
    opens: 'Deploys projects and reads their environment.',
    revoke: replaceKey,
    revokeUrl: 'https://dash.deno.com/account#access-tokens',
    instead:
      'Let CI deploy with OpenID Connect where the service takes it; else keep the key, with the fewest rights, in a secret manager.',
    variable: 'DENO_DEPLOY_TOKEN',
  },
  koyeb: {
    name: 'Koyeb',
    group: 'cloud',
    opens: deploysServices,
    revoke: replaceKey,
    revokeUrl: 'https://app.koyeb.com/user/settings/api',
    instead: keepInSecretManager,
    variable: 'KOYEB_TOKEN',
  },
  northflank: {
    name: 'Northflank',
    group: 'cloud',
    opens: deploysServices,
    revoke: replaceKey,
    revokeUrl: 'https://app.northflank.com/',
    instead: keepInSecretManager,
    variable: 'NORTHFLANK_API_TOKEN',
  },
  bunny: {
    name: 'bunny.net',
    group: 'cloud',
    opens: 'Manages zones and storage of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://dash.bunny.net/account/api-key',
    instead: keepInSecretManager,
    variable: 'BUNNY_API_KEY',
  },
  cloudinary: {
    name: 'Cloudinary',
    group: 'cloud',
    opens: 'Reads, uploads and deletes the media of the account, and signs uploads.',
    revoke: replaceKey,
    revokeUrl: 'https://console.cloudinary.com/settings/api-keys',
    instead: keepInSecretManager,
    variable: 'CLOUDINARY_URL',
  },
  imagekit: {
    name: 'ImageKit',
    group: 'cloud',
    opens: 'Reads, uploads and deletes the media of the account.',
    revoke: replaceKey,
    revokeUrl: 'https://imagekit.io/dashboard/developer/api-keys',
    instead: keepInSecretManager,
    variable: 'IMAGEKIT_PRIVATE_KEY',
  },
  uploadthing: {
    name: 'UploadThing',
    group: 'cloud',
    opens: 'Reads, uploads and deletes the files of the app.',
    revoke: replaceKey,
    revokeUrl: 'https://uploadthing.com/dashboard',
    instead: keepInSecretManager,
    variable: 'UPLOADTHING_TOKEN',
  },
  vercel: {
    name: 'Vercel',
    group: 'cloud',
    opens:
      'Deploys projects, reads their environment with every secret in it, or calls models and stores on the bill of the team.',
    revoke: 'Delete the key on the page of API keys of the account, and make a new one.',
    revokeUrl: 'https://vercel.com/account/settings/tokens',
    instead:
      'On Vercel use the OIDC token that functions get, for the AI Gateway as for other clouds; else keep the token in a secret manager.',
    variable: 'VERCEL_TOKEN',
  },
  cloudflare: {
    name: 'Cloudflare',
    group: 'cloud',
    opens:
      'Does in the account whatever the token may; the global key does everything the user may: DNS, Workers, R2, access.',
    revoke: replaceKey,
    revokeUrl: 'https://dash.cloudflare.com/profile/api-tokens',
    instead:
      'Use an API token with the fewest rights for one zone in place of the global key, and keep it in a secret manager.',
    variable: 'CLOUDFLARE_API_TOKEN',
  },
} as const satisfies Readonly<Record<string, Provider>>;
