import { BaselineIndex } from '../baseline/baseline.ts';
import { GitleaksIgnore } from '../baseline/gitleaksIgnore.ts';
import { readSecretsBaseline, type SecretsBaseline } from '../baseline/secretsBaseline.ts';
import type { SecretFinding } from '../finding.ts';
import type { Suppression } from '../suppress/suppression.ts';
import type { JudgedText } from './allowances.ts';
import type { PolicyData } from './policyData.ts';

/** Baselines: ours, that of detect-secrets, and gitleaks' fingerprints. */
export function knownBefore(
  data: PolicyData,
): (finding: SecretFinding, context: JudgedText) => Suppression | undefined {
  const own = data.baselines.map(({ file, baseline }) => ({ file, index: new BaselineIndex(baseline) }));
  const detectSecrets = secretsBaseline(data);
  const ignored = data.gitleaksIgnore.map(({ file, text }) => ({ file, index: new GitleaksIgnore(text) }));
  return (finding, context) => {
    const { text, path, commit, lines } = context;
    for (const { file, index } of own) {
      if (index.match(text, path, finding)) return { kind: 'baseline', by: file };
    }
    const entry = detectSecrets?.index.match(text, path, finding);
    if (entry) return { kind: 'baseline', by: detectSecrets?.file ?? '' };
    for (const { file, index } of ignored) {
      if (!index.knows(path)) continue;
      const match = index.match(path, lines.lineAt(finding.start), finding, commit);
      if (match) return { kind: 'baseline', by: file, line: match.line };
    }
    return undefined;
  };
}

/** It was read when the policy was loaded; if it is broken all the same, it knows nothing. */
function secretsBaseline({
  secretsBaseline: source,
}: PolicyData): { file: string; index: SecretsBaseline } | undefined {
  if (!source) return undefined;
  try {
    return { file: source.file, index: readSecretsBaseline(source.text, source.file) };
  } catch {
    return undefined;
  }
}
