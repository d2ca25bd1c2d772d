import type { GenerateContext } from '../../../generate/generator.ts';
import { decodeText } from '../../../project/decodeText.ts';
import type { Evidence, ProjectFacts } from '../../../project/facts.ts';
import { inParallel } from '../../../project/inParallel.ts';
import type { PracticeId } from '../../../project/vocabulary.ts';
import { secretFixes } from '../../../secrets/fixes/secretFixes.ts';
import { ruleInfo } from '../../../secrets/ruleInfo.ts';
import { createScanner, type SecretScanner } from '../../../secrets/scanner.ts';

/** A key of a model service, or of a service account, in the project. Never its value. */
export interface FoundKey {
  /** `written`: the key itself stands there. `file`: a key file is used. `variable`: the environment gives it. */
  readonly kind: 'written' | 'file' | 'variable';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What it is, as part of a sentence: `Google AI API key`; for `variable` its name. */
  readonly what: string;
  /** How it is revoked, as a sentence, and where; absent where the issuer is not known. */
  readonly revoke?: { readonly how: string; readonly url: string };
  /** Title of the quick fix that takes it out. */
  readonly fix?: string;
}

const practices: readonly (readonly [PracticeId, FoundKey['kind']])[] = [
  ['hardcoded-api-key', 'written'],
  ['service-account-key-file', 'file'],
  ['api-key-from-environment', 'variable'],
];

/** Keys looked at; who has more has more to do than a list can say. */
const mostKeys = 20;
const longestFile = 1_000_000;

/** The keys that an identity makes needless, by what detection saw, in the order of the list above. */
export async function foundKeys({ facts, workspace }: GenerateContext): Promise<FoundKey[]> {
  const places = placesIn(await facts()).slice(0, mostKeys);
  if (places.length === 0) return [];
  const scanner = createScanner({ contextual: true });
  return inParallel(places, (place) => describe(place, workspace, scanner));
}

interface Place {
  readonly kind: FoundKey['kind'];
  readonly evidence: Evidence;
}

/** Each line once. */
function placesIn({ projects }: ProjectFacts): Place[] {
  const places = new Map<string, Place>();
  for (const [practice, kind] of practices) {
    for (const project of projects) {
      for (const evidence of project.practices.find(({ id }) => id === practice)?.evidence ?? []) {
        const key = `${evidence.file}:${String(evidence.line)}:${String(evidence.cell ?? '')}`;
        if (!places.has(key)) places.set(key, { kind, evidence });
      }
    }
  }
  return [...places.values()];
}

async function describe(
  { kind, evidence }: Place,
  workspace: GenerateContext['workspace'],
  scanner: SecretScanner,
): Promise<FoundKey> {
  const { file, line } = evidence;
  const variable = /\b[A-Z][A-Z0-9_]*(?:KEY|CREDENTIALS|TOKEN)\b/.exec(evidence.text)?.[0];
  const plain = { kind, file, line, what: variable ?? plainWords[kind] };
  if (kind !== 'written') return plain;
  const text = await textOf(workspace, file);
  const start = text === undefined ? -1 : offsetOf(text, line);
  if (text === undefined || start < 0) return { ...plain, what: plainWords[kind] };
  const end = text.indexOf('\n', start);
  const finding = scanner
    .scanText(text, file)
    .find((found) => found.start >= start && (end < 0 || found.start < end));
  if (!finding) return { ...plain, what: plainWords[kind] };
  const { title, provider } = ruleInfo(finding);
  const fix = secretFixes(text, file, finding).find(
    ({ disabled, id }) => disabled === undefined && id !== 'suppress' && id !== 'add-to-baseline',
  );
  return {
    ...plain,
    what: title,
    revoke: { how: provider.revoke, url: provider.revokeUrl },
    ...(fix && { fix: fix.title }),
  };
}

const plainWords = {
  written: 'API key',
  file: 'service account key',
  variable: 'API key in the environment',
} as const;

async function textOf(workspace: GenerateContext['workspace'], file: string): Promise<string | undefined> {
  try {
    const { bytes, size } = await workspace.read(file, longestFile);
    const { text, binary } = decodeText(bytes, size > bytes.length);
    return binary ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Where a line begins; -1 where there is none of that number. */
function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf('\n', offset);
    if (next < 0) return -1;
    offset = next + 1;
  }
  return offset;
}
