import type { Confidence } from '../../confidence.ts';
import type { Checks, ContextRule, TokenRule } from '../../rule.ts';
import type { Shape } from './shape.ts';

/** Names that hold what looks like a key of the service and is not secret: a commit, a checksum, a public key. */
const publicNames: readonly string[] = [
  'sha1', 'sha256', 'sha512', 'githubsha', 'cisha', 'checksum', 'digest', 'commit', 'md5', 'revision', 'release',
  'fingerprint', 'integrity', 'hash', 'publickey', 'publishable', 'etag', 'uuid', 'guid',
]; // prettier-ignore

interface KeyRecord {
  /** Permanent id of the rule. */
  readonly id: string;
  readonly provider: string;
  readonly title: string;
  readonly source: string;
  readonly confidence?: Confidence;
  readonly checks?: Checks;
  /** Further samples, after those that follow from the shape. */
  readonly hit?: readonly string[];
  readonly miss?: readonly string[];
}

interface PrefixedRecord
  extends KeyRecord, Pick<TokenRule, 'before' | 'beforeAlso' | 'leading' | 'trailing'> {
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  /** Template of one key, as short as they get. */
  readonly sample: string;
}

/**
 * A rule for keys with a documented prefix or marker. Its samples are the key in a setting and in code, a key that is
 * too short, and one within a longer word (where that may be, a placeholder).
 */
export function prefixedKey(record: PrefixedRecord): TokenRule {
  const { sample, hit, miss, ...rest } = record;
  const isGlued = record.leading !== 'any';
  return {
    kind: 'token',
    confidence: 'high',
    ...rest,
    hit: [`SERVICE_CREDENTIAL=${sample}\n`, `client = Client("${sample}")\n`, ...(hit ?? [])],
    miss: [
      `CREDENTIAL=${shortened(sample)}\n`,
      isGlued ? `CREDENTIAL=Ab3${sample}\n` : `CREDENTIAL=${placeholder(sample)}\n`,
      ...(miss ?? []),
    ],
  };
}

interface NamedRecord extends KeyRecord, Pick<ContextRule, 'words' | 'also' | 'without'> {
  readonly shape: Shape;
  /** A name that the value is given to, with `_` between its words; follows from `words` and `also` if absent. */
  readonly name?: string;
  /** True for values that are kept under names of checksums and public things as well. */
  readonly anyName?: true;
}

/**
 * A rule for keys that are known by the name they are given to. Its samples are the key in a setting and in JSON, a
 * value that is too short, and the same value under a name that says nothing.
 */
export function namedKey(record: NamedRecord): ContextRule {
  const { shape, name: given, anyName, hit, miss, without, ...rest } = record;
  const name = given ?? `${record.words[0] ?? ''}_${record.also?.[0] ?? 'api_key'}`;
  const key = shape.sample;
  return {
    kind: 'context',
    confidence: 'medium',
    ...rest,
    without: [...(without ?? []), ...(anyName ? [] : publicNames)],
    value: new RegExp(`^(?:${shape.pattern})$`),
    // A name of letters alone is a name of something else, unless the shape says otherwise.
    checks: { has: ['digit', 'letter'], ...shape.checks, ...record.checks },
    hit: [`${name.toUpperCase()}=${key}\n`, `{ "${camelCase(name)}": "${key}" }\n`, ...(hit ?? [])],
    miss: [`${name.toUpperCase()}=${shortened(key)}\n`, `picture_cache_entry = "${key}"\n`, ...(miss ?? [])],
  };
}

/** The template with each fill-in an eighth as long. */
function shortened(template: string): string {
  return template
    .replace(
      /\{(\w+):(\d+)\}/g,
      (_, set: string, count: string) => `{${set}:${Math.ceil(Number(count) / 8)}}`,
    )
    .replaceAll('{uuid}', '{hex:8}-{hex:4}')
    .replaceAll('{crc32}', '{hex:3}');
}

/** The template with `x` for every secret character. */
function placeholder(template: string): string {
  return template
    .replace(/\{\w+:(\d+)\}/g, (_, count: string) => 'x'.repeat(Number(count)))
    .replaceAll('{uuid}', 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx')
    .replaceAll('{crc32}', 'xxxxxxxx');
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
