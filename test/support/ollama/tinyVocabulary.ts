import { typed, type GgufInput } from './ggufWriter.ts';

/** What a tiny model knows to say; everything else is spelt in bytes, so that any prompt has tokens. */
const words = [
  'the',
  'of',
  'and',
  'to',
  'in',
  'is',
  'it',
  'you',
  'that',
  'a',
  'model',
  'runs',
  'here',
  'small',
];
const letters = Array.from('abcdefghijklmnopqrstuvwxyz.,');

/** A tokenizer as a GGUF file describes it. */
export interface TinyVocabulary {
  readonly metadata: Readonly<Record<string, GgufInput>>;
  readonly size: number;
  /** The tokens that are text to read, in contrast to bytes and marks; and the one that ends a reply. */
  readonly speakable: ReadonlySet<number>;
  readonly end: number;
}

/** Token types of a GGUF file: `llama_token_type` in llama.cpp. */
const tokenType = { normal: 1, unknown: 2, control: 3, byte: 6 };

/** SentencePiece with a fallback to bytes, as Llama 2 and Gemma have it. */
export function sentencePieceVocabulary(): TinyVocabulary {
  const marks = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const text = ['▁', ...letters, ...new Set(words.flatMap(prefixes).map((word) => `▁${word}`))];
  const tokens = [...marks, ...bytes, ...text];
  const first = marks.length + bytes.length;
  const types = tokens.map((_, id) =>
    id === 0
      ? tokenType.unknown
      : id < 3
        ? tokenType.control
        : id < first
          ? tokenType.byte
          : tokenType.normal,
  );
  return {
    size: tokens.length,
    end: 2,
    speakable: idsWhere(tokens, (_, id) => id >= first),
    metadata: {
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.pre': 'default',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.scores': typed(
        'float32',
        tokens.map((token, id) => (id < first ? 0 : token.length - 20)),
      ),
      'tokenizer.ggml.token_type': typed('int32', types),
      'tokenizer.ggml.bos_token_id': 1,
      'tokenizer.ggml.eos_token_id': 2,
      'tokenizer.ggml.unknown_token_id': 0,
      'tokenizer.ggml.add_bos_token': true,
      'tokenizer.ggml.add_eos_token': false,
    },
  };
}

/** Byte pair encoding over bytes, as GPT-2 began it and Qwen has it. */
export function bytePairVocabulary(): TinyVocabulary {
  const bytes = Array.from({ length: 256 }, (_, byte) => byteLetter(byte));
  const merges = new Map<string, string>();
  for (const word of words) {
    prefixes(word).forEach((prefix) => {
      const before = `Ġ${prefix.slice(0, -1)}`;
      merges.set(`Ġ${prefix}`, `${before} ${prefix.slice(-1)}`);
    });
  }
  const tokens = [...bytes, ...merges.keys(), '<|endoftext|>', '<|im_start|>', '<|im_end|>'];
  const end = tokens.length - 1;
  const isText = (token: string): boolean => letters.includes(token) || merges.has(token) || token === 'Ġ';
  return {
    size: tokens.length,
    end,
    speakable: idsWhere(tokens, isText),
    metadata: {
      'tokenizer.ggml.model': 'gpt2',
      'tokenizer.ggml.pre': 'qwen2',
      'tokenizer.ggml.tokens': tokens,
      'tokenizer.ggml.token_type': typed(
        'int32',
        tokens.map((_, id) => (id > end - 3 ? tokenType.control : tokenType.normal)),
      ),
      'tokenizer.ggml.merges': [...merges.values()],
      'tokenizer.ggml.bos_token_id': end - 2,
      'tokenizer.ggml.eos_token_id': end,
      'tokenizer.ggml.padding_token_id': end - 2,
      'tokenizer.ggml.add_bos_token': false,
    },
  };
}

function idsWhere(tokens: readonly string[], holds: (token: string, id: number) => boolean): Set<number> {
  return new Set(tokens.flatMap((token, id) => (holds(token, id) ? [id] : [])));
}

/** Every beginning of a word: merges go letter by letter, and each step needs a token. */
function prefixes(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index + 1));
}

/** The letter that stands for a byte: itself where it can be seen, else one from U+0100 on. Source: GPT-2's encoder. */
function byteLetter(byte: number): string {
  return isVisible(byte)
    ? String.fromCharCode(byte)
    : String.fromCharCode(
        256 + Array.from({ length: byte }, (_, other) => other).filter((other) => !isVisible(other)).length,
      );
}

function isVisible(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}
