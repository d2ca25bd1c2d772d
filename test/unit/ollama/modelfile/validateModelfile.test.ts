import assert from 'node:assert/strict';
import type { ModelfileContext, PathKind } from '../../../../src/core/ollama/modelfile/modelfile.ts';
import { modelfilePaths } from '../../../../src/core/ollama/modelfile/modelfilePaths.ts';
import { validateModelfile } from '../../../../src/core/ollama/modelfile/validateModelfile.ts';
import { hasWeights } from '../../../../src/core/ollama/modelfile/values/pathLook.ts';
import { applyEdits } from '../../../support/ollama/applyEdits.ts';

const q = '"""';

/** `severity code "marked text"`, in the order of the text. */
function found(text: string, context?: ModelfileContext): string[] {
  return validateModelfile(text, context).map(
    ({ severity, code, start, end }) =>
      `${severity} ${code.slice('modelfile/'.length)} ${JSON.stringify(text.slice(start, end))}`,
  );
}

/** The text after the fix that is offered first. */
function fixed(text: string, context?: ModelfileContext, code?: string): string {
  const all = validateModelfile(text, context);
  const diagnostic = code === undefined ? all[0] : all.find((each) => each.code === `modelfile/${code}`);
  const [fix] = diagnostic?.fixes ?? [];
  assert.ok(fix, `No fix for ${JSON.stringify(all)}`);
  return applyEdits(text, fix.edits);
}

const paths = (...entries: [string, PathKind][]): ModelfileContext => ({ paths: new Map(entries) });

