import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatModelfile } from '../../../../src/core/ollama/modelfile/formatModelfile.ts';
import { parseModelfile } from '../../../../src/core/ollama/modelfile/parseModelfile.ts';
import { anyModelfile } from '../../../support/ollama/anyModelfile.ts';
import { loadVerdicts } from '../../../support/ollama/recordVerdicts.ts';

const q = '"""';

describe('formatting a Modelfile', () => {
  const cases: readonly [string, string, string][] = [
    ['capitals', 'from a\nsystem x\n', 'FROM a\nSYSTEM x\n'],
    [
      'one space',
      'FROM    a\nPARAMETER\ttop_k    1\nMESSAGE user\t hi\n',
      'FROM a\nPARAMETER top_k 1\nMESSAGE user hi\n',
    ],
    ['no indent', '  FROM a\n\t# x\n', 'FROM a\n# x\n'],
    ['no blanks at the end', 'FROM a  \n# x \t\n', 'FROM a\n# x\n'],
    ['one empty line', '\n\nFROM a\n\n \n\n# x\n\n\n', 'FROM a\n\n# x\n'],
    ['a line break at the end', 'FROM a', 'FROM a\n'],
    ['Windows line ends stay', 'from a\r\n\r\n\r\nSYSTEM x', 'FROM a\r\n\r\nSYSTEM x\r\n'],
    ['values stay', `FROM a\nSYSTEM   ${q}  x \n\n\n y  ${q}  \n`, `FROM a\nSYSTEM ${q}  x \n\n\n y  ${q}\n`],
    [
      'empty values stay',
      'FROM a\nSYSTEM \nPARAMETER stop   \nMESSAGE user \n',
      'FROM a\nSYSTEM \nPARAMETER stop \nMESSAGE user \n',
    ],
    ['refused lines stay', 'from a\n  SYSTM  x  \nsystem y\n', 'FROM a\n  SYSTM  x  \nSYSTEM y\n'],
    ['a name too far away stays', 'from a\nPARAMETER  top_k 1\n', 'FROM a\nPARAMETER  top_k 1\n'],
    [
      'all from an unclosed quote on stays',
      'from a\n\n\n  system "x\n\n\n  from',
      'FROM a\n\n  system "x\n\n\n  from',
    ],
    [
      'characters that the server drops go with the blanks',
      'FROM a\u200b\nSYSTEM \u00a0x\n',
      'FROM a\nSYSTEM x\n',
    ],
    ['a byte order mark stays', '\ufefffrom a\n', '\ufeffFROM a\n'],
    ['nothing', '', ''],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.equal(formatModelfile(text), expected));

  /** All that the server makes of a text, places aside. */
  const meaning = (text: string): unknown => {
    const { instructions, errors } = parseModelfile(text);
    return [
      instructions.map(({ name, command, argument, value, quote }) => [
        name,
        command,
        argument?.text,
        value,
        quote,
      ]),
      errors.map(({ kind }) => kind),
    ];
  };
  const keeps = (text: string): void => {
    const formatted = formatModelfile(text);
    assert.deepEqual(meaning(formatted), meaning(text));
    assert.equal(formatModelfile(formatted), formatted, 'Formatting twice changes nothing more.');
  };

  it('changes nothing of what the server reads', () => {
    fc.assert(fc.property(anyModelfile, keeps), { numRuns: 400 });
    for (const { text } of loadVerdicts().cases) keeps(text);
  });
});
