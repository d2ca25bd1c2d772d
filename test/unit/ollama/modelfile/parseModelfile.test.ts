import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatModelfile } from '../../../../src/core/ollama/modelfile/formatModelfile.ts';
import { completeModelfile } from '../../../../src/core/ollama/modelfile/completeModelfile.ts';
import { foldModelfile } from '../../../../src/core/ollama/modelfile/foldModelfile.ts';
import { hoverModelfile } from '../../../../src/core/ollama/modelfile/hoverModelfile.ts';
import { modelfileSymbols } from '../../../../src/core/ollama/modelfile/modelfileSymbols.ts';
import { modelfileToCreate } from '../../../../src/core/ollama/modelfile/modelfileToCreate.ts';
import { parseModelfile } from '../../../../src/core/ollama/modelfile/parseModelfile.ts';
import { valueOffset } from '../../../../src/core/ollama/modelfile/parse/readValue.ts';
import { validateModelfile } from '../../../../src/core/ollama/modelfile/validateModelfile.ts';
import { anyModelfile } from '../../../support/ollama/anyModelfile.ts';

const q = '"""';

/** `command=value`, as the server would see the instructions. */
function read(text: string): string[] {
  return parseModelfile(text).instructions.map(({ command, value }) => `${command}=${value}`);
}

