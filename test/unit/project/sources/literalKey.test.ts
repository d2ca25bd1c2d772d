import assert from 'node:assert/strict';
import { hideKeys, literalKeys, looksSecret } from '../../../../src/core/project/sources/literalKey.ts';

const body = 'aB3dE5gH7jK9mN1pQ3sT5vX7zA2cF4hJ6kL8';

describe('literalKeys', () => {
  const hits: Record<string, string> = {
    openai: `client = OpenAI(api_key="${'sk-' + 'proj-' + body}")`,
    anthropic: `ANTHROPIC_API_KEY = '${'sk-' + 'ant-' + 'api03-' + body}'`,
    google: `genai.configure(api_key="${'AI' + 'za' + body.slice(1)}")`,
    huggingface: `login("${'hf' + '_' + body.slice(0, 34)}")`,
    groq: `const groq = new Groq({ apiKey: "${'gsk' + '_' + body + body.slice(0, 16)}" })`,
    xai: `os.environ["XAI_API_KEY"] = "${'xai' + '-' + body + body}"`,
    replicate: `token: str = "${'r8' + '_' + body}"`,
  };
  for (const [provider, line] of Object.entries(hits)) {
    it(`finds a key of ${provider} and leaves it out of the text`, () => {
      const found = literalKeys(`x = 1\n${line}\n`);
      assert.deepEqual(
        found.map(({ clue }) => clue.name),
        [provider],
      );
      assert.ok(found[0]?.clue.text?.includes('…'));
      assert.ok(!JSON.stringify(found).includes(body.slice(2, 20)));
    });
  }

  it('finds the newer Google keys and bearer headers', () => {
    assert.equal(literalKeys(`API_KEY = "${'AQ' + '.' + 'Ab8' + body}"`)[0]?.clue.name, 'google');
    assert.equal(literalKeys(`{"Authorization": "Bearer ${'sk-' + body}"}`)[0]?.clue.name, 'openai');
  });

  const misses: Record<string, string> = {
    'a placeholder': `api_key="${'sk-' + 'your-api-key-goes-in-this-place-please'}"`,
    'a run of one letter': `api_key="${'sk-' + 'x'.repeat(40)}"`,
    'too short a value': `api_key="${'sk-' + 'abc'}"`,
    'a name that is no credential': `slug = "${'sk-' + body}"`,
    'an ordinary word': 'key = "sk-learn-pipeline"',
    'a value of little variety': `api_key="${'sk-' + 'ab'.repeat(20)}"`,
    'an environment variable': 'api_key=os.environ["OPENAI_API_KEY"]',
  };
  for (const [name, line] of Object.entries(misses)) {
    it(`passes over ${name}`, () => assert.deepEqual(literalKeys(line), []));
  }

  it('tells what must not be repeated from names of models', () => {
    assert.equal(looksSecret('meta-llama/Llama-3.1-8B-Instruct'), false);
    assert.equal(looksSecret('redis://localhost:6379/0'), false);
    assert.equal(looksSecret('redis://:pw@host'), true);
    assert.equal(looksSecret('hf' + '_' + body), true);
    assert.equal(hideKeys(`--token ${'hf' + '_' + body} x`), '--token … x');
  });
});
