import { byteWords, tokenWords } from '../../core/ollama/details/quantities.ts';
import type { GgufHeader } from '../../core/ollama/gguf/ggufHeader.ts';
import { escapeMarkdown } from '../markdown/escape.ts';
import { countWords } from './modelWords.ts';

/**
 * What `general.file_type` stands for: the mix of types that a file was quantised to.
 * Source: `enum llama_ftype` in llama.cpp's include/llama.h; numbers that were given up are absent.
 */
const fileTypes: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  19: 'IQ2_XXS',
  20: 'IQ2_XS',
  21: 'Q2_K_S',
  22: 'IQ3_XS',
  23: 'IQ3_XXS',
  24: 'IQ1_S',
  25: 'IQ4_NL',
  26: 'IQ3_S',
  27: 'IQ3_M',
  28: 'IQ2_S',
  29: 'IQ2_M',
  30: 'IQ4_XS',
  31: 'IQ1_M',
  32: 'BF16',
  36: 'TQ1_0',
  37: 'TQ2_0',
  38: 'MXFP4',
};

/** How the weights are stored: as the file says, else the type that most bytes are of. */
export function quantizationOf({ metadata, tensors }: GgufHeader): string | undefined {
  const fileType = metadata.get('general.file_type');
  const named = typeof fileType === 'number' ? fileTypes[fileType] : undefined;
  if (named !== undefined) return named;
  const bytes = new Map<string, number>();
  for (const tensor of tensors) bytes.set(tensor.type, (bytes.get(tensor.type) ?? 0) + (tensor.bytes ?? 0));
  return [...bytes].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** The longest context that the model in the file was made for, in tokens. */
export function contextLengthOf({ metadata }: GgufHeader): number | undefined {
  const architecture = metadata.get('general.architecture');
  const length =
    typeof architecture === 'string' ? metadata.get(`${architecture}.context_length`) : undefined;
  return typeof length === 'number' && length > 0 ? length : undefined;
}

/** What a GGUF file says of itself, as Markdown: architecture, quantisation, parameters, size and context. */
export function ggufMarkdown(header: GgufHeader): string {
  const { metadata, parameterCount, fileBytes } = header;
  const name = metadata.get('general.name');
  const architecture = metadata.get('general.architecture');
  const context = contextLengthOf(header);
  const parts = [
    quantizationOf(header),
    `${countWords(parameterCount)} parameters`,
    byteWords(fileBytes),
  ].filter((part) => part !== undefined);
  const title = typeof architecture === 'string' ? architecture : 'unknown architecture';
  return [
    `**${escapeMarkdown(title)}**${typeof name === 'string' && name !== '' ? `, ${escapeMarkdown(name)}` : ''}`,
    escapeMarkdown(parts.join(' · ')),
    ...(context === undefined ? [] : [`Made for a context of up to ${tokenWords(context)} tokens.`]),
  ].join('\n\n');
}