describe('the parser of Modelfiles', () => {
  it('reads what the server reads', () => {
    assert.deepEqual(read('from a\nParameter stop "x"\nMESSAGE user hi # no comment\n# comment\n'), [
      'model=a',
      'stop=x',
      'message=hi # no comment',
    ]);
    assert.deepEqual(read(`FROM a\nSYSTEM ${q}\n# kept\n\n  x  \n${q}  \n`), [
      'model=a',
      'system=\n# kept\n\n  x  \n',
    ]);
    assert.deepEqual(read(`FROM a\nSYSTEM ${q}x\r\ny${q}\r\n`), ['model=a', 'system=x\r\ny']);
    assert.deepEqual(read('FROM a\nSYSTEM "a" and "b"\n'), ['model=a', 'system=a" and "b']);
    assert.deepEqual(read('FROM a\nSYSTEM a\u00a0b👩\u200d💻\n'), ['model=a', 'system=ab👩💻']);
    assert.deepEqual(read('FROM a\nPARAMETER  top_k 1\n'), ['model=a', '=top_k 1']);
  });

  it('lets text behind a quote swallow the lines after it', () => {
    assert.deepEqual(read(`FROM a\nSYSTEM ${q}x${q} y\nPARAMETER stop ${q}z${q}\n`), [
      'model=a',
      `system=x${q} y\nPARAMETER stop ${q}z`,
    ]);
  });

  it('says where things stand', () => {
    const text = `FROM a\r\n  PARAMETER\ttemperature   "0.5"  \r\nMESSAGE user ${q}hi\nthere${q}`;
    const parts = parseModelfile(text).instructions.map((each) =>
      [each, each.keyword, each.argument, each.valueSpan].map(
        (span) => span && text.slice(span.start, span.end),
      ),
    );
    assert.deepEqual(parts, [
      ['FROM a', 'FROM', undefined, 'a'],
      ['PARAMETER\ttemperature   "0.5"', 'PARAMETER', 'temperature', '"0.5"'],
      [`MESSAGE user ${q}hi\nthere${q}`, 'MESSAGE', 'user', `${q}hi\nthere${q}`],
    ]);
  });

  it('counts lines as a reader does, and as the server does', () => {
    const { error } = parseModelfile('\r\n\r\nSYSTM x\r\n');
    assert.deepEqual([error?.line, error?.serverLine, error?.kind], [3, 5, 'unknown-instruction']);
  });

  it('goes on after errors where the server stops', () => {
    const { errors, instructions } = parseModelfile(
      'FROM a\nSYSTM x\nMESSAGE bot y\nPARAMETER top-k 1\nSYSTEM z\n',
    );
    assert.deepEqual(
      errors.map(({ kind, line }) => `${line} ${kind}`),
      ['2 unknown-instruction', '3 bad-role', '4 bad-argument'],
    );
    assert.deepEqual(
      instructions.map(({ name }) => name),
      ['from', 'message', 'system'],
    );
  });

  it('gives up on what is no Modelfile', () => {
    assert.equal(parseModelfile('no instruction\n'.repeat(5000)).errors.length, 100);
  });

  it('finds places inside values from which characters were dropped', () => {
    const text = `TEMPLATE ${q}a\u200b\u00a0bc${q}`;
    const [template] = parseModelfile(text).instructions;
    assert.ok(template?.quote);
    const at = (offset: number) => text[valueOffset(text, { span: template.valueSpan, quote: q }, offset)];
    assert.deepEqual([template.value, at(0), at(2)], ['abc', 'a', 'c']);
  });

  it('survives any text, and every reader with it', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyModelfile, fc.string({ unit: 'binary-ascii', maxLength: 200 })),
        fc.nat(200),
        (text, at) => {
          const spans = [
            ...parseModelfile(text).instructions,
            ...validateModelfile(text),
            ...modelfileSymbols(text),
          ];
          for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length);
          foldModelfile(text);
          formatModelfile(text);
          hoverModelfile(text, Math.min(at, text.length));
          completeModelfile(text, Math.min(at, text.length));
          modelfileToCreate(text, { model: 'x' });
        },
      ),
      { numRuns: 150 },
    );
  });

  const size = 100_000;
  const attacks: Readonly<Record<string, string>> = {
    quotes: `SYSTEM ${'"'.repeat(size)}`,
    'lines of quotes': `SYSTEM "${'"\n'.repeat(size / 2)}`,
    'lines of text behind quotes': `SYSTEM ${q}${`${q} x\n`.repeat(size / 6)}`,
    blanks: `SYSTEM x${' '.repeat(size)}y`,
    'blanks and quotes': `SYSTEM "${' "'.repeat(size / 2)} x`,
    'empty instructions': 'SYSTEM \n'.repeat(size / 8),
    'the same parameter': 'PARAMETER top_k 1\n'.repeat(size / 18),
    'many bases': 'FROM a\n'.repeat(size / 7),
    'unknown instructions': 'X y\n'.repeat(size / 4),
    'invisible characters': `SYSTEM ${'\u200b'.repeat(size)}`,
    digits: `PARAMETER top_k ${'1'.repeat(size)}`,
    'digits and points': `PARAMETER top_p ${'1_'.repeat(size / 2)}`,
    'a version': `REQUIRES ${'1'.repeat(size)}`,
    'a long name': `FROM ${'a/'.repeat(size / 2)}`,
    'open actions': `TEMPLATE ${q}${'{{ if . }}'.repeat(size / 10)}${q}`,
    'comments in a template': `TEMPLATE ${q}${'{{/**/}}'.repeat(size / 8)}${q}`,
    parentheses: `TEMPLATE ${q}{{ ${'('.repeat(size)}${q}`,
    'else if': `TEMPLATE ${q}{{ if . }}${'{{ else if . }}'.repeat(size / 15)}{{ end }}${q}`,
    'variables in a template': `TEMPLATE ${q}${'{{ $x := 1 }}{{ $y }}'.repeat(size / 20)}${q}`,
    'many variables in a template': `TEMPLATE ${q}${Array.from({ length: size / 30 }, (_, at) => `{{ $v${at} := 1 }}{{ $v${at} }}`).join('')}${q}`,
    'a string in a template': `TEMPLATE {{ "${'\\'.repeat(size)}`,
    'braces in a template': `TEMPLATE ${'{'.repeat(size)}`,
    'comment lines': '#\n'.repeat(size / 2),
  };
  for (const [name, text] of Object.entries(attacks)) {
    it(`takes its time on no text: ${name}`, () => {
      const start = performance.now();
      validateModelfile(text);
      formatModelfile(text);
      foldModelfile(text);
      completeModelfile(text, text.length);
      const elapsed = performance.now() - start;
      assert.ok(elapsed < 800, `${Math.round(elapsed)} ms`);
    });
  }
});
