import { typed, type GgufSpec } from './ggufWriter.ts';

/** A file with a value of each type and an array long enough to be passed over. */
export const everyType: GgufSpec = {
  metadata: {
    'general.architecture': 'llama',
    'a.uint8': typed('uint8', 200),
    'a.int8': typed('int8', -3),
    'a.uint16': typed('uint16', 60_000),
    'a.int16': typed('int16', -300),
    'a.uint32': typed('uint32', 4_000_000_000),
    'a.int32': typed('int32', -4),
    'a.float32': typed('float32', 0.5),
    'a.float64': typed('float64', Math.PI),
    'a.uint64': typed('uint64', 2n ** 40n),
    'a.int64': typed('int64', -(2n ** 40n)),
    'a.bool': true,
    'a.text': 'Grüße 🦙',
    'a.numbers': [1, 2, 3],
    'a.bools': [true, false],
    'a.texts': ['x', 'y'],
    'a.vocabulary': Array.from({ length: 3000 }, (_, index) => `word ${String(index)}`),
    'a.scores': typed(
      'float32',
      Array.from({ length: 3000 }, (_, index) => -index),
    ),
  },
  tensors: [
    { name: 'token_embd.weight', dims: [32, 4], type: 'Q8_0' },
    { name: 'output_norm.weight', dims: [8], type: 'F32' },
  ],
};
