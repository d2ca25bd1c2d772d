import assert from 'node:assert/strict';
import { afterFix, diagnose } from './checkSample.ts';

/** Each pair was run by a shell and as written, and did the same. */
const pairs: readonly [string, readonly string[]][] = [
  ['show a "b c" d\'e f\'', ['show', 'a', 'b c', 'de f']],
  ['show \\\n   --x "two words" \\\n  # why\n  last', ['show', '--x', 'two words', 'last']],
  ['show $PORT "x $PORT"', ['sh', '-c', 'exec show $PORT "x $PORT"']],
  ['show ${PORT:-8080}', ['sh', '-c', 'exec show ${PORT:-8080}']],
  ['migrate   && A=1 show', ['sh', '-c', 'migrate && exec env A=1 show']],
  ['cd /srv && show', ['sh', '-c', 'cd /srv && exec show']],
  ["show 'it'\\''s'", ['sh', '-c', "exec show 'it'\\''s'"]],
  ['show "\\"q\\""', ['sh', '-c', 'exec show "\\"q\\""']],
  ['show -c "print(\'x\')"', ['sh', '-c', 'exec show -c "print(\'x\')"']],
  ['show $(cat a) `cat b`', ['sh', '-c', 'exec show $(cat a) `cat b`']],
  ['show a | cat', ['sh', '-c', 'show a | cat']],
  ['show a || show b', ['sh', '-c', 'show a || show b']],
  ['if true; then show y; fi', ['sh', '-c', 'if true; then show y; fi']],
  ['(show a; show b)', ['sh', '-c', '(show a; show b)']],
  ['show a; ', ['sh', '-c', 'exec show a;']],
  ['exit 0', ['sh', '-c', 'exit 0']],
  ['show > /dev/null', ['sh', '-c', 'exec show > /dev/null']],
];

describe('the exec form of a shell form', () => {
  for (const ends of ['\n', '\r\n'])
    it(`does the same, with ${JSON.stringify(ends)}`, () => {
      for (const [command, expected] of pairs) {
        const dockerfile = `FROM python:3.12-slim\nUSER 1\nCMD ${command}\n`.replaceAll('\n', ends);
        const found = diagnose({ dockerfile, files: undefined }).find(
          ({ code }) => code === 'docker/shell-form',
        );
        const [fix] = found?.fixes ?? [];
        assert.ok(fix, command);
        const after = afterFix({ dockerfile, files: undefined }, fix).dockerfile;
        assert.deepEqual(JSON.parse(after.slice(after.indexOf('CMD ') + 4)), expected);
      }
    });
});
