import type { Confidence } from './confidence.ts';

/**
 * One kind of secret. Rules are records: the engine (engine/) gives them their meaning. Every rule belongs to one of
 * three families, by how it is found.
 */
export type SecretRule = TokenRule | ContextRule | StructureRule;

interface RuleBase {
  /** Permanent, lower case with hyphens, unique: `openai-project-key`. Diagnostics show it as `secret/<id>`. */
  readonly id: string;
  /** Key of `providers.ts`: who issued the secret, how it is revoked, what is used instead. */
  readonly provider: string;
  /** What the secret is, as it stands in a sentence: `OpenAI project API key`. */
  readonly title: string;
  /** At best; examples and placeholders are reported as `low` whatever stands here. */
  readonly confidence: Confidence;
  /** Where the format is documented, or what it was learnt from. A URL, with a word on it where that helps. */
  readonly source: string;
  /** Texts in which the rule finds exactly one secret. Written with the fill-ins of `sample.ts`, never a real key. */
  readonly hit: readonly string[];
  /** Texts that look alike and in which the rule finds nothing, or nothing above `low`. */
  readonly miss: readonly string[];
  readonly checks?: Checks;
}

/** Tests on the value that was found, in the order of their cost. Failing one drops the finding. */
export interface Checks {
  /** Bits per character that the value has at least (Shannon). Given on the part after the prefix. */
  readonly entropy?: number;
  /** Kinds of characters of which the value must have at least one each. */
  readonly has?: readonly ('digit' | 'letter' | 'lower' | 'upper')[];
  /** A checksum or marker computed over the whole value; see `checks/`. */
  readonly valid?: (value: string) => boolean;
  /**
   * A checksum that issued keys have and made-up ones lack. A value that fails it is reported as `medium` at best, not
   * dropped: providers change their forms.
   */
  readonly proves?: (value: string) => boolean;
  /** What the key would stand for in prose, in tests, as a placeholder: values that are never secrets of this rule. */
  readonly not?: RegExp;
  /** True switches the placeholder test off, for values that may well hold such words. */
  readonly allowWords?: true;
}

/** A value that says by itself what it is, found by literal text that every such value has. */
export interface TokenRule extends RuleBase {
  readonly kind: 'token';
  /**
   * Literal texts of which each value (or what stands right before it) has one. Matched without regard to case by the
   * gate; the pattern then decides. At least three characters, as rare as possible.
   */
  readonly keywords: readonly string[];
  /**
   * Sticky (`y`), applied where the keyword begins, or `before` characters earlier. Group 1, where there is one, is
   * the secret; else the whole match. Linear: bounded quantifiers, no two neighbouring parts that can match the same
   * characters, no nested quantifiers, no lookbehind (the engine tests what stands before).
   */
  readonly pattern: RegExp;
  /**
   * For keywords in the middle of the value: how many characters of `[A-Za-z0-9_-]` (and those of `beforeAlso`) may
   * stand between the value's beginning and the keyword. The engine walks back over them and applies the pattern there.
   */
  readonly before?: number;
  /** Further characters that the walk back passes, such as `+/=.`. */
  readonly beforeAlso?: string;
  /** What may not stand right before the match; the default is a letter, a digit, `_` or `-`. `any` allows everything. */
  readonly leading?: 'notWord' | 'any';
  /** What may not stand right after the match; the default is a letter, a digit, `_` or `-`. `any` allows everything. */
  readonly trailing?: 'notWord' | 'any';
}

/** A value whose shape alone says little (32 hex digits), found as what is given to a name that says the service. */
export interface ContextRule extends RuleBase {
  readonly kind: 'context';
  /**
   * Lower-case words of which the name (`algolia_api_key`, `AlgoliaKey`, `x-algolia-api-key`) has one. Matched in the
   * name with `_`, `-`, `.` and blanks left out of both.
   */
  readonly words: readonly string[];
  /**
   * Further words of which the name must have one as well, such as `key`, `token`, `secret`; for services whose name is
   * an everyday word, or that have several kinds of secrets.
   */
  readonly also?: readonly string[];
  /** Words that the name must not have, such as `public`. */
  readonly without?: readonly string[];
  /** The whole value, anchored at both ends (`^…$`), bounded and linear. */
  readonly value: RegExp;
}

/** A secret with parts or over several lines, found by a function: private keys, service accounts, connection strings. */
export interface StructureRule extends RuleBase {
  readonly kind: 'structure';
  /** As for token rules. */
  readonly keywords: readonly string[];
  /**
   * The secret around a keyword that begins at `at`. Looks at most `reach` characters to either side and takes time in
   * proportion to that. Never throws.
   */
  readonly find: (text: string, at: number) => StructureMatch | undefined;
  readonly reach: number;
}

/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface StructureMatch {
  readonly start: number;
  readonly end: number;
  /** Lower than the rule's, where the parts say so. */
  readonly confidence?: Confidence;
}
