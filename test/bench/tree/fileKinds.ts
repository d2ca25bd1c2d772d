import type { Random } from './random.ts';

/** A kind of file with its share of the tree, and how to write one. */
export interface FileKind {
  readonly share: number;
  readonly extension: string;
  readonly content: (random: Random) => string | Uint8Array;
}

/** About the mix of a large company repository with some AI in it. */
export const fileKinds: readonly FileKind[] = [
  { share: 0.27, extension: 'py', content: (random) => pythonModule(random, random.chance(0.08)) },
  { share: 0.05, extension: 'test.py', content: (random) => pythonModule(random, random.chance(0.03)) },
  { share: 0.015, extension: 'ipynb', content: notebook },
  { share: 0.2, extension: 'ts', content: typescriptModule },
  { share: 0.06, extension: 'tsx', content: typescriptModule },
  { share: 0.04, extension: 'js', content: typescriptModule },
  { share: 0.07, extension: 'yaml', content: yaml },
  { share: 0.06, extension: 'json', content: json },
  { share: 0.09, extension: 'md', content: markdown },
  {
    share: 0.03,
    extension: 'go',
    content: (random) => `package main\n\n${lines(random, 80, (text) => `// ${text}`)}\n`,
  },
  {
    share: 0.03,
    extension: 'sql',
    content: (random) => lines(random, 40, (text) => `-- ${text}\nSELECT 1;`),
  },
  {
    share: 0.02,
    extension: 'css',
    content: (random) => lines(random, 120, (text) => `.${text.replaceAll(' ', '-')} { margin: 0; }`),
  },
  { share: 0.045, extension: 'png', content: (random) => random.bytes(random.between(2_000, 40_000)) },
  { share: 0.02, extension: 'bin', content: (random) => random.bytes(random.between(1_000, 60_000)) },
];

const aiImports: readonly [string, ...string[]] = [
  'from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments',
  'from peft import LoraConfig, get_peft_model',
  'from trl import SFTConfig, SFTTrainer',
  'import torch\nimport torch.nn as nn',
  'import jax\nimport jax.numpy as jnp\nfrom flax import nnx',
  'import keras\nfrom keras import layers',
  'from vllm import LLM, SamplingParams',
  'from google.adk.agents import Agent',
  'from langgraph.graph import StateGraph',
  'from langchain.agents import create_agent',
  'from google import genai',
  'import ollama',
  'import redis',
  'from fastapi import FastAPI',
  'import openai',
];

const aiCalls: readonly [string, ...string[]] = [
  'model = AutoModelForCausalLM.from_pretrained(MODEL, device_map="auto")',
  'trainer = Trainer(model=model, args=TrainingArguments(output_dir="out"), train_dataset=rows)',
  'config = LoraConfig(r=16, lora_alpha=32, target_modules="all-linear")',
  'loss = nn.functional.cross_entropy(model(batch), labels)\n    loss.backward()\n    optimizer.step()',
  'engine = LLM(model=MODEL, tensor_parallel_size=2)',
  'answer = client.models.generate_content(model="gemini-flash-latest", contents=prompt)',
  'agent = create_agent(model="google_genai:gemini-flash-latest", tools=[search])',
  'graph = StateGraph(State)',
  'store = redis.Redis(host=os.environ["REDIS_HOST"])',
];

const plainImports: readonly [string, ...string[]] = [
  ...[
    'import os',
    'import re',
    'import json',
    'import logging',
    'from pathlib import Path',
    'import numpy as np',
  ],
  ...[
    'import pandas as pd',
    'from dataclasses import dataclass',
    'from typing import Any',
    'import requests',
  ],
] as [string, ...string[]];

function pythonModule(random: Random, usesAi: boolean): string {
  const imports = Array.from({ length: random.between(2, 7) }, () => random.pick(plainImports));
  if (usesAi) imports.push(random.pick(aiImports), random.pick(aiImports));
  const functions = Array.from({ length: random.between(2, 14) }, () =>
    pythonFunction(random, usesAi && random.chance(0.4)),
  );
  return [`"""${random.words(8)}."""`, ...imports, '', ...functions].join('\n');
}

