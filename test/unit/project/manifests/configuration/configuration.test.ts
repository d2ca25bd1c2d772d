import assert from 'node:assert/strict';
import type { FileReader } from '../../../../../src/core/project/clue.ts';
import { readBentofile } from '../../../../../src/core/project/manifests/configuration/bentofile.ts';
import {
  isEnvironmentFile,
  readEnvironmentFile,
} from '../../../../../src/core/project/manifests/configuration/environmentFile.ts';
import { readMlproject } from '../../../../../src/core/project/manifests/configuration/mlproject.ts';
import { readReadme } from '../../../../../src/core/project/manifests/configuration/readme.ts';
import { readScript } from '../../../../../src/core/project/manifests/configuration/scripts.ts';
import { readTrainingYaml } from '../../../../../src/core/project/manifests/configuration/trainingYaml.ts';
import { readWorkflow } from '../../../../../src/core/project/manifests/configuration/workflow.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

describe('readers of configuration', () => {
  const cases: [string, FileReader, string, string, string[]][] = [
    [
      'a shell script',
      readScript,
      'run.sh',
      '#!/bin/bash\npip install vllm\ncat <<EOF > x\nollama serve\nEOF\nbash <<EOF\nollama pull a\nEOF\n',
      ['2 dependency vllm optional', '7 command ollama pull'],
    ],
    ['a script for something else', readScript, 'x.sh', 'ls -l\n', []],
    [
      'a Makefile',
      readScript,
      'Makefile',
      'IMG = uvicorn\nserve: uvicorn\n\t@uvicorn a:b \\\n\t  --port 1\n\t-ollama pull x\n',
      ['3 command uvicorn {target=a:b}', '5 command ollama pull'],
    ],
    ['a justfile', readScript, 'justfile', 'dev:\n    @langgraph dev\n', ['2 command langgraph dev']],
    ['a Procfile', readScript, 'Procfile', 'web: gunicorn a:app\n', ['1 command gunicorn {target=a:app}']],
    [
      'PowerShell',
      readScript,
      'x.ps1',
      'gcloud run deploy x `\n  --service-account y\n',
      ['1 resource gcloud run deploy', '2 resource service-account-attached {via=gcloud run deploy}'],
    ],
    [
      'a workflow',
      readWorkflow,
      '.github/workflows/a.yml',
      `jobs:
  a:
    services: {r: {image: "redis:7"}}
    steps:
      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: x
      - run: |
          pip install torch
          gcloud run deploy
      - uses: google-github-actions/deploy-cloudrun@v2
      - run: >-
          adk deploy
          cloud_run .
      - run: pip install
          jax
`,
      [
        '3 image redis 7',
        '7 resource workload-identity {via=GitHub Actions}',
        '9 dependency torch dev',
        '10 resource gcloud run deploy',
        '11 resource gcloud run deploy',
        '13 resource adk deploy {target=cloud_run}',
        '16 dependency jax dev',
      ],
    ],
    [
      'axolotl',
      readTrainingYaml,
      'x.yml',
      '# c\nbase_model: m/x\nload_in_4bit: true\nadapter: lora\n',
      ['2 file axolotl {adapter=qlora baseModel=m/x}'],
    ],
    [
      'axolotl in full',
      readTrainingYaml,
      'x.yml',
      'base_model: m\nmicro_batch_size: 1\n',
      ['1 file axolotl {adapter=full baseModel=m}'],
    ],
    [
      'LLaMA-Factory',
      readTrainingYaml,
      'x.yaml',
      'model_name_or_path: m\nstage: dpo\nfinetuning_type: lora\n',
      ['1 file llama-factory {adapter=lora baseModel=m stage=dpo}'],
    ],
    ['a base_model alone', readTrainingYaml, 'x.yaml', 'base_model: m\n', []],
    ['a stage of something else', readTrainingYaml, 'x.yaml', 'model_name_or_path: m\nstage: build\n', []],
    [
      'bentofile.yaml',
      readBentofile,
      'bentofile.yaml',
      'service: "s:S"\npython:\n  packages:\n    - torch>=2\n    - ./x\n',
      ['1 file bentofile.yaml', '4 dependency torch >=2 runtime'],
    ],
    ['MLproject', readMlproject, 'MLproject', '# x\nname: a\n', ['2 file MLproject']],
    [
      'a README',
      readReadme,
      'README.md',
      '# App\n\nUses LangGraph and vLLM.\nVLLM again, and a transformer.\nCloud Run.\n',
      ['3 word langgraph', '3 word vllm', '5 word cloud-run'],
    ],
    ['a README without AI', readReadme, 'README.md', 'reflections on jaxws\n', []],
  ];
  for (const [name, reader, path, text, expected] of cases) {
    it(name, () => assert.deepEqual(readLines(reader, path, text), expected));
  }

  it('caps the words of a README', () => {
    const text =
      'vllm ollama sglang pytorch tensorflow keras JAX PEFT bitsandbytes deepspeed unsloth axolotl fastapi streamlit gradio langchain langgraph llama-index crewai autogen openai anthropic';
    assert.equal(readReadme(sourceFile('README.md', text)).clues.length, 20);
  });

  it('names variables of .env files, never their values', () => {
    const secret = 'sk-' + 'a1'.repeat(20);
    const text = `# OLD=1\nOPENAI_API_KEY=${secret}\nexport B = "x\nC=${secret}\n"\r\nD='y'\nno line\n`;
    const { clues } = readEnvironmentFile(sourceFile('.env', text));
    assert.deepEqual(
      clues.map((clue) => `${clue.line} ${clue.text ?? ''}`),
      ['2 OPENAI_API_KEY=…', '3 B=…', '6 D=…'],
    );
    assert.ok(!JSON.stringify(clues).includes(secret));
  });

  it('knows .env files by name', () => {
    for (const path of ['.env', 'a/.env.local', 'prod.env', 'env.example', '.envrc', '.env.example'])
      assert.ok(isEnvironmentFile(path), path);
    for (const path of ['.env.ts', 'env.py', '.environment', 'environment.md', '.env.gpg'])
      assert.ok(!isEnvironmentFile(path), path);
  });

  it('names the line of a broken workflow', () => {
    assert.equal(readWorkflow(sourceFile('.github/workflows/a.yml', 'jobs:\n  a: {\n')).problems.length, 1);
  });
});
