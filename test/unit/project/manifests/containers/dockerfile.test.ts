import assert from 'node:assert/strict';
import {
  isDockerfile,
  readDockerfile,
} from '../../../../../src/core/project/manifests/containers/dockerfile.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

const read = (text: string) => readLines(readDockerfile, 'Dockerfile', text);

describe('readDockerfile', () => {
  const cases: [string, string, string[]][] = [
    [
      'resolves ARGs, defaults and stages',
      'ARG V=3.11\nFROM python:${V}-slim AS Base\nFROM ${B:-docker.io/vllm/vllm-openai:v1} as serve\nFROM base\nFROM $UNKNOWN\n',
      ['1 variable V', '2 file Dockerfile', '2 image python 3.11-slim', '3 image vllm/vllm-openai v1'],
    ],
    [
      'drops digest and registry',
      'FROM --platform=linux/amd64 docker.io/library/redis:7@sha256:abc\n',
      ['1 file Dockerfile', '1 image redis 7'],
    ],
    [
      'keeps other registries and their ports',
      'FROM localhost:5000/a/b:1\n',
      ['1 file Dockerfile', '1 image localhost:5000/a/b 1'],
    ],
    [
      'keeps the image when only its tag is unknown',
      'FROM nvidia/cuda:${V}-base\n',
      ['1 file Dockerfile', '1 image nvidia/cuda'],
    ],
    ['passes over scratch', 'FROM scratch\n', ['1 file Dockerfile']],
    [
      'reads packages at their own lines, through comments and mounts',
      'FROM a\nARG T=2.1\nRUN --mount=type=cache,target=/c pip install \\\n    torch==$T \\\n    # note\n\n    "peft[x]>=1" && \\\n    uv pip install vllm\n',
      [
        '1 file Dockerfile',
        '1 image a',
        '2 variable T',
        '4 dependency torch ==2.1 runtime',
        '7 dependency peft >=1 runtime {extras=x}',
        '8 dependency vllm runtime',
      ],
    ],
    [
      'reads exec-form RUN and here-documents',
      'FROM a\nRUN ["pip", "install", "vllm"]\nRUN <<EOF\nset -e\nollama pull x\nEOF\n',
      ['1 file Dockerfile', '1 image a', '2 dependency vllm runtime', '5 command ollama pull'],
    ],
    [
      'joins ENTRYPOINT and CMD',
      'FROM a\nENTRYPOINT ["ollama"]\nCMD ["serve"]\n',
      ['1 file Dockerfile', '1 image a', '2 command ollama serve'],
    ],
    [
      'reads CMD alone behind an entry point of its own',
      'FROM a\nENTRYPOINT ["/e.sh"]\nCMD ["uvicorn", "m:app"]\n',
      ['1 file Dockerfile', '1 image a', '3 command uvicorn {target=m:app}'],
    ],
    [
      'takes the last CMD only',
      'FROM a\nCMD ollama serve\nCMD vllm serve x\n',
      ['1 file Dockerfile', '1 image a', '3 command vllm serve'],
    ],
    [
      'sees through sh -c',
      'FROM a\nCMD ["sh", "-c", "exec streamlit run a.py"]\n',
      ['1 file Dockerfile', '1 image a', '2 command streamlit run'],
    ],
    [
      'reads EXPOSE',
      'FROM a\nEXPOSE 11434/tcp 53/udp\n',
      ['1 file Dockerfile', '1 image a', '2 endpoint :11434'],
    ],
    [
      'reads CRLF',
      'FROM a\r\nRUN pip install \\\r\n  vllm\r\nCMD ["ollama", "serve"]\r\n',
      ['1 file Dockerfile', '1 image a', '3 dependency vllm runtime', '4 command ollama serve'],
    ],
    [
      'knows the escape directive',
      '# escape=`\nFROM a\nRUN pip install `\n  vllm\n',
      ['2 file Dockerfile', '2 image a', '4 dependency vllm runtime'],
    ],
    [
      'passes over --model flags of an image with an entry point',
      'FROM vllm/vllm-openai\nCMD ["--model", "x"]\n',
      ['1 file Dockerfile', '1 image vllm/vllm-openai'],
    ],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(read(text), expected));

  it('names variables without their values', () => {
    const { clues } = readDockerfile(
      sourceFile('Dockerfile', 'FROM a\nENV A=s3cret B="x y"\nENV C old style\nARG D\n'),
    );
    const variables = clues
      .filter((clue) => clue.kind === 'variable')
      .map((clue) => `${clue.line} ${clue.text ?? ''}`);
    assert.deepEqual(variables, ['2 ENV A=…', '2 ENV B=…', '3 ENV C=…', '4 ARG D']);
  });

  it('says what is wrong, and claims nothing then', () => {
    const none = readDockerfile(sourceFile('Dockerfile', '# x\nRUN pip install vllm\n'));
    assert.deepEqual([none.clues, none.problems[0]?.line], [[], 2]);
    assert.match(none.problems[0]!.message, /no FROM/);
    const empty = readDockerfile(sourceFile('Dockerfile', 'FROM a\nFROM\n'));
    assert.deepEqual(
      empty.problems.map((problem) => problem.line),
      [2],
    );
    assert.deepEqual(readDockerfile(sourceFile('Dockerfile.j2', '{% if x %}\nRUN a\n')).problems, []);
  });

  it('stops at variables that double', () => {
    const text = `FROM a\nENV A=xx\n${'ENV A=$A$A\n'.repeat(60)}RUN pip install x==$A\n`;
    assert.ok(read(text).includes('1 file Dockerfile'));
  });

  it('is meant by names of Dockerfiles only', () => {
    for (const path of [
      'Dockerfile',
      'a/Dockerfile.gpu',
      'x.Dockerfile',
      'x.dockerfile',
      'Containerfile',
      'Containerfile.dev',
    ])
      assert.ok(isDockerfile(path), path);
    for (const path of ['Dockerfile.dockerignore', 'Dockerfile.md', 'Dockerfiles/a', 'dockerfile.ts'])
      assert.ok(!isDockerfile(path), path);
  });
});
