import assert from 'node:assert/strict';
import { isCompose, readCompose } from '../../../../../src/core/project/manifests/containers/compose.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

const read = (text: string) => readLines(readCompose, 'compose.yaml', text);

describe('readCompose', () => {
  it('reads images, builds, commands, variables, ports and GPUs', () => {
    const text = [
      'services:',
      '  cache:',
      '    image: ${IMAGE:-redis}:7',
      '    ports: ["6379:6379", "127.0.0.1:8080:80/tcp"]',
      '  api:',
      '    build: .',
      '    command: [vllm, serve, x]',
      '    environment: [KEY=1, OTHER]',
      '    deploy: {resources: {reservations: {devices: [{driver: nvidia, capabilities: [gpu]}]}}}',
      '  llm:',
      '    image: ollama/ollama@sha256:abc',
      '    entrypoint: ["sh", "-c"]',
      '    command: ["ollama serve"]',
      '    environment:',
      '      HF_TOKEN: ${HF_TOKEN}',
    ];
    assert.deepEqual(read(text.join('\n')), [
      '2 file compose',
      '3 image redis 7',
      '4 endpoint :6379',
      '4 endpoint :80',
      '6 file compose-build',
      '7 command vllm serve',
      '8 variable KEY',
      '8 variable OTHER',
      '9 resource compose-gpu',
      '11 image ollama/ollama',
      '13 command ollama serve',
      '15 variable HF_TOKEN',
    ]);
  });

  it('follows anchors and merges', () => {
    const text =
      'x-a: &a\n  image: redis\nx-b: &b {environment: {A: 1}}\nservices:\n  one: {<<: [*a, *b]}\n  two:\n    <<: *a\n    image: qdrant/qdrant\n';
    assert.deepEqual(read(text), [
      '5 file compose',
      '2 image redis',
      '3 variable A',
      '8 image qdrant/qdrant',
    ]);
  });

  it('keeps the lines of block and folded commands', () => {
    const text =
      'services:\n  a:\n    command: |\n      echo\n      ollama serve\n  b:\n    command: >\n      vllm serve x\n      --port 1\n';
    assert.deepEqual(read(text), ['2 file compose', '5 command ollama serve', '8 command vllm serve']);
  });

  it('survives an alias bomb', () => {
    const lines = ['a0: &a0 {environment: {A: 1}}'];
    for (let i = 1; i < 40; i++)
      lines.push(
        `a${i}: &a${i} {<<: [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]}`,
      );
    const started = performance.now();
    readCompose(
      sourceFile('compose.yaml', `${lines.join('\n')}\nservices:\n  x: {<<: *a39, image: redis}\n`),
    );
    assert.ok(performance.now() - started < 1000);
  });

  it('names the place of an error', () => {
    const { clues, problems } = readCompose(sourceFile('compose.yaml', 'services:\n  a:\n\timage: redis\n'));
    assert.deepEqual([clues, problems.length, problems[0]?.line], [[], 1, 3]);
    assert.deepEqual(readCompose(sourceFile('compose.yaml', 'other: 1\n')), { clues: [], problems: [] });
  });

  it('is meant by its names', () => {
    for (const path of ['compose.yaml', 'a/docker-compose.yml', 'docker-compose.dev.yml', 'compose-gpu.yaml'])
      assert.ok(isCompose(path), path);
    for (const path of ['decompose.yaml', 'composer.yaml', 'compose.json']) assert.ok(!isCompose(path), path);
  });
});
