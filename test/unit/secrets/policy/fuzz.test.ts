import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSecretsOverride } from '../../../../src/core/guide/file/secrets/readSecretsOverride.ts';
import { readBaseline } from '../../../../src/core/secrets/baseline/baselineFile.ts';
import { GitleaksIgnore } from '../../../../src/core/secrets/baseline/gitleaksIgnore.ts';
import { FileError } from '../../../../src/core/secrets/baseline/jsonFile.ts';
import { readSecretsBaseline } from '../../../../src/core/secrets/baseline/secretsBaseline.ts';
import { convertPattern } from '../../../../src/core/secrets/peers/configProblems.ts';
import { readGitleaksConfig } from '../../../../src/core/secrets/peers/gitleaksConfig.ts';
import { linearMatcher } from '../../../../src/core/secrets/peers/regex/linearMatcher.ts';
import { suppressionAt } from '../../../../src/core/secrets/suppress/suppressions.ts';

const asked = Number(process.env['AI_STACK_FUZZ'] ?? 0);
/** A taste for every save, more in `npm test`, and another seed each time for who asks for more than that. */
const options = { numRuns: asked > 0 ? Math.min(asked, 20_000) : 150, ...(asked <= 10_000 && { seed: 7 }) };

const piece = fc.constantFrom(
  'a', 'b', '0', '_', '-', '.', '\\d', '\\w', '\\S', '\\b', '^', '$', '|', '(', ')', '(?i)', '(?:', '(?s:', '(?P<n>', '[ab]',
  '[^a-c]', '[[:alpha:]]', '[', ']', '*', '+', '?', '{2}', '{1,3}', '{', '\\', '\\Q', '\\E', '\\x41', '\\pL', '(?=', '\\1', 'é', '🔑',
); // prettier-ignore
const pattern = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
const subject = fc
  .array(fc.constantFrom('a', 'b', 'A', 'B', '0', '_', '-', '\n', ' ', 'é', '{'), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Files that are nearly right: words of the format in any order. */
function nearly(...words: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 30 })
    .map((parts) => parts.join(''));
}

describe('readers of policies survive', function () {
  this.timeout(60_000);

  it('any pattern: it converts to one of the same meaning, or is refused with a reason', () => {
    fc.assert(
      fc.property(pattern, subject, (source, text) => {
        const converted = convertPattern(source);
        if (typeof converted === 'string') return converted.length > 5;
        const { source: javaScript, flags } = converted;
        assert.equal(
          new RegExp(javaScript, flags).test(text),
          linearMatcher(source)(text),
          `/${javaScript}/${flags}`,
        );
        return true;
      }),
      { ...options, numRuns: options.numRuns * 10 },
    );
  });

  it('any configuration of gitleaks', () => {
    const words = ['[[rules]]\n', 'id = "a"\n', "regex = '''x(y)'''\n", 'secretGroup = 9\n', '[[rules.allowlists]]\n', '[allowlist]\n', 'paths = ["a"]\n', 'regexes = [5]\n', 'condition = "AND"\n', '[extend]\n', 'path = "x"\n', 'entropy = -1\n', '= ', '"', '\n']; // prettier-ignore
    fc.assert(
      fc.property(nearly(...words), (text) => Array.isArray(readGitleaksConfig(text, 'x.toml').problems)),
      options,
    );
  });

  it('any override', () => {
    const words = ['secrets:', '\n', '  ', 'disable: ', 'rules:', '- ', 'id: a', 'pattern: x', 'title: t', 'allow: ', 'severity: ', '[', ']', '{', '}', ', ', 'words', ': ', '*a', '&a ', '"']; // prettier-ignore
    fc.assert(
      fc.property(nearly(...words), (text) => Array.isArray(readSecretsOverride(text, ['a']).problems)),
      options,
    );
  });

  it('any baseline: it is read, or refused with its place', () => {
    const words = ['{', '}', '[', ']', '"version": 1', '"salt": "', '"entries": ', '"results": ', '"path": "a"', '"hashed_secret": ', ',', ':', '"', '1']; // prettier-ignore
    const reads = [readBaseline, readSecretsBaseline];
    fc.assert(
      fc.property(nearly(...words), fc.constantFrom(...reads), (text, read) => {
        try {
          read(text, 'file.json');
        } catch (error) {
          if (!(error instanceof FileError)) throw error;
          assert.match(error.message, /^file\.json:\d+:\d+: .+\.$/);
        }
      }),
      options,
    );
  });

  it('any ignore file and any comment', () => {
    const words = ['a.py', ':', '1', 'rule', '\n', '#', 'cd5226711335c68b', 'gitleaks:allow', 'secretlint-disable', 'secretlint-enable', '-next-line', ' a, b ', 'nosemgrep: ', 'ai-stack: allow', ' -- ', 'pragma: allowlist secret', 'ggignore-start']; // prettier-ignore
    fc.assert(
      fc.property(nearly(...words), fc.nat(60), fc.nat(20), (text, start, length) => {
        new GitleaksIgnore(text).match('a.py', 1, { rule: 'a', provider: 'b' });
        const from = Math.min(start, text.length);
        const finding = {
          start: from,
          end: Math.min(from + length, text.length),
          rule: 'a',
          provider: 'b',
          confidence: 'high',
        } as const;
        const found = suppressionAt(text, finding);
        assert.ok(found === undefined || (found.line ?? 0) >= 1);
      }),
      options,
    );
  });
});
