import type { SecretRule } from '../../rule.ts';

export const elasticRules: readonly SecretRule[] = [
  {
    id: 'elastic-cloud-api-key',
    provider: 'elastic',
    kind: 'token',
    title: 'Elastic Cloud API key',
    confidence: 'high',
    source:
      'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys; pattern elastic-cloud-api-key of https://github.com/betterleaks/betterleaks/blob/main/config/betterleaks.toml',
    keywords: ['essu_'],
    pattern: /essu_[A-Za-z0-9+\/_-]{50,200}={0,2}/y,
    trailing: 'any',
    checks: { entropy: 3.8 },
    hit: [
      'export EC_API_KEY="essu_{alnum:82}=="',
      "const client = new Client({ apiKey: 'essu_{alnum:82}==' });",
      'ec_api_key: essu_{alnum:82}==',
    ],
    miss: ['EC_API_KEY=essu_{alnum:27}==', 'EC_API_KEY=essu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=='],
  },
  {
    id: 'elasticsearch-api-key',
    provider: 'elastic',
    kind: 'context',
    title: 'Elasticsearch API key',
    confidence: 'medium',
    source: 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys',
    words: ['elastic', 'elasticsearch', 'esapikey'],
    also: ['apikey', 'key'],
    value: /^[A-Za-z0-9+/_-]{58,64}={0,2}$/,
    checks: { entropy: 4, has: ['digit', 'lower', 'upper'] },
    hit: [
      'ELASTIC_API_KEY={alnum:58}==',
      'os.environ["ELASTIC_API_KEY"] = "{alnum:58}=="',
      'elastic_api_key: "{alnum:58}=="',
    ],
    miss: [
      'ELASTIC_API_KEY={alnum:19}==',
      'digest = "{alnum:58}=="',
      'ELASTIC_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==',
    ],
  },
];
