import type { SecretRule } from '../../../rule.ts';
import { namedKey, prefixedKey } from '../keyRules.ts';
import { anyOf, base64, hex, lower, sequence, uuid, word } from '../shape.ts';

const tokens =
  'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/';
const consumers = 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/';

export const atlassianRules: readonly SecretRule[] = [
  prefixedKey({
    id: 'atlassian-api-token',
    provider: 'atlassian',
    title: 'Atlassian API token',
    source: tokens,
    keywords: ['ATATT3'],
    pattern: /ATATT3[\w=-]{36,300}/y,
    sample: 'ATATT3xFfGF0{word:160}={HEX:8}',
    checks: { entropy: 3.5 },
  }),
  prefixedKey({
    id: 'atlassian-organization-key',
    provider: 'atlassian',
    title: 'Atlassian organization or repository access token',
    source:
      'https://support.atlassian.com/organization-administration/docs/manage-an-organization-with-the-admin-apis/',
    keywords: ['ATCTT3'],
    pattern: /ATCTT3[\w=-]{36,300}/y,
    sample: 'ATCTT3xFfGN0{word:160}={HEX:8}',
    checks: { entropy: 3.5 },
  }),
  prefixedKey({
    id: 'bitbucket-app-password',
    provider: 'bitbucket',
    title: 'Bitbucket app password',
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
    keywords: ['ATBB'],
    pattern: /ATBB[A-Za-z0-9]{32}/y,
    sample: 'ATBB{alnum:24}{HEX:8}',
    checks: { entropy: 3, has: ['digit'] },
  }),
  namedKey({
    id: 'atlassian-legacy-api-token',
    provider: 'atlassian',
    title: 'Atlassian API token of the form before 2023',
    source: tokens,
    words: ['atlassian', 'jira', 'confluence'],
    also: ['token', 'key', 'secret', 'password', 'pass', 'auth', 'access'],
    shape: anyOf(lower(24), base64(44)),
  }),
  namedKey({
    id: 'bitbucket-client-secret',
    provider: 'bitbucket',
    title: 'Bitbucket OAuth consumer secret',
    source: consumers,
    words: ['bitbucket'],
    name: 'bitbucket_client_secret',
    shape: anyOf(lower(32), word(44, 64)),
    without: ['clientid', 'consumerkey'],
  }),
  namedKey({
    id: 'bitbucket-client-id',
    provider: 'bitbucket',
    title: 'Bitbucket OAuth consumer key, which is not secret by itself',
    source: consumers,
    confidence: 'low',
    words: ['bitbucket'],
    also: ['clientid', 'consumerkey', 'id'],
    shape: lower(18, 40),
  }),
  namedKey({
    id: 'trello-api-key',
    provider: 'trello',
    title: 'Trello API key',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/',
    words: ['trello'],
    also: ['key', 'secret', 'token', 'access', 'auth'],
    shape: hex(32),
  }),
  namedKey({
    id: 'trello-token',
    provider: 'trello',
    title: 'Trello API token or secret',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    words: ['trello'],
    name: 'trello_token',
    shape: anyOf(hex(64), sequence('ATTA', hex(56, 76)), sequence(lower(60, 70))),
  }),
  prefixedKey({
    id: 'trello-prefixed-token',
    provider: 'trello',
    title: 'Trello API token',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    keywords: ['ATTA'],
    pattern: /ATTA[a-f0-9]{64}[A-F0-9]{8}/y,
    sample: 'ATTA{hex:64}{HEX:8}',
    checks: { entropy: 2.8 },
  }),
  namedKey({
    id: 'opsgenie-api-key',
    provider: 'opsgenie',
    title: 'Opsgenie API key',
    source: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    words: ['opsgenie', 'geniekey'],
    shape: uuid,
  }),
  namedKey({
    id: 'statuspage-api-key',
    provider: 'statuspage',
    title: 'Statuspage API key',
    source: 'https://support.atlassian.com/statuspage/docs/create-and-manage-api-keys/',
    words: ['statuspage'],
    shape: word(36),
  }),
];
