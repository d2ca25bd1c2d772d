import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shellCommands } from '../../../../../src/core/project/manifests/commands/shellWords.ts';

const split = (script: string) =>
  shellCommands(script, 1).map((command) => command.map((word) => `${word.line}:${word.text}`).join(' '));

describe('shellCommands', () => {
  const cases: [string, string, string[]][] = [
    ['separators', 'a b && c | d; e & f', ['1:a 1:b', '1:c', '1:d', '1:e', '1:f']],
    ['joined lines', 'a \\\n  b\nc', ['1:a 2:b', '3:c']],
    ['joined lines with CRLF', 'a \\\r\n  b\r\nc', ['1:a 2:b', '3:c']],
    ['quotes', `a "b c" 'd "e"' "f\\"g" x"y"z`, ['1:a 1:b c 1:d "e" 1:f"g 1:xyz']],
    ['a comment, and a # within a word', 'a # b\nc#d', ['1:a', '2:c#d']],
    ['redirections', 'a > /dev/null 2>&1 <in >>out b 2> err c', ['1:a 1:b 1:c']],
    ['a version is no redirection', "pip install 'x>=2'", ['1:pip 1:install 1:x>=2']],
    ['expansions', 'a --b=$(c | d) ${E:-f g}', ['1:a 1:--b=$(c | d) 1:${E:-f g}']],
    ['an expansion over lines', 'X=$(a \\\n b)\nc', ['1:X=$', '1:a 2:b', '3:c']],
    ['an open quote takes the rest', 'a "b\nc', ['1:a 1:b\nc']],
    ['nothing', ' \n\t\n', []],
  ];
  for (const [name, script, expected] of cases) it(name, () => assert.deepEqual(split(script), expected));

  it('keeps every word that holds no special character', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9.=/-]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (commands) => {
        const script = commands.map((words) => words.join(' \\\n ')).join('\n');
        const found = shellCommands(script, 1).map((command) => command.map((each) => each.text));
        assert.deepEqual(found, commands);
      }),
      { numRuns: 50 },
    );
  });

  it('takes linear time on what never ends', () => {
    for (const piece of ['$(', '${', '"', '(', '$(\n', '\\', '`', '<<', "'\n", '#', '&>']) {
      const started = performance.now();
      shellCommands(piece.repeat(100_000), 1);
      assert.ok(performance.now() - started < 1500, piece);
    }
  });
});