function pythonFunction(random: Random, usesAi: boolean): string {
  const [name, argument] = [random.words(2).replace(' ', '_'), random.words(1)];
  const body = Array.from({ length: random.between(3, 18) }, () =>
    random.pick([
      `    # ${random.words(7)}`,
      `    ${random.words(1)} = [item.strip() for item in ${argument} if item != "${random.words(2)}"]`,
      `    if ${argument} is None or len(${argument}) > ${random.between(1, 99)}:\n        raise ValueError(f"${random.words(3)}: {${argument}}")`,
      `    logging.info("${random.words(4)}", extra={"${random.words(1)}": ${argument}})`,
      `    ${random.words(1)} = self.client.post(url=f"/${random.words(1)}/{${argument}}", timeout=${random.between(1, 60)})`,
    ]),
  );
  if (usesAi) body.push(`    ${random.pick(aiCalls)}`);
  return `\ndef ${name}_${random.between(0, 999)}(self, ${argument}: str, *, limit: int = 10) -> dict:\n    """${random.words(9)}."""\n${body.join('\n')}\n    return {"${random.words(1)}": ${argument}}\n`;
}

function notebook(random: Random): string {
  const usesAi = random.chance(0.5);
  const cells = Array.from({ length: random.between(5, 40) }, () => {
    if (random.chance(0.4))
      return { cell_type: 'markdown', metadata: {}, source: [`# ${random.words(5)}\n`, random.words(30)] };
    const source = pythonModule(random, usesAi && random.chance(0.2))
      .split('\n')
      .slice(0, 12)
      .map((line) => `${line}\n`);
    return {
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      outputs: random.chance(0.3) ? [picture(random)] : [],
      source,
    };
  });
  return JSON.stringify(
    {
      cells,
      metadata: { kernelspec: { language: 'python', name: 'python3' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

function picture(random: Random): object {
  const png = Buffer.from(random.bytes(random.between(1_000, 12_000))).toString('base64');
  return { output_type: 'display_data', metadata: {}, data: { 'image/png': png } };
}

function typescriptModule(random: Random): string {
  const imports = [
    `import { ${random.words(1)} } from './${random.words(1)}';`,
    `import React from 'react';`,
  ];
  if (random.chance(0.02))
    imports.push(random.pick([`import { generateText } from 'ai';`, `import OpenAI from 'openai';`]));
  const functions = Array.from({ length: random.between(3, 15) }, () => {
    const [first = 'a', second = 'b'] = random.words(2).split(' ');
    const body = lines(
      random,
      random.between(3, 16),
      (text) =>
        `  const ${second}_${random.between(0, 9999)} = await ${first}.load('${text}', { retries: 3 });`,
    );
    return `export async function ${first}${random.between(0, 9999)}(${first}: Client): Promise<void> {\n${body}\n}\n`;
  });
  return [...imports, '', ...functions].join('\n');
}

function yaml(random: Random): string {
  const items = Array.from(
    { length: random.between(5, 60) },
    () => `  - name: ${random.words(1)}\n    value: "${random.words(3)}"\n    enabled: true`,
  );
  return `version: 1\nitems:\n${items.join('\n')}\n`;
}

function json(random: Random): string {
  const entries = Array.from({ length: random.between(3, 80) }, (_, at) => [
    `${random.words(1)}_${at}`,
    random.words(4),
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

function markdown(random: Random): string {
  const paragraphs = Array.from(
    { length: random.between(3, 30) },
    () => `## ${random.words(3)}\n\n${random.words(random.between(20, 90))}.\n`,
  );
  return `# ${random.words(2)}\n\n${paragraphs.join('\n')}`;
}

function lines(random: Random, count: number, line: (text: string) => string): string {
  return Array.from({ length: count }, () => line(random.words(random.between(2, 8)))).join('\n');
}
