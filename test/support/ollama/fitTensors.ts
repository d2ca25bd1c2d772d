import type { FitModel } from './fitModels.ts';
import type { GgufTensorInput } from './ggufWriter.ts';

/** Every tensor that the architecture's loader asks for. */
export function fitTensors(model: FitModel): GgufTensorInput[] {
  const { embedding, vocabulary } = model;
  const outer: GgufTensorInput[] = [large(model, 'token_embd.weight', [embedding, vocabulary])];
  if (model.architecture === 'bert') {
    outer.push(large(model, 'position_embd.weight', [embedding, model.context]));
    outer.push(large(model, 'token_types.weight', [embedding, 2]));
    outer.push(...norms('', ['token_embd_norm'], embedding, true));
  } else {
    outer.push(...norms('', ['output_norm'], embedding));
    if (model.tied !== true) outer.push(large(model, 'output.weight', [embedding, vocabulary]));
  }
  return [...outer, ...Array.from({ length: model.layers }, (_, layer) => block(model, layer)).flat()];
}

function block(model: FitModel, layer: number): GgufTensorInput[] {
  const prefix = `blk.${String(layer)}.`;
  const global = model.architecture === 'gemma4' && (layer + 1) % 6 === 0;
  const own = global ? { ...model, headSize: model.globalHeadSize ?? model.headSize } : model;
  const keeps = model.state !== undefined && (layer + 1) % 4 !== 0;
  return [
    ...(keeps ? deltaNet(model, prefix) : attention(own, prefix)),
    ...feedForward(model, prefix),
    ...blockNorms(own, prefix, keeps),
  ];
}

function deltaNet(model: FitModel, prefix: string): GgufTensorInput[] {
  const { embedding, state = { size: 0, groups: 0, heads: 0, kernel: 0 } } = model;
  const inner = state.heads * state.size;
  const mixed = inner + 2 * state.groups * state.size;
  return [
    large(model, `${prefix}attn_qkv.weight`, [embedding, mixed]),
    large(model, `${prefix}attn_gate.weight`, [embedding, inner]),
    large(model, `${prefix}ssm_beta.weight`, [embedding, state.heads]),
    large(model, `${prefix}ssm_alpha.weight`, [embedding, state.heads]),
    small(`${prefix}ssm_conv1d.weight`, [state.kernel, mixed]),
    small(`${prefix}ssm_dt.bias`, [state.heads]),
    small(`${prefix}ssm_a`, [state.heads]),
    small(`${prefix}ssm_norm.weight`, [state.size]),
    large(model, `${prefix}ssm_out.weight`, [inner, embedding]),
  ];
}

function attention(model: FitModel, prefix: string): GgufTensorInput[] {
  const { embedding, architecture } = model;
  const queries = model.heads * model.headSize;
  const keys = model.headsKv * model.headSize;
  const output = large(model, `${prefix}attn_output.weight`, [queries, embedding]);
  if (architecture === 'phi3') {
    return [large(model, `${prefix}attn_qkv.weight`, [embedding, queries + 2 * keys]), output];
  }
  const sizes = { attn_q: architecture === 'qwen35' ? 2 * queries : queries, attn_k: keys, attn_v: keys };
  const biased = ['qwen2', 'gptoss', 'bert'].includes(architecture);
  return [
    ...Object.entries(sizes).flatMap(([name, size]) => [
      large(model, `${prefix}${name}.weight`, [embedding, size]),
      ...(biased ? [small(`${prefix}${name}.bias`, [size])] : []),
    ]),
    output,
    ...(architecture === 'gptoss'
      ? [small(`${prefix}attn_output.bias`, [embedding]), small(`${prefix}attn_sinks.weight`, [model.heads])]
      : []),
    ...(architecture === 'bert' ? [small(`${prefix}attn_output.bias`, [embedding])] : []),
  ];
}

function feedForward(model: FitModel, prefix: string): GgufTensorInput[] {
  const { embedding, feedForward: size, architecture, experts } = model;
  if (experts !== undefined) return expertTensors(model, prefix, experts);
  if (architecture === 'bert') {
    return [
      large(model, `${prefix}ffn_up.weight`, [embedding, size]),
      small(`${prefix}ffn_up.bias`, [size]),
      large(model, `${prefix}ffn_down.weight`, [size, embedding]),
      small(`${prefix}ffn_down.bias`, [embedding]),
    ];
  }
  const up = architecture === 'phi3' ? [2 * size] : [size];
  return [
    ...(architecture === 'phi3' ? [] : [large(model, `${prefix}ffn_gate.weight`, [embedding, size])]),
    large(model, `${prefix}ffn_up.weight`, [embedding, ...up]),
    large(model, `${prefix}ffn_down.weight`, [size, embedding]),
  ];
}

function expertTensors(model: FitModel, prefix: string, experts: number): GgufTensorInput[] {
  const { embedding, feedForward: size } = model;
  const biased = model.architecture === 'gptoss';
  const each = { ffn_gate: [embedding, size], ffn_up: [embedding, size], ffn_down: [size, embedding] };
  return [
    small(`${prefix}ffn_gate_inp.weight`, [embedding, experts]),
    ...(biased ? [small(`${prefix}ffn_gate_inp.bias`, [experts])] : []),
    ...Object.entries(each).flatMap(([name, [from = 0, to = 0]]) => [
      large(model, `${prefix}${name}_exps.weight`, [from, to, experts]),
      ...(biased ? [small(`${prefix}${name}_exps.bias`, [to, experts])] : []),
    ]),
  ];
}

function blockNorms(model: FitModel, prefix: string, keeps: boolean): GgufTensorInput[] {
  const { architecture, embedding, headSize } = model;
  const perHead =
    ['qwen3', 'qwen3moe', 'qwen35', 'gemma3', 'gemma4'].includes(architecture) && !keeps
      ? norms(prefix, ['attn_q_norm', 'attn_k_norm'], headSize)
      : [];
  switch (architecture) {
    case 'bert':
      return norms(prefix, ['attn_output_norm', 'layer_output_norm'], embedding, true);
    case 'olmo3':
      return [
        ...norms(prefix, ['attn_q_norm'], model.heads * headSize),
        ...norms(prefix, ['attn_k_norm'], model.headsKv * headSize),
        ...norms(prefix, ['post_attention_norm', 'post_ffw_norm'], embedding),
      ];
    case 'gemma2':
    case 'gemma3':
    case 'gemma4':
      return [
        ...perHead,
        ...norms(prefix, ['attn_norm', 'post_attention_norm', 'ffn_norm', 'post_ffw_norm'], embedding),
      ];
    case 'qwen35':
      return [...perHead, ...norms(prefix, ['attn_norm', 'post_attention_norm'], embedding)];
    default:
      return [...perHead, ...norms(prefix, ['attn_norm', 'ffn_norm'], embedding)];
  }
}

function norms(prefix: string, names: readonly string[], size: number, biased = false): GgufTensorInput[] {
  return names.flatMap((name) => [
    small(`${prefix}${name}.weight`, [size]),
    ...(biased ? [small(`${prefix}${name}.bias`, [size])] : []),
  ]);
}

function large(model: FitModel, name: string, dims: readonly number[]): GgufTensorInput {
  return { name, dims, type: model.weights, data: 'zeros' };
}

function small(name: string, dims: readonly number[]): GgufTensorInput {
  return { name, dims, type: 'F32', data: 'ones' };
}
