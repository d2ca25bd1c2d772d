import type { CheckDiagnostic } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';

/** The releases of Google's actions that are current: v3 since 2025, on Node 24. Below 2 they run on a Node that GitHub has ended. */
const current = 3;
const oldest = 2;

/** Actions that take a key where they could sign in without one, and releases that are too old. */
export function checkActions(step: YamlPlace): CheckDiagnostic[] {
  const uses = step.get('uses');
  const [action = ''] = (uses.text ?? '').split('@', 1);
  const options = step.get('with');
  if (action === 'google-github-actions/auth')
    return [...keyOption(options.get('credentials_json')), ...oldRelease(uses)];
  if (/^google-github-actions\/(?:setup-gcloud|deploy-cloudrun)$/.test(action))
    return [
      ...keyOption(options.get('service_account_key')),
      ...keyOption(options.get('credentials')),
      ...oldRelease(uses),
    ];
  if (action === 'docker/login-action' && /^_json_key/.test(options.get('username').text ?? ''))
    return keyOption(options.get('username'));
  return action === 'GoogleCloudPlatform/github-actions/setup-gcloud' ? [ended(uses)] : [];
}

function keyOption(option: YamlPlace): CheckDiagnostic[] {
  if (!option.exists) return [];
  return [
    {
      code: 'identity/workflow-key',
      severity: 'warning',
      message:
        'This signs in with a key of a service account, which works for everyone who has it until it is revoked. Use workload_identity_provider of google-github-actions/auth, which needs none.',
      fixes: [],
      ...option.keySpan,
    },
  ];
}

function oldRelease(uses: YamlPlace): CheckDiagnostic[] {
  const { text = '', span, shared } = uses;
  const match = /@v(\d{1,3})(?:\.[\d.]{1,20})?$/.exec(text);
  if (!match || Number(match[1]) >= oldest) return [];
  const at = text.lastIndexOf('@');
  const start = span.start + (uses.quoted ? 1 : 0) + at;
  const end = start + text.length - at;
  return [
    {
      code: 'identity/old-action',
      severity: 'warning',
      message: `${text.slice(0, at)} ${match[0].slice(1)} is out of date; v${current} is current.`,
      fixes: shared ? [] : fixOf('update-action', `Use v${current}`, [{ start, end, text: `@v${current}` }]),
      start,
      end,
    },
  ];
}

function ended(uses: YamlPlace): CheckDiagnostic {
  return {
    code: 'identity/old-action',
    severity: 'warning',
    message:
      'This action has ended: google-github-actions/auth and google-github-actions/setup-gcloud took its place.',
    fixes: [],
    ...uses.mark,
  };
}
