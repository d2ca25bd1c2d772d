import type { StructureMatch, StructureRule } from '../../rule.ts';

const reach = 8192;

/** `"type": "service_account"`, with quotes as they are or escaped. */
const accountType = /"?type\\?["']\s{0,8}:\s{0,8}\\?["']service_account\\?["']/y;

const privateKey =
  /private_key\\?["']\s{0,8}:\s{0,8}\\?["'](-----BEGIN (?:RSA )?PRIVATE KEY-----(?:\\{1,4}n|\n)[A-Za-z0-9+/=\\\n]{100,6000}-----END (?:RSA )?PRIVATE KEY-----(?:\\{1,4}n|\n)?)/;

/** The private key of a service account: it opens all that the account may do, without expiry. */
function findServiceAccount(text: string, at: number): StructureMatch | undefined {
  const from = at - (text.charAt(at - 1) === '"' ? 1 : 0);
  accountType.lastIndex = from;
  if (!accountType.test(text)) return undefined;
  const start = Math.max(0, at - reach);
  // The key mostly follows; a file that was sorted has it before.
  for (const [begin, end] of [
    [at, at + reach],
    [start, at],
  ] as const) {
    const window = text.slice(begin, end);
    const match = privateKey.exec(window);
    const value = match?.[1];
    if (!match || value === undefined) continue;
    const offset = begin + match.index + match[0].indexOf(value);
    return { start: offset, end: offset + value.length };
  }
  return undefined;
}

export const serviceAccountRules: readonly StructureRule[] = [
  {
    id: 'google-service-account-key',
    kind: 'structure',
    provider: 'google-cloud',
    title: 'Google Cloud service account key',
    confidence: 'high',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
    keywords: [
      'type": "service_account',
      'type":"service_account',
      'type\\": \\"service_account',
      'type\\":\\"service_account',
      "type': 'service_account",
    ],
    reach,
    find: findServiceAccount,
    hit: [
      '{\n  "type": "service_account",\n  "project_id": "p",\n  "private_key_id": "{hex:40}",\n  "private_key": "-----BEGIN ' +
        'PRIVATE KEY-----\\n{base64:64}\\n{base64:64}\\n-----END PRIVATE KEY-----\\n",\n  "client_email": "a@p.iam.gserviceaccount.com"\n}',
      '{"private_key":"-----BEGIN ' +
        'PRIVATE KEY-----\\n{base64:64}\\n{base64:64}\\n-----END PRIVATE KEY-----\\n","type":"service_account"}',
    ],
    miss: [
      '{"type": "service_account", "project_id": "p"}',
      '{"type": "service_account", "private_key": "-----BEGIN ' +
        'PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n"}',
    ],
  },
];
