import assert from 'node:assert/strict';
import { evidenceText } from '../../../src/core/project/evidenceText.ts';

const secret = 'Zx9' + 'qW7eR5tY3uI1oP0aS8dF'.repeat(2);

describe('evidenceText', () => {
  const hiding = [
    `OPENAI_API_KEY=${secret}`,
    `export HF_TOKEN="${secret}"`,
    `client = OpenAI(api_key="${secret}")`,
    `client = OpenAI(api_key='${'sk-' + secret}', timeout=3)`,
    `"apiKey": "${secret}",`,
    `password: ${secret}`,
    `--extra-index-url https://user:${secret}@pypi.example.org/simple`,
    `redis://:${secret}@cache:6379/0`,
    `headers = {"Authorization": "Bearer ${secret}"}`,
    `x = "${'AIza' + secret}"`,
    `torch==2.4 --hash=sha256:${'0a1b2c3d'.repeat(8)}`,
    `genai.configure(${JSON.stringify('AQ.' + secret)})`,
    `DB_PASSWORD := ${secret}`,
  ];
  for (const line of hiding) {
    it(`hides the value in ${line.replaceAll(secret, '<value>').slice(0, 60)}`, () => {
      const text = evidenceText(line);
      assert.ok(!text.includes(secret.slice(0, 12)), text);
      assert.ok(!text.includes('0a1b2c3d0a1b2c3d'), text);
      assert.match(text, /…/);
    });
  }

  const keeping = [
    'transformers>=4.40,<5',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    'api_key=os.environ["GEMINI_API_KEY"]',
    'model = "meta-llama/Llama-3.1-8B-Instruct"',
    'FROM nvcr.io/nvidia/tritonserver:24.05-trtllm-python-py3',
    'ollama/ollama:0.5.4-rc1',
    'api_key: str = settings.api_key',
    'const key = process.env.OPENAI_API_KEY',
    'model_name = "google-t5/t5-v1_1-base-finetuned-squad"',
  ];
  for (const line of keeping) it(`keeps ${line}`, () => assert.equal(evidenceText(line), line));

  it('takes one line, trimmed and cut', () => {
    assert.equal(evidenceText('   torch   >= 2 \r'), 'torch >= 2');
    assert.equal(evidenceText('word '.repeat(100)).length, 160);
  });

  it('takes bounded time on an endless line', () => {
    assert.ok(evidenceText('api_key='.repeat(200_000)).length <= 160);
  });
});
