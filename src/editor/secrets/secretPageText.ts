import { secretRulePage, type PageSubject } from '../../core/secrets/page/rulePage.ts';
import { ruleInfo } from '../../core/secrets/ruleInfo.ts';
import { secretRules } from '../../core/secrets/rules/registry.ts';

/** The page on a rule, by its id. A rule that is not built in is told of by its id alone. */
export function secretPageText(id: string): string {
  const rule = secretRules.find((each) => each.id === id);
  const { provider, ...info } = ruleInfo({ rule: id, provider: rule?.provider ?? 'generic' });
  const subject: PageSubject = rule ? { ...info, kind: rule.kind, source: rule.source } : info;
  return secretRulePage(subject, provider);
}
