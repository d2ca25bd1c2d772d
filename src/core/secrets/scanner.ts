import { matchAssignment } from './contextual/matchAssignment.ts';
import { indexContextRules, type ContextRuleIndex } from './contextual/matchContextRule.ts';
import { matchTrigger } from './contextual/matchTrigger.ts';
import { nameAround } from './contextual/nameAround.ts';
import { SourceText } from './contextual/sourceText.ts';
import { contextTriggers, credentialKeywords } from './contextual/triggers.ts';
import { settleOverlaps, weights, type Candidate } from './engine/candidate.ts';
import { compileRules, type CompiledRules, type KeywordTargets } from './engine/compiledRules.ts';
import { decodeAround } from './engine/encodedTokens.ts';
import { KeywordHits } from './engine/keywordMachine.ts';
import { nameBefore } from './engine/nameBefore.ts';
import { matchToken } from './engine/matchToken.ts';
import type { SecretFinding } from './finding.ts';
import { languageOf, type Language } from './language.ts';
import { secretRules } from './rules/registry.ts';
import type { SecretRule, TokenRule } from './rule.ts';

export interface ScannerOptions {
  /** Ids of rules that are off. */
  readonly disabled?: ReadonlySet<string>;
  /** Instead of all built-in rules; for tests, and to add rules of one's own. */
  readonly rules?: readonly SecretRule[];
  /** False leaves the contextual detection of passwords, tokens and secrets out. */
  readonly contextual?: boolean;
}

/** What a scan of one file's bytes gave. */
export interface FileScan {
  readonly findings: readonly SecretFinding[];
  /** The decoded text that the findings' offsets count in; absent where nothing asked for decoding. */
  readonly text?: string;
  /** True for bytes that are no text. */
  readonly binary: boolean;
}

/**
 * Finds secrets in texts. Building one compiles the rules (some milliseconds), so it is built once and kept. Holds no
 * state between scans; every method is synchronous, never throws and takes time linear in the input.
 */
export interface SecretScanner {
  /** The path says the language, and is not read. Findings are in the order of the text and do not overlap. */
  scanText(text: string, path: string): readonly SecretFinding[];
  /** Decodes only where a keyword of any rule stands in the bytes. */
  scanBytes(bytes: Uint8Array, path: string): FileScan;
}

export function createScanner(options: ScannerOptions = {}): SecretScanner {
  const disabled = options.disabled ?? new Set<string>();
  const rules = (options.rules ?? secretRules).filter(({ id }) => !disabled.has(id));
  const contextual = options.contextual ?? true;
  const compiled = compileRules(
    rules,
    contextual || rules.some(({ kind }) => kind === 'context') ? credentialKeywords : [],
    contextual ? contextTriggers : {},
  );
  const scan = new Scan(compiled, indexContextRules(compiled.contextRules), contextual, disabled);
  return {
    scanText: (text, path) => scan.text(text, languageOf(path)),
    scanBytes: (bytes, path) => scan.bytes(bytes, languageOf(path)),
  };
}

/** One scan after the other over buffers that are used again. */
class Scan {
  readonly #rules: CompiledRules;
  readonly #index: ContextRuleIndex;
  readonly #contextual: boolean;
  readonly #disabled: ReadonlySet<string>;
  readonly #hits = new KeywordHits();
  /** Where the last match of a rule ended. */
  readonly #matchedUntil = new Map<TokenRule, number>();

  constructor(
    rules: CompiledRules,
    index: ContextRuleIndex,
    contextual: boolean,
    disabled: ReadonlySet<string>,
  ) {
    this.#rules = rules;
    this.#index = index;
    this.#contextual = contextual;
    this.#disabled = disabled;
  }

  text(text: string, language: Language): readonly SecretFinding[] {
    this.#hits.clear();
    this.#rules.machine.scanText(text, this.#hits);
    return this.#settle(text, language);
  }

