import assert from 'node:assert/strict';
import { completeModelfile } from '../../../../src/core/ollama/modelfile/completeModelfile.ts';
import { hoverModelfile } from '../../../../src/core/ollama/modelfile/hoverModelfile.ts';
import { instructionNames } from '../../../../src/core/ollama/modelfile/instructions.ts';
import type {
  ModelfileCompletion,
  ModelfileContext,
} from '../../../../src/core/ollama/modelfile/modelfile.ts';
import { parameters } from '../../../../src/core/ollama/modelfile/parameters.ts';
import { parseModelfile } from '../../../../src/core/ollama/modelfile/parseModelfile.ts';
import { templateFunctions } from '../../../../src/core/ollama/modelfile/template/pipelineChecker.ts';
import { templateWords } from '../../../../src/core/ollama/modelfile/template/templateWords.ts';

const q = '"""';

/** Completions at the bar in the text, best first. */
function at(marked: string, context?: ModelfileContext): ModelfileCompletion[] {
  const offset = marked.indexOf('¦');
  const all = completeModelfile(marked.replace('¦', ''), offset, context);
  return all.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

function labels(marked: string, context?: ModelfileContext): string[] {
  return at(marked, context).map(({ label }) => label);
}

/** The text with the completion of this label put in. */
function accept(marked: string, label: string, context?: ModelfileContext): string {
  const found = at(marked, context).find((each) => each.label === label);
  assert.ok(found, `No ${label}.`);
  const text = marked.replace('¦', '');
  return text.slice(0, found.start) + found.insertText + text.slice(found.end);
}

describe('completion in Modelfiles', () => {
  it('offers instructions at the beginning of a line, FROM first until it is there', () => {
    assert.equal(labels('¦')[0], 'FROM');
    assert.deepEqual(labels('¦').sort(), instructionNames.map((name) => name.toUpperCase()).sort());
    assert.notEqual(labels('FROM a\n  sy¦')[0], 'FROM');
    assert.equal(
      accept('FROM a\nsy¦', 'SYSTEM'),
      `FROM a\nSYSTEM ${q}\${1:You are a helpful assistant.}${q}`,
    );
    assert.equal(accept('sys¦tem x', 'SYSTEM'), 'SYSTEM x');
  });

  it('offers snippets that are good Modelfiles once their placeholders are filled', () => {
    for (const { label, insertText, detail, documentation } of at('FROM a\n¦')) {
      assert.ok(detail && documentation, label);
      const plain = insertText
        .replace(/\$\{\d\|([^,|]+)[^}]*\}/g, '$1')
        .replace(/\$\{\d:((?:\\\}|[^}])*)\}/g, '$1')
        .replaceAll('\\}', '}');
      assert.ok(!/\$\{|\\/.test(plain), `${label}: ${plain}`);
      assert.equal(parseModelfile(`FROM a\n${plain}\n`).error, undefined, plain);
    }
  });

  it('offers parameters with a value to fill in, those that are set last', () => {
    const names = labels('FROM a\nPARAMETER num_ctx 1\nPARAMETER ¦');
    assert.deepEqual([names.length, names.at(-1)], [parameters.length, 'num_ctx']);
    assert.equal(accept('PARAMETER temp¦', 'temperature'), 'PARAMETER temperature ${1:0.8}');
    assert.equal(accept('PARAMETER te¦mp 0.5', 'temperature'), 'PARAMETER temperature 0.5');
    assert.equal(accept('PARAMETER ¦', 'use_mmap'), 'PARAMETER use_mmap ${1|true,false|}');
    assert.equal(accept('PARAMETER ¦', 'stop'), 'PARAMETER stop "${1:text}"');
    for (const { documentation, detail } of at('PARAMETER ¦')) assert.ok(documentation && detail);
  });

  it('offers values, the default first', () => {
    assert.equal(labels('PARAMETER temperature ¦')[0], '0.8');
    assert.deepEqual(labels('PARAMETER use_mmap ¦'), ['true', 'false']);
    assert.equal(accept('PARAMETER top_k 4¦', '20'), 'PARAMETER top_k 20');
    assert.deepEqual(labels('PARAMETER unknown ¦'), []);
  });

  it('offers installed models after FROM, names with tags and slashes whole', () => {
    const context = { installed: ['gemma3:4b', 'hf.co/a/b:Q4_K_M'] };
    assert.deepEqual(labels('FROM ¦', context), context.installed);
    assert.equal(accept('FROM hf.co/¦a', 'hf.co/a/b:Q4_K_M', context), 'FROM hf.co/a/b:Q4_K_M');
    assert.deepEqual(labels('FROM ¦'), []);
  });

  it('offers roles, renderers, parsers and the version of the server', () => {
    assert.deepEqual(labels('MESSAGE ¦'), ['system', 'user', 'assistant']);
    assert.equal(accept('MESSAGE us¦', 'user'), 'MESSAGE user ');
    assert.equal(accept('MESSAGE us¦ hi', 'user'), 'MESSAGE user hi');
    assert.deepEqual(labels('MESSAGE user ¦'), []);
    assert.ok(labels('RENDERER ¦').includes('qwen3-coder'));
    assert.ok(labels('PARSER h¦').includes('harmony'));
    assert.deepEqual(labels('REQUIRES ¦', { serverVersion: '0.24.0' }), ['0.24.0']);
  });

  it('offers words of templates inside their braces only', () => {
    assert.ok(labels(`TEMPLATE ${q}{{ .Pr¦ }}${q}`).includes('.Prompt'));
    assert.equal(accept('TEMPLATE {{ .Pr¦', '.Prompt'), 'TEMPLATE {{ .Prompt');
    assert.ok(labels(`TEMPLATE ${q}x {{ ra¦`).includes('range'), 'The quote is not closed yet.');
    assert.deepEqual(labels(`TEMPLATE ${q}x {{ .Prompt }} ¦${q}`), []);
  });

  it('is silent in comments and in text', () => {
    assert.deepEqual(labels('# FR¦'), []);
    assert.deepEqual(labels(`SYSTEM ${q}\nFR¦\n${q}`), []);
    assert.deepEqual(labels('SYSTEM hello ¦'), []);
    assert.deepEqual(labels('XYZ ¦'), []);
  });

  it('knows each function that templates may call', () => {
    const words = templateWords.map(({ word }) => word);
    for (const name of templateFunctions) assert.ok(words.includes(name), name);
  });
});

