import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Clue } from '../../../../src/core/project/clue.ts';
import { readPythonSource } from '../../../../src/core/project/sources/pythonSource.ts';
import { sourceFile } from '../../../support/sourceFile.ts';

function read(text: string): readonly Clue[] {
  return readPythonSource(sourceFile('app.py', text)).clues;
}

/** `line kind name`, which says most. */
function brief(text: string): string[] {
  return read(text).map((clue) => `${clue.line} ${clue.kind} ${clue.name}`);
}

function detailsOf(text: string, name: string): Readonly<Record<string, string>> | undefined {
  return read(text).find((clue) => clue.name === name && clue.kind !== 'import')?.details;
}

describe('readPythonSource', () => {
  const cases: Record<string, [string, string[]]> = {
    'plain imports': ['import os\nimport torch, numpy as np', ['2 import torch']],
    'an import with an alias': [
      'import torch.nn as nn\nnn.Linear(1)',
      ['1 import torch.nn', '2 call torch.nn.Linear'],
    ],
    'names imported from a module': [
      'from transformers import (\n  Trainer as T,\n  pipeline,\n)\nT()',
      ['2 import transformers.Trainer', '3 import transformers.pipeline', '5 call transformers.Trainer'],
    ],
    'a star': ['from trl import *', ['1 import trl.*']],
    'imports inside of functions and TYPE_CHECKING': [
      'if TYPE_CHECKING:\n  import jax\ndef f():\n  try:\n    import vllm\n  except ImportError: pass',
      ['2 import jax', '5 import vllm'],
    ],
    'an import that goes on after a backslash': ['import os, \\\n  torch', ['2 import torch']],
    'relative imports': [
      'from .torch import nn\nfrom . import transformers\nnn.Linear()\ntransformers.Trainer()',
      [],
    ],
    'only some modules of google': [
      'from google.cloud import storage, aiplatform\nfrom google import genai\nfrom google.oauth2 import service_account',
      ['1 import google.cloud.aiplatform', '2 import google.genai', '3 import google.oauth2.service_account'],
    ],
    'agents of one’s own': ['from agents import planner\nfrom agents.base import Agent', []],
    'the OpenAI Agents SDK': [
      'from agents import Agent, Runner',
      ['1 import agents.Agent', '1 import agents.Runner'],
    ],
    'families of packages': [
      'from langchain_redis import RedisSemanticCache',
      ['1 import langchain_redis.RedisSemanticCache'],
    ],
    'a name hidden by the file’s own': [
      'from transformers import Trainer\nclass Trainer:\n  pass\nTrainer()',
      ['1 import transformers.Trainer'],
    ],
    'a name imported anew from elsewhere': [
      'from transformers import Trainer\nfrom mine import Trainer\nTrainer()',
      ['1 import transformers.Trainer'],
    ],
    'a second name for a module': [
      'import tensorflow as tf\nlayers = tf.keras.layers\nlayers.Dense(1)',
      ['1 import tensorflow', '3 call tensorflow.keras.layers.Dense'],
    ],
    'methods of an instance': [
      'from google import genai\nclass A:\n  def f(self):\n    self.c = genai.Client()\n    self.c.models.generate_content(1)',
      [
        '1 import google.genai',
        '4 call google.genai.Client',
        '5 call google.genai.Client.models.generate_content',
      ],
    ],
    'methods of a model that was loaded': [
      'from transformers import AutoModel\nm = AutoModel.from_pretrained("a/b")\nm.generate(x)\nm = other()\nm.generate(x)',
      [
        '1 import transformers.AutoModel',
        '2 call transformers.AutoModel.from_pretrained',
        '3 call transformers.AutoModel.generate',
      ],
    ],
    'a base class': [
      'import torch.nn as nn\nclass Net(nn.Module): pass',
      ['1 import torch.nn', '2 call torch.nn.Module'],
    ],
    decorators: [
      'import jax\nfrom fastapi import FastAPI\napp = FastAPI()\n@jax.jit\ndef f(): pass\n@app.post("/x")\ndef g(): pass',
      ['1 import jax', '2 import fastapi.FastAPI', '3 call fastapi.FastAPI', '4 call jax.jit'],
    ],
    'methods of training': [
      'import torch\nloss(x).backward()\noptimizer.step()\ncounter.step()',
      ['1 import torch', '2 call .backward', '3 call .step'],
    ],
    'methods of Keras': [
      'import keras, re\nm = keras.Sequential()\nm.compile()\nm.fit(x)\nre.compile("x")',
      ['1 import keras', '2 call keras.Sequential', '3 call .compile', '4 call .fit'],
    ],
    'the same methods elsewhere': ['import sklearn\nm.fit(x)\nm.compile()', ['1 import sklearn']],
    'model services of AWS only': [
      'import boto3\nboto3.client("s3")\nboto3.client("bedrock-runtime")',
      ['1 import boto3', '3 call boto3.client'],
    ],
    'vector queries of Redis': [
      'import redis\nr.ft("i").search(Query(f"(*)=>[KNN {k} @v $q]"))\nr.execute_command("FT.SEARCH", "i")',
      ['1 import redis', '2 call .ft', '2 call KNN', '3 call FT.SEARCH'],
    ],
    'environment variables': [
      'import os\nos.environ["OPENAI_API_KEY"]\nos.getenv("HF_TOKEN")\nenviron.get(\'REDIS_URL\')\nos.getenv("HOME")\nPAD_TOKEN = x["PAD_TOKEN"]',
      ['2 variable OPENAI_API_KEY', '3 variable HF_TOKEN', '4 variable REDIS_URL'],
    ],
    'settings classes': [
      'class S(BaseSettings):\n  openai_api_key: str\n  port: int = 1\n# API_KEY',
      ['2 variable OPENAI_API_KEY'],
    ],
    'addresses in strings': [
      'URL = "http://localhost:11434/api/generate"\nf"https://{R}-aiplatform.googleapis.com/v1"\nx = "http://127.0.0.1:8000/v1"\ny = f"{r}-aiplatform.googleapis.com"',
      ['1 endpoint :11434', '3 endpoint localhost:8000/v1', '4 endpoint aiplatform.googleapis.com'],
    ],
    'addresses in comments and documentation': ['# http://localhost:11434\n"""api.openai.com"""', []],
    'Python 2': [
      'import torch\nprint "x"\nexec "y"\ntorch.load("m")',
      ['1 import torch', '4 call torch.load'],
    ],
    'broken code': ['import torch\ndef f(:\n  x = = 3\nimport keras', ['1 import torch', '4 import keras']],
    'nothing of interest': ['import os\nprint("important")', []],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(`reads ${name}`, () => assert.deepEqual(brief(text), expected));
  }

  it('says where an assigned agent goes and what its call says in literals', () => {
    const text =
      'from google.adk.agents import Agent\nroot_agent = Agent("first", model="gemini", n=-1, flag=True, x=y, max_tokens=5)';
    assert.deepEqual(detailsOf(text, 'google.adk.agents.Agent'), {
      arg0: 'first',
      model: 'gemini',
      n: '-1',
      flag: 'True',
      target: 'root_agent',
    });
  });

  it('marks base classes and decorators', () => {
    const text = 'import torch.nn as nn, jax\nclass Net(nn.Module): pass\n@jax.jit\ndef f(): pass';
    assert.deepEqual(detailsOf(text, 'torch.nn.Module'), { base: 'true', target: 'Net' });
    assert.deepEqual(detailsOf(text, 'jax.jit'), { decorator: 'true' });
  });

  it('shows the value of plain switches only', () => {
    assert.deepEqual(detailsOf('import os\nos.environ["KERAS_BACKEND"] = "jax"', 'KERAS_BACKEND'), {
      value: 'jax',
    });
    assert.equal(detailsOf('import os\nos.environ["HF_TOKEN"] = "abc"', 'HF_TOKEN'), undefined);
  });

  it('repeats no secret in details', () => {
    const secret = 'q9'.repeat(12);
    const text = `import redis\nredis.Redis("redis://:${secret}@h", url="redis://u:pw@h", name="${secret}", host="h")`;
    assert.deepEqual(detailsOf(text, 'redis.Redis'), { host: 'h' });
  });

  it('reports a repeated call three times', () => {
    assert.equal(read('import torch\n' + 'torch.cat()\n'.repeat(50)).length, 4);
  });

  it('names an import of many lines as one would write it alone', () => {
    assert.equal(read('from peft import (\n  LoraConfig,\n)')[0]?.text, 'from peft import LoraConfig');
  });

  it('reads the dependencies in the header of a script', () => {
    const header = '# /// script\n# dependencies = ["peft>=0.14"]\n# ///\n';
    assert.deepEqual(brief(header + 'import peft'), ['2 dependency peft', '4 import peft']);
    assert.deepEqual(brief(header + 'print(1)'), ['2 dependency peft']);
    const broken = readPythonSource(
      sourceFile('app.py', '# /// script\n# dependencies = [\n# ///\nimport torch'),
    );
    assert.equal(broken.problems[0]?.file, 'app.py');
    assert.deepEqual(
      broken.clues.map(({ name }) => name),
      ['torch'],
    );
  });

  it('survives deep nesting and endless lines', () => {
    for (const garbage of [
      '('.repeat(30_000),
      '['.repeat(9000) + ']'.repeat(9000),
      ']'.repeat(20_000),
      'f('.repeat(9000),
    ]) {
      assert.deepEqual(brief(`import torch\n${garbage}`), ['1 import torch']);
    }
    assert.deepEqual(brief(`x = [${'1, '.repeat(10_000)}]\nimport torch`), ['2 import torch']);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      ...[
        'import ',
        'from ',
        'torch',
        '.',
        ' as ',
        '(',
        ')',
        '[',
        ']',
        '\n',
        '  ',
        '"',
        "'''",
        'f"{',
        '}',
        '=',
        ',',
        '@',
        '*',
      ],
      ...['class A(', 'def f', ':', 'os.environ["HF_TOKEN"]', '\\', 'keras.Model', 'é', '\0', ':11434', '#'],
    );
    const text = fc.array(piece, { maxLength: 60 }).map((parts) => `import torch\n${parts.join('')}`);
    fc.assert(
      fc.property(text, (source) => {
        const { clues, problems } = readPythonSource(sourceFile('a.py', source));
        assert.deepEqual(problems, []);
        const last = source.split('\n').length;
        for (const { line } of clues) assert.ok(line >= 1 && line <= last);
      }),
      { numRuns: 300 },
    );
  });
});