describe('diagnostics of Modelfiles', () => {
  it('say nothing of a good one', () => {
    const text = `FROM base\n# x\nPARAMETER stop "a"\nPARAMETER stop "b"\nTEMPLATE ${q}{{ .Prompt }}${q}\nMESSAGE user hi\nMESSAGE assistant yes\nREQUIRES 0.14.0\nRENDERER qwen3.5\nPARSER harmony\nLICENSE a\nLICENSE b\n`;
    assert.deepEqual(
      found(text, { installed: ['base:latest'], serverVersion: '0.24.0', ...paths(['base', 'missing']) }),
      [],
    );
  });

  describe('fixes', () => {
    const cases: readonly [string, string, string][] = [
      [
        'a comment behind a value',
        'FROM a\nPARAMETER top_k 1  # few\n',
        'FROM a\n# few\nPARAMETER top_k 1\n',
      ],
      [
        'the same with Windows line ends',
        'FROM a\r\n  PARAMETER top_k 1 # few\r\n',
        'FROM a\r\n# few\r\n  PARAMETER top_k 1\r\n',
      ],
      [
        'a comment behind a quoted value',
        'FROM a\nPARAMETER stop "x" # note',
        'FROM a\n# note\nPARAMETER stop "x"',
      ],
      [
        'an unclosed quote',
        'FROM a\nSYSTEM "hello\nPARAMETER top_k 1\n',
        'FROM a\nSYSTEM "hello"\nPARAMETER top_k 1\n',
      ],
      [
        'an unclosed text',
        `FROM a\nSYSTEM ${q}hello\nthere\n\nPARAMETER top_k 1\n`,
        `FROM a\nSYSTEM ${q}hello\nthere${q}\n\nPARAMETER top_k 1\n`,
      ],
      [
        'text that runs on',
        'FROM a\nSYSTEM You are\nkind.\n\nPARAMETER top_k 1\n',
        `FROM a\nSYSTEM ${q}You are\nkind.${q}\n\nPARAMETER top_k 1\n`,
      ],
      ['a value one line below', `FROM a\nSYSTEM\n  ${q}hello${q}\n`, `FROM a\nSYSTEM ${q}hello${q}\n`],
      [
        'a role',
        'FROM a\nMESSAGE User hi\nMESSAGE assistant x\n',
        'FROM a\nMESSAGE user hi\nMESSAGE assistant x\n',
      ],
      [
        'a role with a colon',
        'FROM a\nMESSAGE user: hi\nMESSAGE assistant x\n',
        'FROM a\nMESSAGE user hi\nMESSAGE assistant x\n',
      ],
      [
        'a role too far away',
        'FROM a\nMESSAGE   user hi\nMESSAGE assistant x\n',
        'FROM a\nMESSAGE user hi\nMESSAGE assistant x\n',
      ],
      [
        'a missing role',
        'FROM a\nMESSAGE hi\nMESSAGE assistant x\n',
        'FROM a\nMESSAGE user hi\nMESSAGE assistant x\n',
      ],
      ['a name with a hyphen', 'FROM a\nPARAMETER top-p 0.9\n', 'FROM a\nPARAMETER top_p 0.9\n'],
      [
        'a name with an equals sign',
        'FROM a\nPARAMETER temperature=0.7\n',
        'FROM a\nPARAMETER temperature 0.7\n',
      ],
      ['a name with a colon', 'FROM a\nPARAMETER temperature: 0.7\n', 'FROM a\nPARAMETER temperature 0.7\n'],
      ['a name too far away', 'FROM a\nPARAMETER  \ttop_k 3\n', 'FROM a\nPARAMETER top_k 3\n'],
      ['a misspelt name', 'FROM a\nPARAMETER temprature 1\n', 'FROM a\nPARAMETER temperature 1\n'],
      ['a missing value', 'FROM a\nPARAMETER temperature\n', 'FROM a\nPARAMETER temperature 0.8\n'],
      ['a decimal comma', 'FROM a\nPARAMETER temperature 0,7\n', 'FROM a\nPARAMETER temperature 0.7\n'],
      ['a per cent sign', 'FROM a\nPARAMETER top_p 90%\n', 'FROM a\nPARAMETER top_p 0.9\n'],
      ['a k', 'FROM a\nPARAMETER num_ctx 8k\n', 'FROM a\nPARAMETER num_ctx 8192\n'],
      ['thousands', 'FROM a\nPARAMETER num_ctx 4,096\n', 'FROM a\nPARAMETER num_ctx 4096\n'],
      ['a fraction for an int', 'FROM a\nPARAMETER num_ctx 4096.0\n', 'FROM a\nPARAMETER num_ctx 4096\n'],
      ['hexadecimal', 'FROM a\nPARAMETER top_k 0x10\n', 'FROM a\nPARAMETER top_k 16\n'],
      ['yes', 'FROM a\nPARAMETER use_mmap yes\n', 'FROM a\nPARAMETER use_mmap true\n'],
      ['a value of words', 'FROM a\nPARAMETER temperature warm\n', 'FROM a\nPARAMETER temperature 0.8\n'],
      ['a value out of range', 'FROM a\nPARAMETER top_p 2\n', 'FROM a\nPARAMETER top_p 1\n'],
      ['a deprecated parameter', 'FROM a\nPARAMETER mirostat 1\nSYSTEM x\n', 'FROM a\nSYSTEM x\n'],
      ['a parameter that is gone', 'FROM a\nPARAMETER tfs_z 1', 'FROM a\n'],
      ['a parameter by itself', 'FROM a\ntemperature 1\n', 'FROM a\nPARAMETER temperature 1\n'],
      ['a role by itself', 'FROM a\nassistant hi\n', 'FROM a\nMESSAGE assistant hi\n'],
      ['a misspelt instruction', 'FORM a\nSYSTEM x\n', 'FROM a\nSYSTEM x\n'],
      ['an instruction with a colon', 'FROM a\nSYSTEM: x\n', 'FROM a\nSYSTEM x\n'],
      ['a comment with slashes', '// x\nFROM a\n', '# x\nFROM a\n'],
      ['a line of a Dockerfile', 'FROM a\nRUN x\n', 'FROM a\n# RUN x\n'],
      ['PARAMETER system', 'FROM a\nPARAMETER system x\n', 'FROM a\nSYSTEM x\n'],
      ['single quotes', "FROM a\nSYSTEM 'x'\n", 'FROM a\nSYSTEM "x"\n'],
      ['single quotes around double ones', `FROM a\nSYSTEM 'say "x"'\n`, `FROM a\nSYSTEM ${q}say "x"${q}\n`],
      ['a version with more', 'FROM a\nREQUIRES >=0.14\n', 'FROM a\nREQUIRES 0.14\n'],
      ['two system messages', 'FROM a\nSYSTEM x\nSYSTEM y\n', 'FROM a\nSYSTEM y\n'],
      ['an empty stop', 'FROM a\nPARAMETER stop ""\n', 'FROM a\n'],
      ['a no-break space', 'FROM a\nSYSTEM x\u00a0y\u200bz\n', 'FROM a\nSYSTEM x yz\n'],
      [
        'a template without end',
        `FROM a\nTEMPLATE ${q}{{ if .System }}{{ .Prompt }}${q}\n`,
        `FROM a\nTEMPLATE ${q}{{ if .System }}{{ .Prompt }}{{ end }}${q}\n`,
      ],
      [
        'a template with an end too many',
        `FROM a\nTEMPLATE ${q}{{ .Prompt }}{{ end }}${q}\n`,
        `FROM a\nTEMPLATE ${q}{{ .Prompt }}${q}\n`,
      ],
      [
        'an action that is not closed',
        `FROM a\nTEMPLATE ${q}{{ .Prompt\n${q}\n`,
        `FROM a\nTEMPLATE ${q}{{ .Prompt }}\n${q}\n`,
      ],
      [
        'an action closed by half',
        `FROM a\nTEMPLATE ${q}{{ .Prompt }${q}\n`,
        `FROM a\nTEMPLATE ${q}{{ .Prompt }}${q}\n`,
      ],
      ['a field without a dot', 'FROM a\nTEMPLATE {{ Prompt }}\n', 'FROM a\nTEMPLATE {{ .Prompt }}\n'],
      [
        'a template without the prompt',
        'FROM a\nTEMPLATE {{ .System }}\n',
        'FROM a\nTEMPLATE {{ .System }}{{ .Prompt }}\n',
      ],
      ['a renderer', 'FROM a\nRENDERER qwen3.55\n', 'FROM a\nRENDERER qwen3.5\n'],
      [
        'lines that a quote swallows',
        'FROM a\nSYSTEM "x\nPARAMETER top_k 1\nPARAMETER stop "y"\n',
        'FROM a\nSYSTEM "x"\nPARAMETER top_k 1\nPARAMETER stop "y"\n',
      ],
      [
        'text behind a quote',
        `FROM a\nSYSTEM ${q}x${q} y\nLICENSE ${q}z${q}\n`,
        `FROM a\nSYSTEM ${q}x${q}\nLICENSE ${q}z${q}\n`,
      ],
    ];
    for (const [name, text, expected] of cases) {
      it(name, () => {
        assert.equal(fixed(text), expected);
        assert.deepEqual(found(expected), [], 'Nothing is left to say.');
      });
    }
  });

  describe('what FROM names', () => {
    it('is judged by what is on disk', () => {
      const missing = (path: string) => paths([path, 'missing']);
      assert.deepEqual(found('FROM ./x.gguf', missing('./x.gguf')), ['error path-not-found "./x.gguf"']);
      assert.deepEqual(found('FROM x.gguf', missing('x.gguf')), ['warning path-not-found "x.gguf"']);
      assert.deepEqual(found('FROM my model', missing('my model')), ['error invalid-model-name "my model"']);
      assert.deepEqual(found('FROM my model', paths(['my model', 'file'])), []);
      assert.deepEqual(found('FROM m', paths(['m', 'folder-without-weights'])), ['error no-weights "m"']);
      assert.deepEqual(found('FROM m', paths(['m', 'file-without-weights'])), ['error no-weights "m"']);
      assert.deepEqual(found('FROM a\nADAPTER b', paths(['a', 'missing'], ['b', 'missing'])), [
        'error path-not-found "b"',
      ]);
    });

    it('is not judged where nothing is known, but for what can hardly be meant', () => {
      assert.deepEqual(found('FROM ./x.gguf\nADAPTER ./y\n'), []);
      assert.deepEqual(found('FROM my model'), ['warning invalid-model-name "my model"']);
      assert.deepEqual(found('FROM a # b'), ['warning comment-after-value "# b"']);
    });

    it('is looked up among installed models', () => {
      const context = { installed: ['llama3.2:3b', 'gemma3:latest'] };
      assert.deepEqual(found('FROM gemma3', context), []);
      assert.deepEqual(found('FROM library/Gemma3:latest', context), []);
      assert.deepEqual(found('FROM gemma4', context), ['information model-not-installed "gemma4"']);
      assert.equal(fixed('FROM llama3.2', context), 'FROM llama3.2:3b');
      assert.equal(fixed('SYSTEM x\n', context), 'FROM llama3.2:3b\nSYSTEM x\n');
      assert.deepEqual(found('FROM a:cloud', context), ['information cloud-model "a:cloud"']);
    });

    it('is a folder, not one file of safetensors', () => {
      const context = paths(['m/model.safetensors', 'file']);
      assert.deepEqual(found('FROM m/model.safetensors', context), [
        'warning single-safetensors "m/model.safetensors"',
      ]);
      assert.equal(fixed('FROM m/model.safetensors', context), 'FROM m/');
      assert.equal(fixed('FROM x.safetensors', paths(['x.safetensors', 'file'])), 'FROM .');
    });

    it('is ignored beside a later name', () => {
      assert.deepEqual(found('FROM a\nFROM b\n'), ['warning several-from "FROM a"']);
      assert.deepEqual(found('FROM a\nFROM ./b.gguf\n'), ['warning several-from "FROM ./b.gguf"']);
      assert.deepEqual(found('FROM ./a.gguf\nFROM ./b.gguf\n'), []);
      assert.deepEqual(found('FROM a\nFROM b\n', paths(['a', 'file'], ['b', 'folder'])), []);
    });

    it('and what else names files, is listed for the shell to look up', () => {
      const text = `FROM "./a b.gguf"\nADAPTER ${q}x${q}\nPARAMETER model m\nDRAFT ./d\nSYSTEM ./s\n`;
      assert.deepEqual(
        modelfilePaths(text).map(({ path, span, instruction }) => [
          path,
          text.slice(span.start, span.end),
          instruction,
        ]),
        [
          ['./a b.gguf', './a b.gguf', 'from'],
          ['x', 'x', 'adapter'],
          ['m', 'm', 'from'],
          ['./d', './d', 'draft'],
        ],
      );
    });

    it('tells folders with weights by the names in them', () => {
      for (const name of [
        'model.safetensors',
        'model-00001-of-2.safetensors',
        'consolidated.00.pth',
        'x.gguf',
        'y.bin',
      ])
        assert.ok(hasWeights(['config.json', name]), name);
      for (const name of ['adapter.safetensors', 'config.json', 'model.safetensors.index.json'])
        assert.ok(!hasWeights([name]), name);
    });
  });

  describe('versions', () => {
    it('decide what the server reads', () => {
      const at = (serverVersion: string) => (text: string) => found(`FROM a\n${text}\n`, { serverVersion });
      assert.deepEqual(at('0.11.0')('PARSER harmony'), ['error newer-instruction "PARSER"']);
      assert.deepEqual(at('0.13.9')('REQUIRES 0.1.0'), ['error newer-instruction "REQUIRES"']);
      assert.deepEqual(at('0.24.0')('DRAFT ./d'), ['error draft-experimental "DRAFT"']);
      assert.deepEqual(at('0.30.0')('DRAFT ./d'), []);
      assert.deepEqual(at('0.24.0')('PARAMETER draft_num_predict 4'), [
        'error unknown-parameter "draft_num_predict"',
      ]);
      assert.deepEqual(at('0.31.0')('PARAMETER draft_num_predict 4'), []);
      assert.deepEqual(at('0.24.0')('REQUIRES 0.30.0'), ['warning newer-required "0.30.0"']);
      assert.deepEqual(at('0.0.0')('DRAFT ./d'), []);
    });

    it('are not guessed', () => {
      assert.deepEqual(found('FROM a\nDRAFT ./d\n'), ['information draft-experimental "DRAFT"']);
      assert.deepEqual(found('FROM a\nPARAMETER draft_num_predict 4\n'), [
        'information newer-parameter "draft_num_predict"',
      ]);
    });

    it('from 0.30 on, a draft has to be there', () => {
      const context = { serverVersion: '0.30.0', ...paths(['./d', 'missing'], ['a', 'missing']) };
      assert.deepEqual(found('FROM a\nDRAFT ./d\n', context), ['error path-not-found "./d"']);
    });
  });

  it('compare num_ctx with what the model was made for', () => {
    const context = { contextLengths: new Map([['a:latest', 8192]]) };
    const text = 'FROM a\nPARAMETER num_ctx 16384\n';
    assert.deepEqual(found(text, context), ['warning context-too-long "16384"']);
    assert.equal(fixed(text, context), 'FROM a\nPARAMETER num_ctx 8192\n');
    assert.deepEqual(found('FROM a\nPARAMETER num_ctx 8192\n', context), []);
  });

  it('say when an empty value takes something back, by saying nothing', () => {
    assert.deepEqual(found('FROM a\nSYSTEM ""\n'), ['warning empty-value "SYSTEM \\"\\""']);
    assert.deepEqual(found('FROM a\nSYSTEM x\nSYSTEM ""\n'), ['warning duplicate "SYSTEM x"']);
  });

  it('name Jinja where a template is written in it', () => {
    assert.deepEqual(found(`FROM a\nTEMPLATE {% for m in messages %}\n`), [
      'warning jinja-template "{% for m in messages %}"',
    ]);
  });

  it('tag what editors draw faint or struck through', () => {
    const tags = validateModelfile('FROM a\nSYSTEM x\nSYSTEM y\nPARAMETER f16_kv true\n').map(
      ({ tag }) => tag,
    );
    assert.deepEqual(tags, ['unnecessary', 'deprecated']);
  });

  it('are 1000 at the most, errors before others', () => {
    const text = `FROM a\n${'PARAMETER f16_kv 1\n'.repeat(2000)}PARAMETER top_k x\n`;
    const all = validateModelfile(text);
    assert.equal(all.length, 1000);
    assert.equal(all.at(-1)?.severity, 'error');
  });
});
