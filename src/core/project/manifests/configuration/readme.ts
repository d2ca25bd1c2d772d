import type { Clue, FileReader } from '../../clue.ts';

/** Names of AI technologies that mean little else, and the word that the clue bears. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bvllm\b/i, 'vllm'],
  [/\bollama\b/i, 'ollama'],
  [/\btensorrt[- ]llm\b/i, 'tensorrt-llm'],
  [/\btriton inference server\b/i, 'triton'],
  [/\btext[- ]generation[- ]inference\b/i, 'tgi'],
  [/\bsglang\b/i, 'sglang'],
  [/\bllama\.cpp\b/i, 'llama-cpp'],
  [/\bpytorch\b/i, 'pytorch'],
  [/\btensorflow\b/i, 'tensorflow'],
  [/\bkeras\b/i, 'keras'],
  [/\bJAX\b/, 'jax'],
  [/\bhugging ?face transformers\b/i, 'transformers'],
  [/\bsentence[- ]transformers\b/i, 'sentence-transformers'],
  [/\bPEFT\b/, 'peft'],
  [/\bQLoRA\b/i, 'qlora'],
  [/\bLoRA\b/, 'lora'],
  [/\bAI agents?\b/i, 'agent'],
  [/\bbitsandbytes\b/i, 'bitsandbytes'],
  [/\bdeepspeed\b/i, 'deepspeed'],
  [/\bunsloth\b/i, 'unsloth'],
  [/\baxolotl\b/i, 'axolotl'],
  [/\bllama[- ]?factory\b/i, 'llama-factory'],
  [/\bfastapi\b/i, 'fastapi'],
  [/\bstreamlit\b/i, 'streamlit'],
  [/\bgradio\b/i, 'gradio'],
  [/\bagent development kit\b|\bgoogle adk\b/i, 'google-adk'],
  [/\blangchain\b/i, 'langchain'],
  [/\blanggraph\b/i, 'langgraph'],
  [/\bllama[- ]?index\b/i, 'llama-index'],
  [/\bcrewai\b/i, 'crewai'],
  [/\bautogen\b/i, 'autogen'],
  [/\bmodel context protocol\b/i, 'mcp'],
  [/\bvertex ai\b/i, 'vertex-ai'],
  [/\bopenai\b/i, 'openai'],
  [/\banthropic\b/i, 'anthropic'],
  [/\blitellm\b/i, 'litellm'],
  [/\bbedrock\b/i, 'bedrock'],
  [/\bsemantic cach(?:e|ing)\b/i, 'semantic-cache'],
  [/\bpgvector\b/i, 'pgvector'],
  [/\bqdrant\b/i, 'qdrant'],
  [/\bpinecone\b/i, 'pinecone'],
  [/\bcloud run\b/i, 'cloud-run'],
];
const maxWords = 20;

export function isReadme(path: string): boolean {
  return /(?:^|\/)readme(?:\.(?:md|rst|txt|mdx))?$/i.test(path);
}

/** Reads the names of well-known AI technologies in a README: a `word` clue each, where it stands first. */
export const readReadme: FileReader = (file) => {
  const found: { name: string; offset: number }[] = [];
  for (const [pattern, name] of words) {
    const offset = file.text.search(pattern);
    if (offset >= 0) found.push({ name, offset });
  }
  const ordered = found.sort((one, other) => one.offset - other.offset).slice(0, maxWords);
  const clues: Clue[] = [];
  let line = 1;
  let from = 0;
  for (const { name, offset } of ordered) {
    line += file.text.slice(from, offset).split(/\r\n|\n|\r/).length - 1;
    from = offset;
    clues.push({ kind: 'word', name, line });
  }
  return { clues, problems: [] };
};
