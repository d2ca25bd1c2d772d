import type { SecretRule } from '../../../rule.ts';
import { namedKey, prefixedKey } from '../keyRules.ts';
import { anyOf, hex, lower, sequence, uuid, word } from '../shape.ts';

const sourcegraph = 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token';

/** Hosts of source code and what is built around them, besides GitHub, GitLab and Bitbucket. */
export const sourceHostRules: readonly SecretRule[] = [
  prefixedKey({
    id: 'sourcegraph-access-token',
    provider: 'sourcegraph',
    title: 'Sourcegraph access token',
    source: sourcegraph,
    keywords: ['sgp_'],
    pattern: /sgp_(?:[A-Fa-f0-9]{16}_)?(?:local_)?[A-Fa-f0-9]{40}/y,
    sample: 'sgp_{hex:16}_{hex:40}',
    hit: ['token: sgp_{hex:40}\n', 'token: sgp_local_{hex:40}\n'],
  }),
  prefixedKey({
    id: 'sourcegraph-license-token',
    provider: 'sourcegraph',
    title: 'Sourcegraph Cody gateway or licence token',
    source: sourcegraph,
    keywords: ['slk_', 'sgd_'],
    pattern: /s(?:lk|gd)_[a-f0-9]{64}/y,
    sample: 'slk_{hex:64}',
  }),
  namedKey({
    id: 'sourcegraph-legacy-token',
    provider: 'sourcegraph',
    title: 'Sourcegraph access token',
    source: sourcegraph,
    words: ['sourcegraph', 'srcaccess'],
    also: ['token', 'key', 'access'],
    name: 'sourcegraph_token',
    shape: hex(40),
  }),
  namedKey({
    id: 'gitea-access-token',
    provider: 'gitea',
    title: 'Gitea or Forgejo access token',
    source: 'https://docs.gitea.com/development/api-usage',
    words: ['gitea', 'forgejo', 'codeberg', 'gogs'],
    also: ['token', 'key', 'secret', 'access', 'pat', 'password'],
    shape: hex(40),
  }),
  namedKey({
    id: 'gitee-access-token',
    provider: 'gitee',
    title: 'Gitee access token',
    source: 'https://gitee.com/api/v5/swagger',
    words: ['gitee'],
    also: ['token', 'key', 'secret', 'access'],
    shape: hex(32, 64),
  }),
  prefixedKey({
    id: 'jetbrains-permanent-token',
    provider: 'jetbrains',
    title: 'JetBrains permanent token (YouTrack, Hub, Space)',
    source: 'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
    keywords: ['perm:', 'perm-'],
    pattern: /perm[:-][A-Za-z0-9+=/]{4,60}\.[A-Za-z0-9+=/-]{2,60}\.[A-Za-z0-9]{20,60}/y,
    sample: 'perm:{alnum:12}.{alnum:8}.{alnum:30}',
    checks: { entropy: 3 },
  }),
  prefixedKey({
    id: 'open-vsx-token',
    provider: 'openvsx',
    title: 'Open VSX access token',
    source: 'https://github.com/eclipse/openvsx/wiki/Publishing-Extensions',
    keywords: ['ovsxat_', 'ovsxp_'],
    pattern: /ovsx(?:at|p)_[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}/y,
    sample: 'ovsxat_{uuid}',
  }),
  namedKey({
    id: 'getgist-token',
    provider: 'getgist',
    title: 'Gist (getgist.com) API key',
    source: 'https://developers.getgist.com/api/',
    words: ['getgist'],
    shape: word(60, 80),
  }),
  namedKey({
    id: 'deepsource-token',
    provider: 'deepsource',
    title: 'DeepSource token',
    source: 'https://docs.deepsource.com/docs/developers/api/',
    words: ['deepsource'],
    also: ['token', 'key', 'pat'],
    shape: anyOf(sequence('dsp_', lower(30, 64)), hex(40), uuid),
  }),
];