  bytes(bytes: Uint8Array, language: Language): FileScan {
    this.#hits.clear();
    this.#rules.machine.scanBytes(bytes, this.#hits);
    if (this.#hits.length === 0) return { findings: [], binary: false };
    const text = decoder.decode(bytes);
    // Of the same length, each byte became one character, and the hits hold in the text as well.
    if (text.length !== bytes.length) return { text, binary: false, findings: this.text(text, language) };
    return { text, binary: false, findings: this.#settle(text, language) };
  }

  #settle(text: string, language: Language): readonly SecretFinding[] {
    const { machine, targets } = this.#rules;
    const found: Candidate[] = [];
    const source = new SourceText(text, language);
    this.#matchedUntil.clear();
    let nameEnd = -1;
    let encodedEnd = -1;
    for (let at = 0; at < this.#hits.length; at++) {
      const end = this.#hits.ends[at] ?? 0;
      for (const number of machine.keywordsAt(this.#hits.states[at] ?? 0)) {
        const target = targets[number];
        if (!target) continue;
        const start = end - target.keyword.length;
        this.#matchValue(text, target, start, found);
        if (target.encoded && start >= encodedEnd) encodedEnd = this.#matchEncoded(text, start, found);
        if (!target.name || end <= nameEnd) continue;
        const name = nameAround(text, start, end);
        nameEnd = name.end;
        if (name.tooLong) continue;
        const match = matchAssignment(source, name, this.#index, this.#contextual);
        if (match && !this.#disabled.has(match.rule)) found.push(match);
      }
    }
    return found.length === 0 ? found : settleOverlaps(found).map((finding) => withName(text, finding));
  }

  /**
   * A token in Base64: the finding is all of the run, since only as a whole it can be taken out. Answers where the run
   * ends, so that it is decoded once.
   */
  #matchEncoded(text: string, at: number, found: Candidate[]): number {
    const { start, end, decoded } = decodeAround(text, at);
    if (decoded === undefined) return end;
    const { machine, targets } = this.#rules;
    const hits = new KeywordHits();
    machine.scanText(decoded, hits);
    for (let hit = 0; hit < hits.length; hit++) {
      for (const number of machine.keywordsAt(hits.states[hit] ?? 0)) {
        const target = targets[number];
        if (!target) continue;
        const inside = (hits.ends[hit] ?? 0) - target.keyword.length;
        const match = firstMatch(target.tokens, decoded, inside);
        if (!match) continue;
        found.push({ ...match, start, end, weight: weights.token - 0.2 });
        return end;
      }
    }
    return end;
  }

  #matchValue(text: string, target: KeywordTargets, start: number, found: Candidate[]): void {
    for (const rule of target.tokens) {
      if (start < (this.#matchedUntil.get(rule) ?? 0)) continue;
      const match = matchToken(rule, text, start);
      if (!match) continue;
      found.push(match);
      // Of what lies within it nothing more is to be said by this rule.
      this.#matchedUntil.set(rule, match.end);
    }
    for (const rule of target.structures) {
      const match = rule.find(text, start);
      if (!match) continue;
      const { id, provider, confidence } = rule;
      found.push({ rule: id, provider, confidence, ...match, weight: weights.structure });
    }
    if (target.context === undefined) return;
    const match = matchTrigger(text, target.context, start);
    if (match && !this.#disabled.has(match.rule)) found.push(match);
  }
}

function firstMatch(rules: readonly TokenRule[], text: string, at: number): Candidate | undefined {
  for (const rule of rules) {
    const match = matchToken(rule, text, at);
    if (match) return match;
  }
  return undefined;
}

/** Names in which a token is public by intent, such as the anonymous key of a Supabase client. */
const publicName = /(?:^|[_.-])(?:public|publishable|anon)(?:$|[_.-])|Public|Anon[A-Z]/;

function withName(text: string, found: SecretFinding): SecretFinding {
  const { name: given, ...finding } = found;
  const name = given ?? nameBefore(text, finding.start);
  // What looks like a value is one: of a pair such as `id:secret` the id must not be shown either.
  if (name === undefined || /^(?=.*\d.*\d)(?=.*[A-Za-z])[\w.-]{16,}$/.test(name)) return finding;
  const isPublic =
    publicName.test(name) || publicName.test(name.toLowerCase()) ? finding.rule === 'json-web-token' : false;
  return { ...finding, name, ...(isPublic && { confidence: 'low' as const, reason: 'weak' as const }) };
}

const decoder = new TextDecoder();
