import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/core/generate/dockerfile.ts';
import type { Generated } from '../../../src/core/generate/generator.ts';
import { optionValues } from '../../../src/core/generate/optionValues.ts';
import { generateContext } from '../../support/generateContext.ts';

const server = `from fastapi import FastAPI
from transformers import pipeline

app = FastAPI()
classify = pipeline("text-classification", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")


@app.get("/health")
def health():
    return {}
`;

const project = { 'main.py': server, 'requirements.txt': 'fastapi\ntransformers\ntorch\nuvicorn\n' };

async function generate(
  files: Record<string, string>,
  given: Record<string, string> = {},
): Promise<Generated & { readonly text: (path: string) => string }> {
  const generated = await dockerfile.generate(
    optionValues(dockerfile, given),
    generateContext('dockerfile', files),
  );
  const text = (path: string): string => generated.files.find((file) => file.path === path)?.content ?? '';
  return { ...generated, text };
}

describe('generate dockerfile', () => {
  it('leaves a Compose file of another name in force, unless it is told otherwise', async () => {
    const files = { ...project, 'docker-compose.yml': 'services: {}\n' };
    const made = async (given: Record<string, string>): Promise<boolean> =>
      (await generate(files, given)).files.some(({ path }) => path === 'compose.yaml');
    assert.equal(await made({}), false);
    assert.ok((await generate(files)).next.some((step) => step.includes('docker-compose.yml is there')));
    assert.equal(await made({ compose: 'true' }), true);
  });

  it('makes the Dockerfile, its ignore files and a Compose file, and says what to do with them', async () => {
    const { files, next, decisions, text } = await generate(project);
    const paths = files.map(({ path }) => path);
    assert.deepEqual(paths, ['Dockerfile', '.dockerignore', '.gcloudignore', 'compose.yaml']);
    assert.match(text('Dockerfile'), /^CMD \["sh", "-c", "exec uvicorn main:app .*\$\{PORT\}"\]$/m);
    assert.match(text('Dockerfile'), /UV_TORCH_BACKEND=cpu/);
    assert.ok(next.some((step) => step.includes('docker compose up --build')));
    assert.ok(next.some((step) => step.includes('ai-stack generate cloud-run')));
    assert.ok(decisions?.some(({ option }) => option === 'target'));
    assert.ok(files.every((file) => file.extends !== true));
  });

  it('gives the same files again', async () => {
    assert.deepEqual((await generate(project)).files, (await generate(project)).files);
  });

  it('leaves out the Compose file where none is wanted, and says how Docker alone runs it', async () => {
    const { files, next } = await generate(project, { compose: 'false' });
    assert.ok(!files.some(({ path }) => path === 'compose.yaml'));
    assert.ok(next.some((step) => /docker run --rm --read-only --tmpfs \/tmp --cap-drop ALL/.test(step)));
  });

  it('installs by pip where that is asked for, and refuses what pip cannot read', async () => {
    const { text } = await generate(project, { installer: 'pip' });
    assert.doesNotMatch(text('Dockerfile'), /\buv\b/);
    const locked = { ...project, 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n', 'uv.lock': 'version = 1\n' };
    await assert.rejects(generate(locked, { installer: 'pip' }), { message: 'pip cannot install from uv.lock.' });
  }); // prettier-ignore

  it('adds to ignore files that are there, and takes nothing away', async () => {
    const before = '# mine\nnode_modules\n*.py\n';
    const { files, text } = await generate({ ...project, '.dockerignore': before });
    assert.ok(text('.dockerignore').startsWith(before));
    assert.match(text('.dockerignore'), /^!main\.py$/m);
    const extended = files.filter((file) => file.extends).map(({ path }) => path);
    assert.deepEqual(extended, ['.dockerignore']);
    const again = await generate({ ...project, '.dockerignore': text('.dockerignore') });
    assert.equal(again.text('.dockerignore'), text('.dockerignore'));
  });

  it('points to the application that `generate fastapi` writes where there is a model but no server', async () => {
    const { next } = await generate({
      'train.py': 'from transformers import AutoModelForSequenceClassification\n\nmodel = AutoModelForSequenceClassification.from_pretrained("distilbert/distilbert-base-uncased-finetuned-sst-2-english")\n',
      'requirements.txt': 'transformers\ntorch\n',
    });
    assert.ok(next.some((step) => step.includes('ai-stack generate fastapi')), next.join('\n'));
  }); // prettier-ignore

  it("makes the model of the project's own Modelfile, under the name of the service", async () => {
    const { text } = await generate({
      Modelfile: 'FROM ./tiny.gguf\nSYSTEM Be brief.\n',
      'tiny.gguf': 'GGUF',
    });
    assert.match(text('Dockerfile'), /^COPY Modelfile tiny\.gguf \.\/$/m);
    assert.match(text('Dockerfile'), /ollama create tiny-gguf -f Modelfile/);
    assert.match(text('.dockerignore'), /^!tiny\.gguf$/m);
    const onLibrary = await generate({ Modelfile: 'FROM gemma3:4b\nSYSTEM Be brief.\n' });
    assert.match(onLibrary.text('Dockerfile'), /ollama create \S+ -f Modelfile/);
    const other = await generate({ Modelfile: 'FROM gemma3:4b\n' }, { model: 'qwen3:0.6b' });
    assert.match(other.text('Dockerfile'), /ollama pull qwen3:0\.6b/);
  });

  it('says in one sentence why nothing can be started', async () => {
    await assert.rejects(generate({}), { name: 'UserError', message: /empty/ });
    await assert.rejects(generate({ 'script.py': 'print("hello")\n', 'requirements.txt': 'requests\n' }), {
      name: 'UserError',
      message: /^No application was found/,
    });
  });

  it("never has a secret's value in what it writes", async () => {
    const value = ['sk', 'ant', 'api03', 'x'.repeat(40)].join('-');
    const { files, next } = await generate({ ...project, '.env': `HF_TOKEN=${value}\n` });
    assert.ok(!JSON.stringify([files, next]).includes(value));
  });
});
