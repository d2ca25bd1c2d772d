import assert from 'node:assert/strict';
import type { SecretFinding } from '../../../../src/core/secrets/finding.ts';
import { languageOf, type Language } from '../../../../src/core/secrets/language.ts';
import {
  applyEdits,
  secretFixes,
  type FixId,
  type SecretFix,
} from '../../../../src/core/secrets/fixes/secretFixes.ts';
import { JavascriptCode } from '../../../../src/core/secrets/fixes/syntax/javascriptCode.ts';
import { PythonCode } from '../../../../src/core/secrets/fixes/syntax/pythonCode.ts';
import { secretSample } from '../../../support/secretSample.ts';

/** A text with one secret between « and »; the rest of the finding is what a rule would say. */
export interface FixCase {
  readonly path: string;
  readonly source: string;
  readonly rule?: string;
  readonly provider?: string;
  readonly name?: string;
  readonly language?: Language;
}

export interface PreparedCase {
  readonly text: string;
  readonly secret: string;
  readonly finding: SecretFinding;
}

/** Fills the sample in and takes the marks out. */
export function prepare({
  source,
  rule = 'generic-secret',
  provider = 'generic',
  name,
}: FixCase): PreparedCase {
  const filled = secretSample(source);
  const start = filled.indexOf('«');
  const end = filled.indexOf('»') - 1;
  assert.ok(start >= 0 && end > start, `no marks in: ${source}`);
  const text = filled.replace('«', '').replace('»', '');
  const finding = {
    rule,
    provider,
    confidence: 'high' as const,
    start,
    end,
    ...(name === undefined ? {} : { name }),
  };
  return { text, secret: text.slice(start, end), finding };
}

export function fixesOf(of: FixCase): readonly SecretFix[] {
  const { text, finding } = prepare(of);
  return secretFixes(text, of.path, finding, of.language);
}

/** The text after the fix, which has to be offered; undefined where it is not, or not possible here. */
export function fixed(of: FixCase, id: FixId = 'read-from-environment'): string | undefined {
  const fix = fixesOf(of).find((found) => found.id === id && found.disabled === undefined);
  if (!fix) return undefined;
  const prepared = prepare(of);
  const after = applyEdits(prepared.text, fix.edits);
  if (id !== 'suppress') assert.ok(!after.includes(prepared.secret), 'the secret is gone from the text');
  assertParses(of.path, prepared.text, after);
  return after;
}

/** What says that a fix is not possible here, or undefined. */
export function obstacleOf(of: FixCase, id: FixId = 'read-from-environment'): string | undefined {
  return fixesOf(of).find((found) => found.id === id)?.disabled;
}

/** Python, JavaScript and TypeScript have no more syntax errors after than before. */
function assertParses(path: string, before: string, after: string): void {
  const count = (text: string): number => {
    let errors = 0;
    treeOf(path, text)?.iterate({ enter: (node) => void (errors += node.type.isError ? 1 : 0) });
    return errors;
  };
  assert.equal(count(after), count(before), `syntax errors after the fix:\n${after}`);
}

function treeOf(path: string, text: string): PythonCode['tree'] | undefined {
  const language = languageOf(path);
  if (language === 'python' || language === 'notebook') return new PythonCode(text).tree;
  return language === 'javascript' || language === 'typescript'
    ? new JavascriptCode(text, path).tree
    : undefined;
}

/** Writes cases as one test each: the text with its marks, and what it is after the fix. */
export function itFixes(
  title: string,
  of: FixCase,
  expected: string | undefined,
  id: FixId = 'read-from-environment',
): void {
  it(title, () => assert.equal(fixed(of, id), expected));
}
