import fc from 'fast-check';

const words = [
  ...[
    'FROM',
    'from',
    'PARAMETER',
    'TEMPLATE',
    'SYSTEM',
    'MESSAGE',
    'LICENSE',
    'REQUIRES',
    'ADAPTER',
    'SYSTM',
    '#',
  ],
  ...[
    'a',
    'base',
    'temperature',
    'top_k',
    'stop',
    'user',
    'User',
    '1',
    '0.5',
    'x # y',
    '{{ .Prompt }}',
    '{{',
    'end',
  ],
  ...['"', '"""', "'", '\u00a0', '\u200b', 'é', '👩\u200d💻', '\ufeff', '{{ if . }}', '}}'],
];
const gaps = [' ', ' ', ' ', '  ', '\t', '\n', '\n', '\r\n', '\r', ''];

/** Texts of the pieces that Modelfiles are made of, well put together or not. */
export const anyModelfile: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...gaps)), { maxLength: 40 })
  .map((pieces) => pieces.flat().join(''));
