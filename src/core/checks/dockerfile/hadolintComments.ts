import type { CheckDiagnostic } from '../check.ts';
import { instructionAfter, instructionAt, type Dockerfile } from './dockerfile.ts';
import type { DockerRule } from './rule.ts';

const comment =
  /^[ \t]*#[ \t]*hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*([A-Z]{2}\d+(?:[ \t]*,[ \t]*[A-Z]{2}\d+)*)/gm;

/**
 * Leaves out what `# hadolint ignore=DL3002` accepts for the instruction after it, or `global ignore` for the file: the
 * findings of rules that say the same as one that is named.
 */
export function withoutHadolintIgnored(
  file: Dockerfile,
  diagnostics: readonly CheckDiagnostic[],
  rules: readonly DockerRule[],
): readonly CheckDiagnostic[] {
  const everywhere = new Set<string>();
  const here = new Map<number, Set<string>>();
  for (const match of file.text.includes('hadolint') ? file.text.matchAll(comment) : []) {
    const end = match.index + match[0].length;
    const place = match[1] === undefined ? instructionAfter(file, end)?.start : undefined;
    const codes = place === undefined ? everywhere : (here.get(place) ?? new Set());
    for (const code of match[2]?.split(/[ \t]*,[ \t]*/) ?? []) codes.add(code);
    if (place !== undefined) here.set(place, codes);
  }
  if (everywhere.size === 0 && here.size === 0) return diagnostics;
  const peers = new Map(rules.map(({ id, hadolint = [] }) => [`docker/${id}`, hadolint]));
  return diagnostics.filter(({ code, start }) => {
    const local = here.get(instructionAt(file, start)?.start ?? -1);
    return !(peers.get(code) ?? []).some((name) => everywhere.has(name) || local?.has(name) === true);
  });
}