describe('hovers in Modelfiles', () => {
  const hover = (marked: string) => {
    const text = marked.replace('¦', '');
    const found = hoverModelfile(text, marked.indexOf('¦'));
    return found && [text.slice(found.start, found.end), found.markdown.split('\n')[0]];
  };

  it('tell about instructions, parameters, values, roles and words of templates', () => {
    assert.deepEqual(hover('fr¦om a'), ['from', '**FROM** model, file or folder']);
    assert.deepEqual(hover('PARAMETER top¦_k 1'), ['top_k', '**top_k**: a whole number']);
    assert.deepEqual(hover('PARAMETER top_k 1¦'), ['1', '**top_k**: a whole number']);
    assert.deepEqual(hover('PARAMETER f1¦6_kv 1'), ['f16_kv', '**f16_kv** is ignored since Ollama 0.7.']);
    assert.deepEqual(hover('MESSAGE us¦er hi'), ['user', '**user**: What a user says, as an example.']);
    assert.deepEqual(hover('TEMPLATE {{ .Pro¦mpt }}')?.[0], '.Prompt');
    assert.deepEqual(hover('TEMPLATE {{ ra¦nge .Messages }}')?.[0], 'range');
  });

  it('are silent elsewhere', () => {
    for (const text of ['# FR¦OM', 'SYSTEM hel¦lo', 'PARAMETER unk¦nown 1', 'TEMPLATE {{ .X }} ran¦ge', '¦'])
      assert.equal(hover(text), undefined, text);
  });
});
