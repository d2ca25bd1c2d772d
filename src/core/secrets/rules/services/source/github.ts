import { hasBase62Checksum } from '../../../checks/tokenChecksums.ts';
import type { SecretRule } from '../../../rule.ts';
import { namedKey, prefixedKey } from '../keyRules.ts';
import { alnum, hex } from '../shape.ts';

const formats =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';

const checks = { entropy: 3, proves: hasBase62Checksum } as const;

export const githubRules: readonly SecretRule[] = [
  prefixedKey({
    id: 'github-personal-access-token',
    provider: 'github',
    title: 'GitHub personal access token (classic)',
    source: formats,
    keywords: ['ghp_'],
    pattern: /ghp_[A-Za-z0-9]{36,251}/y,
    sample: 'ghp_{crc62:36}',
    checks,
  }),
  prefixedKey({
    id: 'github-fine-grained-token',
    provider: 'github',
    title: 'GitHub fine-grained personal access token',
    source: formats,
    keywords: ['github_pat_'],
    pattern: /github_pat_\w{60,255}/y,
    sample: 'github_pat_{alnum:22}_{alnum:59}',
    checks: { entropy: 3 },
  }),
  prefixedKey({
    id: 'github-oauth-token',
    provider: 'github',
    title: 'GitHub OAuth access token',
    source: formats,
    keywords: ['gho_'],
    pattern: /gho_[A-Za-z0-9]{36,251}/y,
    sample: 'gho_{crc62:36}',
    checks,
  }),
  prefixedKey({
    id: 'github-app-token',
    provider: 'github',
    title: 'GitHub App token',
    source: formats,
    keywords: ['ghu_', 'ghs_'],
    pattern: /gh[us]_(?:\d{1,12}_eyJ[\w-]{10,600}\.[\w-]{10,1500}\.[\w-]{10,800}|[A-Za-z0-9]{36,251})/y,
    sample: 'ghs_{crc62:36}',
    checks: { entropy: 3 },
    hit: ['token: ghu_{crc62:36}\n'],
  }),
  prefixedKey({
    id: 'github-refresh-token',
    provider: 'github',
    title: 'GitHub App refresh token',
    source: formats,
    keywords: ['ghr_'],
    pattern: /ghr_[A-Za-z0-9]{36,251}/y,
    sample: 'ghr_{crc62:76}',
    checks: { entropy: 3 },
  }),
  namedKey({
    id: 'github-oauth-client-secret',
    provider: 'github',
    title: 'GitHub OAuth client secret',
    source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    words: ['github', 'ghclient', 'ghsecret', 'ghoauth'],
    also: ['secret'],
    name: 'github_client_secret',
    shape: hex(40),
  }),
  namedKey({
    id: 'github-legacy-token',
    provider: 'github',
    title: 'GitHub token of the form before 2021',
    source:
      'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
    words: ['github', 'ghtoken', 'ghpat', 'ghauth', 'ghapi'],
    also: ['token', 'key', 'pat', 'auth', 'password', 'credential', 'consumer'],
    name: 'github_token',
    shape: hex(40),
  }),
  namedKey({
    id: 'github-oauth-client-id',
    provider: 'github',
    title: 'GitHub OAuth client ID, which is not secret by itself',
    source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    confidence: 'low',
    words: ['github'],
    also: ['clientid', 'appid', 'client', 'consumer', 'apikey', 'key', 'id'],
    name: 'github_client_id',
    shape: alnum(20),
  }),
];
