import type { FitModel } from './fitModels.ts';
import { fitTensors } from './fitTensors.ts';
import { typed, type GgufInput, type GgufSpec } from './ggufWriter.ts';

/** What the file says and holds. */
export function fitModelFile(model: FitModel): GgufSpec {
  return { metadata: { ...metadata(model), ...tokenizer(model) }, tensors: fitTensors(model) };
}

function metadata(model: FitModel): Record<string, GgufInput> {
  const of = (key: string) => `${model.architecture}.${key}`;
  return {
    'general.architecture': model.architecture,
    'general.name': 'Weights of zero',
    'general.file_type': model.weights === 'Q8_0' ? 7 : 1,
    [of('block_count')]: model.layers,
    [of('context_length')]: model.context,
    [of('embedding_length')]: model.embedding,
    [of('feed_forward_length')]: model.feedForward,
    [of('attention.head_count')]: model.heads,
    [of('attention.head_count_kv')]: model.headsKv,
    [of('attention.key_length')]: model.headSize,
    [of('attention.value_length')]: model.headSize,
    [of('attention.layer_norm_rms_epsilon')]: typed('float32', 1e-6),
    [of('rope.freq_base')]: typed('float32', 10000),
    [of('rope.dimension_count')]: model.headSize,
    [of('vocab_size')]: model.vocabulary,
    ...(model.window === undefined ? {} : { [of('attention.sliding_window')]: model.window }),
    ...(model.experts === undefined
      ? {}
      : {
          [of('expert_count')]: model.experts,
          [of('expert_used_count')]: model.expertsUsed ?? 2,
          [of('expert_feed_forward_length')]: model.feedForward,
        }),
    ...ofArchitecture(model),
  };
}

function ofArchitecture(model: FitModel): Record<string, GgufInput> {
  switch (model.architecture) {
    case 'gemma2':
      return {
        'gemma2.attn_logit_softcapping': typed('float32', 50),
        'gemma2.final_logit_softcapping': typed('float32', 30),
      };
    case 'gptoss':
      return {
        'gptoss.rope.scaling.factor': typed('float32', 32),
        'gptoss.rope.scaling.original_context_length': 4096,
      };
    case 'olmo3':
      return {
        'olmo3.attention.sliding_window_pattern': Array.from(
          { length: model.layers },
          (_, layer) => (layer + 1) % 4 !== 0,
        ),
      };
    case 'qwen35':
      return hybrid(model);
    case 'gemma4':
      return {
        'gemma4.attention.sliding_window_pattern': Array.from(
          { length: model.layers },
          (_, layer) => (layer + 1) % 6 !== 0,
        ),
        'gemma4.attention.key_length': model.globalHeadSize ?? model.headSize,
        'gemma4.attention.value_length': model.globalHeadSize ?? model.headSize,
        'gemma4.attention.key_length_swa': model.headSize,
        'gemma4.attention.value_length_swa': model.headSize,
        'gemma4.attention.shared_kv_layers': model.sharedLayers ?? 0,
      };
    case 'bert':
      return {
        'bert.attention.layer_norm_epsilon': typed('float32', 1e-12),
        'bert.attention.causal': false,
        'bert.pooling_type': 1,
      };
    default:
      return {};
  }
}

function hybrid({ state, layers, headsKv }: FitModel): Record<string, GgufInput> {
  if (state === undefined) return {};
  return {
    'qwen35.attention.head_count_kv': typed(
      'uint32',
      Array.from({ length: layers }, (_, layer) => ((layer + 1) % 4 === 0 ? headsKv : 0)),
    ),
    'qwen35.full_attention_interval': 4,
    'qwen35.ssm.conv_kernel': state.kernel,
    'qwen35.ssm.state_size': state.size,
    'qwen35.ssm.group_count': state.groups,
    'qwen35.ssm.time_step_rank': state.heads,
    'qwen35.ssm.inner_size': state.heads * state.size,
    'qwen35.rope.dimension_sections': typed('int32', [11, 11, 10, 0]),
  };
}

/** A vocabulary of made-up words: bytes and specials first, as each tokenizer wants them. */
function tokenizer(model: FitModel): Record<string, GgufInput> {
  const kind =
    model.architecture.startsWith('gemma') || /^(llama|phi3)$/.test(model.architecture) ? 'llama' : 'gpt2';
  const special = ['<unk>', '<s>', '</s>', '<|endoftext|>'];
  const bytes =
    kind === 'llama'
      ? Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
      : byteLetters();
  const known = [...special, ...bytes];
  const tokens = [
    ...known,
    ...Array.from({ length: model.vocabulary - known.length }, (_, index) => `word${String(index)}`),
  ];
  const byteType = kind === 'llama' ? 6 : 1;
  const types = tokens.map((_, index) =>
    index === 0 ? 2 : index < 4 ? 3 : index < known.length ? byteType : 1,
  );
  return {
    'tokenizer.ggml.model': model.architecture === 'bert' ? 'bert' : kind,
    ...(kind === 'gpt2' && model.architecture !== 'bert' ? { 'tokenizer.ggml.pre': 'qwen2' } : {}),
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': typed('int32', types),
    ...(kind === 'llama'
      ? {
          'tokenizer.ggml.scores': typed(
            'float32',
            tokens.map((_, index) => -index),
          ),
        }
      : {}),
    ...(kind === 'gpt2' ? { 'tokenizer.ggml.merges': ['w o', 'r d'] } : {}),
    'tokenizer.ggml.bos_token_id': 1,
    'tokenizer.ggml.eos_token_id': 2,
    'tokenizer.ggml.unknown_token_id': 0,
  };
}

/** The 256 printable letters that stand for bytes in byte-level tokenizers. Source: GPT-2's encoder. */
function byteLetters(): string[] {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}
