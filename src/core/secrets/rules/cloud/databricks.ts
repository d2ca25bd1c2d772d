import type { SecretRule } from '../../rule.ts';

export const databricksRules: readonly SecretRule[] = [
  {
    id: 'databricks-token',
    provider: 'databricks',
    kind: 'token',
    title: 'Databricks personal access token',
    confidence: 'high',
    source: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    keywords: ['dapi'],
    pattern: /dapi[a-f0-9]{32}(?:-\d{1,2})?/y,
    checks: { entropy: 3 },
    hit: [
      'export DATABRICKS_TOKEN="dapi{hex:32}"',
      "const client = new Client({ apiKey: 'dapi{hex:32}' });",
      'databricks_token: dapi{hex:32}',
    ],
    miss: ['DATABRICKS_TOKEN=dapi{hex:10}', 'DATABRICKS_TOKEN=dapixxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'databricks-oauth-secret',
    provider: 'databricks',
    kind: 'token',
    title: 'Databricks OAuth secret',
    confidence: 'high',
    source: 'https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m',
    keywords: ['dose'],
    pattern: /dose[a-f0-9]{32}/y,
    checks: { entropy: 3 },
    hit: [
      'DATABRICKS_CLIENT_SECRET=dose{hex:32}',
      'os.environ["DATABRICKS_CLIENT_SECRET"] = "dose{hex:32}"',
      '-H "Authorization: Bearer dose{hex:32}"',
    ],
    miss: [
      'DATABRICKS_CLIENT_SECRET=dose{hex:10}',
      'DATABRICKS_CLIENT_SECRET=dosexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'databricks-service-token',
    provider: 'databricks',
    kind: 'token',
    title: 'Databricks token of a service principal',
    confidence: 'high',
    source: 'https://docs.databricks.com/aws/en/dev-tools/auth/',
    keywords: ['dkea'],
    pattern: /dkea[a-f0-9]{32}(?:-\d{1,2})?/y,
    checks: { entropy: 3 },
    hit: [
      'DATABRICKS_TOKEN: dkea{hex:32}',
      "const databricksToken = 'dkea{hex:32}';",
      '      - DATABRICKS_TOKEN=dkea{hex:32}',
    ],
    miss: ['DATABRICKS_TOKEN=dkea{hex:10}', 'DATABRICKS_TOKEN=dkeaxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
];
