import type { KnownModel, ServingCatalogue } from '../../catalogue/servingCatalogue.ts';

/** Bytes that one parameter takes in memory, with scales and the layers that quantisation leaves out. */
const bytesPerParameter: Readonly<Record<string, number>> = {
  float32: 4,
  bfloat16: 2,
  float16: 2,
  fp8: 1.05,
  int8: 1.05,
  int4: 0.65,
  nvfp4: 0.6,
  mxfp4: 0.6,
};

export function weightsOf(parametersBillion: number, dtype: string): number {
  return Math.round(parametersBillion * 1e9 * (bytesPerParameter[dtype] ?? 2));
}

export function isKnownDtype(dtype: string): boolean {
  return Object.hasOwn(bytesPerParameter, dtype);
}

/** True where fewer than 16 bits hold one parameter. */
export function isQuantised(dtype: string): boolean {
  return (bytesPerParameter[dtype] ?? 2) < 2;
}

/** The row of a model, also where the owner is left out or only the way of quantising differs. */
export function knownModel({ models }: ServingCatalogue, id: string): KnownModel | undefined {
  const wanted = id.toLowerCase();
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  const exact = models.find((model) => model.id.toLowerCase() === wanted);
  if (exact) return exact;
  const bare = quantisedName.exec(name)?.[1] ?? name;
  return models.find((model) => {
    const known = model.id.toLowerCase().slice(model.id.lastIndexOf('/') + 1);
    return known === bare || (wanted === name && known === name);
  });
}

const quantisedName =
  /^(.*?)[-_.](?:awq|gptq(?:-int[48])?|fp8(?:-dynamic)?|nvfp4|fp4|int[48]|bnb-4bit|4bit|w4a16|w8a8|gguf)$/i;

/** Thousands of millions of parameters, as names say them: `7B`, `0.5b`, `8x7B`, `350m`, `gemma3:4b`. */
export function parametersInName(id: string): number | undefined {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const experts = /(?:^|[-_.:])(\d+)x(\d+(?:\.\d+)?)b(?![a-z0-9])/i.exec(name);
  // Experts share all but their feed-forward parts.
  if (experts) return Number(experts[1]) * Number(experts[2]) * 0.84;
  const billions = /(?:^|[-_.:a-z])(\d+(?:\.\d+)?)b(?![a-z0-9])/i.exec(
    name.replace(/(^|[-_])a\d+(?:\.\d+)?b\b/gi, '$1'),
  );
  if (billions && Number(billions[1]) > 0) return Number(billions[1]);
  const encoder = /(?:bert|bge|e5|gte|mpnet|minilm|embed)/i.test(name)
    ? sizeWord.exec(name)?.[1]?.toLowerCase()
    : undefined;
  if (encoder !== undefined)
    return { mini: 0.033, tiny: 0.033, small: 0.034, base: 0.11, large: 0.34 }[encoder];
  const millions = /(?:^|[-_.:])(\d+(?:\.\d+)?)m(?![a-z0-9])/i.exec(name);
  return millions && Number(millions[1]) > 0 ? Number(millions[1]) / 1000 : undefined;
}

/** Encoders are made in these sizes. */
const sizeWord = /(?:^|[-_.])(mini|tiny|small|base|large)(?=lm|$|[-_.])/i;

/** How the weights were published, as names say it. */
export function dtypeInName(id: string): string | undefined {
  const name = id.slice(id.lastIndexOf('/') + 1);
  if (/nvfp4|(?:^|[-_.])fp4(?:$|[-_.])/i.test(name)) return 'nvfp4';
  if (/mxfp4/i.test(name)) return 'mxfp4';
  if (/(?:^|[-_.])fp8(?:$|[-_.])/i.test(name)) return 'fp8';
  if (/awq|gptq-int4|gptq(?!-int8)|int4|w4a16|4bit|gguf|q4_/i.test(name)) return 'int4';
  return /int8|w8a8|8bit|q8_/i.test(name) ? 'int8' : undefined;
}

/**
 * Bytes of keys and values of one token where the shape is not known: what models of that size with grouped heads
 * have at the most (Qwen3 and Llama 3), growing with the root of the size.
 */
export function guessedKvBytes(parametersBillion: number): number {
  return Math.round(Math.max(114_688, 131_072 * Math.sqrt(parametersBillion / 8)));
}

/**
 * What a model takes of a GPU: `weights × 1.2 + keys and values × length × sequences`, in bytes.
 */
export function neededBytes(
  weights: number,
  kvBytesPerToken: number,
  length: number,
  sequences: number,
): number {
  return Math.round(weights * 1.2 + kvBytesPerToken * length * sequences);
}
