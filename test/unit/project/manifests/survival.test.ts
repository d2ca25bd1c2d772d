import assert from 'node:assert/strict';
import fc from 'fast-check';
import { manifestReaders } from '../../../../src/core/project/manifests/registry.ts';
import { sourceFile } from '../../../support/sourceFile.ts';

/** One path for each reader; the registry must answer with that reader. */
const paths: Record<string, string> = {
  'package-json': 'a/package.json',
  'go-mod': 'go.mod',
  dockerfile: 'Dockerfile',
  compose: 'compose.yaml',
  cloudbuild: 'cloudbuild.yaml',
  skaffold: 'skaffold.yaml',
  'app-engine': 'app.yaml',
  terraform: 'main.tf',
  helm: 'chart/values.yaml',
  langgraph: 'langgraph.json',
  'root-agent': 'agent/root_agent.yaml',
  modelfile: 'Modelfile',
  bentofile: 'bentofile.yaml',
  mlproject: 'MLproject',
  workflow: '.github/workflows/ci.yml',
  environment: '.env.local',
  script: 'scripts/run.sh',
  readme: 'README.md',
  gguf: 'm.gguf',
  safetensors: 'm.safetensors',
  checkpoint: 'm.pt',
  tokenizer: 'm/tokenizer.json',
  'model-file': 'm/config.json',
  'service-account-key': 'gcp-key.json',
  yaml: 'k8s/service.yaml',
};

const pieces = [
  '{', '}', '[', ']', '"', "'", ':', ',', '\n', '\r\n', '\t', '  ', '- ', '#', '\\', '\\\n', '$(', '${', '${A:-', '<<EOF\n', '<<: *a\n', '&a ', '*a', '|\n',
  '---\n', '=', '\0', '\ufffd', 'FROM a\n', 'FROM ', 'ARG A=$A\n', 'RUN pip install ', 'CMD [', 'ENV ', 'apiVersion: v1\nkind: Pod\n', 'services:\n', 'steps:\n', 'jobs:\n',
  'runtime: ', 'image: ', 'resource "a" "b" {\n', '"dependencies": {', 'base_model: x\nadapter: ', 'require (\n', 'gcloud run deploy ', 'sh -c ', 'docker run ', '"graphs": ', '__proto__', 'constructor',
]; // prettier-ignore

describe('manifest readers', () => {
  it('are each found by their path', () => {
    const found = Object.values(paths).map(
      (path) => manifestReaders.find((reader) => reader.matches(path))?.id,
    );
    assert.deepEqual(found, Object.keys(paths));
    assert.deepEqual(
      manifestReaders.map((reader) => reader.id),
      Object.keys(paths),
    );
  });

  for (const reader of manifestReaders) {
    const path = paths[reader.id]!;
    const check = (text: string) => {
      const { clues, problems } = reader.read(sourceFile(path, text));
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { line } of [...clues, ...problems])
        assert.ok(line >= 1 && line <= lines, `line ${line} of ${lines}`);
      for (const { file, column, message } of problems)
        assert.ok(file === path && column >= 1 && message.length > 20);
    };

    it(`${reader.id}: survives any text`, () => {
      const text = fc.oneof(
        {
          weight: 3,
          arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
        },
        {
          weight: 1,
          arbitrary: fc
            .array(fc.nat(0xffff), { maxLength: 60 })
            .map((codes) => String.fromCharCode(...codes)),
        },
      );
      fc.assert(fc.property(text, check), { numRuns: process.env['AI_STACK_FUZZ'] ? 60 : 10 });
    });

    it(`${reader.id}: takes its time on no text`, () => {
      const started = performance.now();
      for (const piece of [
        '[',
        '{"a":',
        '- ',
        'a: ',
        '${',
        '"',
        '\n',
        '\\\n',
        'RUN $(',
        '&a [*a,',
        '<<E\n',
        'a=',
        'x',
      ])
        check(piece.repeat(2_000 / piece.length));
      assert.ok(performance.now() - started < 2000, `${(performance.now() - started).toFixed()} ms`);
    });
  }
});
