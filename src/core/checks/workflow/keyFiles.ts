import type { CheckDiagnostic, Span } from '../check.ts';

const keyFile =
  /\$\{\{\s{0,10}secrets\.\w*(?:SA_KEY|SERVICE_ACCOUNT|SERVICEACCOUNT|GCP_|GCLOUD_|GOOGLE_|_CREDENTIALS)\w*\s{0,10}\}\}[^\n]{0,300}?>\s{0,10}["']?[^\s"'|&;]{1,200}\.json/gi;

/** Keys of service accounts that a script writes from a secret to a file. */
export function checkKeyFiles(text: string, { start, end }: Span): CheckDiagnostic[] {
  const script = text.slice(start, end);
  if (!script.includes('secrets.')) return [];
  return [...script.matchAll(keyFile)].map((match) => ({
    code: 'identity/workflow-key',
    severity: 'warning',
    message:
      'This writes the key of a service account to a file, where later steps and the image may take it along. Sign in by google-github-actions/auth with workload_identity_provider, which needs none.',
    fixes: [],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}
