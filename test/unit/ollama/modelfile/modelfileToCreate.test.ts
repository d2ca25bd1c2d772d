import assert from 'node:assert/strict';
import { modelfileToCreate } from '../../../../src/core/ollama/modelfile/modelfileToCreate.ts';

const q = '"""';

describe('a Modelfile as a request', () => {
  it('says all that the file says', () => {
    const text = [
      'FROM base',
      'TEMPLATE {{ .Prompt }}',
      `SYSTEM ${q}be\nkind${q}`,
      'LICENSE one',
      'LICENSE two',
      'MESSAGE user a: b',
      'MESSAGE assistant c',
      'RENDERER r',
      'PARSER p',
      'REQUIRES v0.14.0',
      'PARAMETER temperature 0.5',
      'PARAMETER top_k 1',
      'PARAMETER top_k 2',
      'PARAMETER use_mmap F',
      'PARAMETER stop "x"',
      'PARAMETER stop y',
      'PARAMETER mirostat 1',
      'ADAPTER ./one',
      'ADAPTER ./two',
    ].join('\n');
    const { request, fromPaths, adapterPaths } = modelfileToCreate(text, { model: 'new', quantize: 'q8_0' });
    assert.deepEqual(request, {
      model: 'new',
      from: 'base',
      template: '{{ .Prompt }}',
      system: 'be\nkind',
      license: ['one', 'two'],
      messages: [
        { role: 'user', content: 'a: b' },
        { role: 'assistant', content: 'c' },
      ],
      renderer: 'r',
      parser: 'p',
      requires: '0.14.0',
      parameters: { temperature: 0.5, top_k: 2, use_mmap: false, stop: ['x', 'y'] },
      quantize: 'q8_0',
    });
    assert.deepEqual([fromPaths, adapterPaths], [[], ['./two']]);
  });

  it('leaves out what is empty', () => {
    const { request } = modelfileToCreate('FROM a\nSYSTEM x\nSYSTEM ""\nTEMPLATE \nLICENSE \n', {
      model: 'new',
    });
    assert.deepEqual(request, { model: 'new', from: 'a', license: [''] });
  });

  it('tells names from paths by what is known, else by how they look', () => {
    const text = 'FROM ./a.gguf\nFROM b\nFROM c\n';
    const guessed = modelfileToCreate(text, { model: 'new' });
    assert.deepEqual([guessed.request.from, guessed.fromPaths], ['c', ['./a.gguf']]);
    const paths = new Map([
      ['./a.gguf', 'missing'],
      ['b', 'missing'],
      ['c', 'folder'],
    ] as const);
    const known = modelfileToCreate(text, { model: 'new', context: { paths } });
    assert.deepEqual([known.request.from, known.fromPaths], ['b', ['c']]);
    assert.ok(known.diagnostics.some(({ code }) => code === 'modelfile/path-not-found'));
    assert.deepEqual(modelfileToCreate('FROM ""\n', { model: 'new' }).fromPaths, ['']);
  });

  it('takes the server for whom a parameter is an instruction at its word', () => {
    const { request } = modelfileToCreate(
      'PARAMETER model a\nPARAMETER message "user: hi"\nPARAMETER message x\n',
      {
        model: 'new',
      },
    );
    assert.deepEqual(request, {
      model: 'new',
      from: 'a',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'x', content: '' },
      ],
    });
  });
});
