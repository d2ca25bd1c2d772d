import type { SecretRule } from '../../rule.ts';

export const huggingFaceRules: readonly SecretRule[] = [
  {
    id: 'huggingface-token',
    provider: 'hugging-face',
    kind: 'token',
    title: 'Hugging Face access token',
    confidence: 'high',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    keywords: ['hf_'],
    pattern: /hf_[A-Za-z0-9]{30,40}/y,
    checks: { entropy: 3.3, has: ['letter'] },
    hit: [
      'HF_TOKEN=hf_{letter:34}',
      'os.environ["HF_TOKEN"] = "hf_{letter:34}"',
      '-H "Authorization: Bearer hf_{letter:34}"',
      'login(token="hf_{letter:34}")',
      '!huggingface-cli login --token hf_{letter:34}',
    ],
    miss: [
      'HF_TOKEN=hf_{letter:10}',
      'hf_quantizer_configuration_settings = 1',
      'HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'huggingface-organization-token',
    provider: 'hugging-face',
    kind: 'token',
    title: 'Hugging Face organisation API token',
    confidence: 'high',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    keywords: ['api_org_'],
    pattern: /api_org_[A-Za-z0-9]{30,40}/y,
    checks: { entropy: 3.3, has: ['letter'] },
    hit: [
      'HF_TOKEN: api_org_{letter:34}',
      "const hfToken = 'api_org_{letter:34}';",
      '      - HF_TOKEN=api_org_{letter:34}',
    ],
    miss: ['HF_TOKEN=api_org_{letter:11}', 'HF_TOKEN=api_org_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'huggingface-oauth-token',
    provider: 'hugging-face',
    kind: 'token',
    title: 'Hugging Face OAuth token',
    confidence: 'high',
    source: 'https://huggingface.co/docs/hub/oauth',
    keywords: ['hf_oauth_'],
    pattern: /hf_oauth_[\w.-]{40,1000}/y,
    checks: { entropy: 3.5, has: ['digit'] },
    hit: [
      'HF_OAUTH_TOKEN=hf_oauth_{word:120}',
      'client = Client(api_key="hf_oauth_{word:120}")',
      '{"apiKey": "hf_oauth_{word:120}"}',
    ],
    miss: [
      'HF_OAUTH_TOKEN=hf_oauth_{word:20}',
      'HF_OAUTH_TOKEN=hf_oauth_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
];
