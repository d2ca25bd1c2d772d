import type { SecretRule } from '../../rule.ts';

export const objectStoresRules: readonly SecretRule[] = [
  {
    id: 'backblaze-application-key',
    provider: 'backblaze',
    kind: 'context',
    title: 'Backblaze B2 application key',
    confidence: 'high',
    source: 'https://www.backblaze.com/docs/cloud-storage-application-keys',
    words: ['backblaze', 'b2app', 'b2key', 'b2secret'],
    value: /^K00\d[A-Za-z0-9+/]{27}$/,
    checks: { entropy: 2.8, has: ['lower', 'upper'] },
    hit: [
      'B2_APPLICATION_KEY=K005{base64:27}',
      'b2_application_key = "K005{base64:27}"',
      '{"b2ApplicationKey": "K005{base64:27}"}',
    ],
    miss: [
      'B2_APPLICATION_KEY=K005{base64:9}',
      'revision = "K005{base64:27}"',
      'B2_APPLICATION_KEY=K005xxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'wasabi-secret-key',
    provider: 'wasabi',
    kind: 'context',
    title: 'Wasabi secret key',
    confidence: 'medium',
    source: 'https://docs.wasabi.com/docs/creating-a-new-access-key',
    words: ['wasabi'],
    value: /^[A-Za-z0-9]{40}$/,
    checks: { entropy: 3.8, has: ['digit', 'lower', 'upper'] },
    hit: [
      'WASABI_SECRET_KEY={alnum:40}',
      'os.environ["WASABI_SECRET_KEY"] = "{alnum:40}"',
      'wasabi_secret_key: "{alnum:40}"',
    ],
    miss: [
      'WASABI_SECRET_KEY={alnum:13}',
      'digest = "{alnum:40}"',
      'WASABI_SECRET_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'minio-secret-key',
    provider: 'minio',
    kind: 'context',
    title: 'MinIO secret key',
    confidence: 'medium',
    source:
      'https://min.io/docs/minio/linux/administration/identity-access-management/minio-user-management.html',
    words: ['minio'],
    also: ['secret', 'password'],
    value: /^[A-Za-z0-9+/]{30,44}$/,
    checks: { entropy: 3.5, has: ['digit', 'lower', 'upper'] },
    hit: [
      'MINIO_SECRET_KEY={alnum:40}',
      'minio_secret_key = "{alnum:40}"',
      '{"minioSecretKey": "{alnum:40}"}',
    ],
    miss: [
      'MINIO_SECRET_KEY={alnum:13}',
      'etag = "{alnum:40}"',
      'MINIO_SECRET_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
