const rulePattern = /^[a-z0-9*][a-z0-9*-]*$/;

/**
 * A rule of ours in a comment or a setting: `openai-project-key`, with or without `secret/` as diagnostics show it, and
 * with `*` for any characters. Undefined for anything else.
 */
export function ruleName(text: string): string | undefined {
  const name = text.replace(/^secret\//, '');
  return rulePattern.test(name) ? name : undefined;
}

/** Whether a name as `ruleName` gives it means a rule. */
export function namesRule(name: string, rule: string): boolean {
  if (!name.includes('*')) return name === rule;
  const [head = '', ...rest] = name.split('*');
  if (!rule.startsWith(head)) return false;
  let at = head.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1) return rule.length - part.length >= at && rule.endsWith(part);
    const found = rule.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
