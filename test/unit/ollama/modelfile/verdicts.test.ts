import assert from 'node:assert/strict';
import type {
  ModelfileContext,
  ModelfileDiagnostic,
} from '../../../../src/core/ollama/modelfile/modelfile.ts';
import { parseModelfile } from '../../../../src/core/ollama/modelfile/parseModelfile.ts';
import { validateModelfile } from '../../../../src/core/ollama/modelfile/validateModelfile.ts';
import { applyEdits } from '../../../support/ollama/applyEdits.ts';
import { loadVerdicts, type Verdict } from '../../../support/ollama/recordVerdicts.ts';

/** What the server says, and the codes of ours that mean the same. */
const meanings: readonly (readonly [RegExp, RegExp])[] = [
  [/^no FROM line$/, /missing-from/],
  [/^\(line \d+\): command must be one of/, /unknown-instruction|missing-value/],
  [/^\(line \d+\): message role must be one of/, /bad-role/],
  [/^unexpected EOF/, /unclosed-quote|missing-value|bad-argument|unknown-instruction/],
  [/^unknown parameter/, /unknown-parameter/],
  [/^(?:invalid (?:float|int|bool) value|json: unsupported value)/, /wrong-type|comment-after-value/],
  [/^requires must be a valid semver/, /invalid-requires|comment-after-value/],
  [/^DRAFT requires/, /draft-experimental/],
  [/^400 Bad Request: invalid model name/, /invalid-model-name|path-not-found|comment-after-value/],
  [/^(?:no Modelfile or safetensors files found|400 Bad Request: unknown type)/, /no-weights/],
  [/^stat .* no such file or directory/, /path-not-found|comment-after-value/],
  [/^400 Bad Request: template error/, /template-syntax/],
];

describe('the verdicts of a real server', () => {
  const { cases, serverVersion } = loadVerdicts();
  const check = ({ text, paths = {} }: Verdict, changed = text): ModelfileDiagnostic[] =>
    validateModelfile(changed, contextOf(paths, serverVersion));

  it('are at least 120, with names of their own', () => {
    assert.equal(serverVersion, '0.24.0');
    assert.ok(cases.length >= 120);
    assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
  });

  for (const each of cases) {
    it(each.name, () => {
      const errors = errorsOf(check(each));
      if (each.outcome !== 'refused') {
        assert.deepEqual(errors, []);
        return;
      }
      const words = each.words ?? '';
      const meaning = meanings.find(([said]) => said.test(words));
      assert.ok(meaning, `No meaning is known for: ${words}`);
      assert.ok(
        errors.some(({ code }) => meaning[1].test(code)),
        `${words}, but ${JSON.stringify(errors)}`,
      );
      sameLine(each, words, errors);
    });
  }

  it('and each fix takes its finding away and adds no error', () => {
    for (const each of cases) {
      const before = check(each);
      for (const { code, fixes, start } of before) {
        for (const { id, edits } of fixes) {
          const after = check(each, applyEdits(each.text, edits));
          const count = (all: readonly ModelfileDiagnostic[]) =>
            all.filter((one) => one.code === code).length;
          const shown = `${each.name}: ${code} at ${start}, ${id} gives ${JSON.stringify(applyEdits(each.text, edits))}`;
          assert.ok(count(after) < count(before), `${shown}, where it still is`);
          assert.ok(errorsOf(after).length <= errorsOf(before).length, `${shown}: ${JSON.stringify(after)}`);
        }
      }
    }
  });
});

/** Lines of the parser by its own count, those of templates by the first line of the value. */
function sameLine({ text }: Verdict, words: string, errors: readonly ModelfileDiagnostic[]): void {
  const { error } = parseModelfile(text);
  const line = /^\(line (\d+)\)/.exec(words)?.[1];
  if (/^(?:\(line|unexpected EOF|no FROM)/.test(words)) {
    assert.equal(error?.serverLine, line === undefined ? undefined : Number(line));
  } else assert.equal(error, undefined, 'The server has read the text, so its parser has no error.');
  const said = /^400 Bad Request: template error: (?:template: :(\d+): )?(.*)$/.exec(words);
  if (said) {
    const message = errors.find(({ code }) => code === 'modelfile/template-syntax')?.message ?? '';
    const own = said[2]?.replace(/^template: |\\/g, '').replace(/ in operand$/, '');
    assert.ok(message.includes(own ?? ''), `${words}, but ${message}`);
  }
}

function errorsOf(diagnostics: readonly ModelfileDiagnostic[]): ModelfileDiagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** What a fix may name was on disk too: the folder of a file, a path without what stood behind it. */
function contextOf(paths: NonNullable<Verdict['paths']>, serverVersion: string): ModelfileContext {
  return { paths: new Map([...Object.entries(paths), ['./tiny.gguf', 'file']]), serverVersion };
}
