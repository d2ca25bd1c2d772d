import assert from 'node:assert/strict';
import { lastWords, logTail, plainText } from '../../../../src/core/ollama/server/logTail.ts';
import { startFailure, type FailedStart } from '../../../../src/core/ollama/server/startFailure.ts';

const failed = (log: string, rest: Partial<FailedStart> = {}): FailedStart => ({
  log,
  exit: { code: 1, signal: null },
  address: '127.0.0.1:11434',
  shown: 'ollama serve',
  ...rest,
});

/** Lines as the server of version 0.24.0 writes them. */
const start = [
  'time=2026-11-24T16:56:49.024Z level=INFO source=routes.go:1802 msg="server config" env="map[HTTPS_PROXY:http://me:pw@proxy]"',
  'time=2026-11-24T16:56:49.024Z level=INFO source=routes.go:1804 msg="Ollama cloud disabled: false"',
].join('\n');

describe('lastWords', () => {
  const cases: readonly [string, string, string][] = [
    ['nothing', '', ''],
    ['an error', `${start}\nError: listen tcp: bind\n`, 'listen tcp: bind'],
    ['the last error', 'Error: one\nError: two\n[GIN-debug] GET /\n', 'two'],
    [
      'a panic above its stack',
      'panic: $HOME is not defined\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x13\n',
      'panic: $HOME is not defined',
    ],
    [
      'a structured error',
      'time=1 level=ERROR source=a.go:1 msg="cannot \\"load\\"" error="no memory"\ntime=2 level=INFO msg=bye\n',
      'cannot "load": no memory',
    ],
    [
      'a warning, where there is no error',
      'level=WARN msg="failure during GPU discovery" error=timeout\nlevel=INFO msg="later"\n',
      'failure during GPU discovery: timeout',
    ],
    ['the last line, where nothing went wrong', `${start}\nlast line`, 'last line'],
    [
      'the loader',
      'ollama: error while loading shared libraries: libggml.so: cannot open shared object file\n',
      'ollama: error while loading shared libraries: libggml.so: cannot open shared object file',
    ],
    ['a line in colours', '\u001b[31mError: red\u001b[0m\u001b]0;title\u0007\r\n', 'red'],
    ['a line of the journal', 'Nov 24 16:56:49 box ollama[812]: Error: no\n', 'no'],
    ['a URL with a password', 'Error: get "https://me:pw@proxy.example/x"', 'get "https://proxy.example/x"'],
  ];
  for (const [name, log, words] of cases) it(`finds ${name}`, () => assert.equal(lastWords(log), words));

  it('is bounded and takes linear time', () => {
    assert.equal(lastWords(`Error: ${'x'.repeat(5_000)}`).length, 240);
    const began = performance.now();
    for (const part of ['msg="', 'error=', '\u001b]', 'a://', 'Error', '/x:1 '])
      lastWords(part.repeat(16_000));
    assert.ok(performance.now() - began < 1_000);
  });

  it('shows the last lines, without the environment', () => {
    assert.deepEqual(logTail(`${start}\n\nget http://me:pw@host\n`), [
      'time=2026-11-24T16:56:49.024Z level=INFO source=routes.go:1804 msg="Ollama cloud disabled: false"',
      'get http://host',
    ]);
    assert.equal(logTail('a\nb\nc', 2).length, 2);
  });

  it('takes control characters out', () => assert.equal(plainText('a\u0000b\rc\u001b[2Kd'), 'ab\ncd'));
});

describe('startFailure', () => {
  const cases: readonly [string, FailedStart, RegExp, RegExp][] = [
    [
      'a port that is taken',
      failed('Error: listen tcp 127.0.0.1:11434: bind: address already in use'),
      /^Port 11434 is taken by another program/,
      /another port/,
    ],
    [
      'a port that is taken on Windows',
      failed(
        'Error: listen tcp 127.0.0.1:11434: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
      ),
      /^Port 11434 is taken/,
      /End that program/,
    ],
    [
      'a low port',
      failed('Error: listen tcp 127.0.0.1:80: bind: permission denied'),
      /bind: permission/,
      /above 1023/,
    ],
    [
      'a models folder',
      failed('Error: mkdir /m: permission denied'),
      /ended with code 1\. Its last words: mkdir/,
      /OLLAMA_MODELS/,
    ],
    ['a full disk', failed('Error: write /m: no space left on device'), /no space/, /Free some space/],
    [
      'a library',
      failed('ollama: error while loading shared libraries: libx.so: cannot open', {
        exit: { code: 127, signal: null },
      }),
      /code 127/,
      /Install Ollama again/,
    ],
    [
      'a DLL',
      failed('', { exit: { code: 0xc0000135, signal: null } }),
      /ended with code 3221225781\.$/,
      /Install Ollama again/,
    ],
    [
      'a GPU',
      failed('level=INFO msg="failure during GPU discovery"', { exit: undefined, waitedSeconds: 30 }),
      /^Ollama did not answer at 127\.0\.0\.1:11434 within 30 seconds\./,
      /driver/,
    ],
    [
      'a signal',
      failed('', { exit: { code: null, signal: 'SIGKILL' } }),
      /was ended by SIGKILL\.$/,
      /log says more/,
    ],
    ['a quiet end', failed('', { exit: { code: 0, signal: null } }), /ended, and nothing answers at/, /log/],
    ['a missing home', failed('panic: $HOME is not defined'), /HOME is not defined/, /Set HOME/],
    [
      'no right to start a unit',
      failed('Failed to start ollama.service: Interactive authentication required.'),
      /authentication/,
      /as a user who may/,
    ],
    [
      'no right to run it',
      failed('', { exit: undefined, spawnError: 'spawn /x/ollama EACCES' }),
      /could not be run: spawn/,
      /executable/,
    ],
    [
      'another processor',
      failed('', { spawnError: 'spawn ENOEXEC: exec format error' }),
      /exec format/,
      /this processor/,
    ],
    ['a command in quotes', failed('', { shown: '"a b" serve' }), /^'"a b" serve' ended/, /log/],
  ];
  for (const [name, facts, sentence, remedy] of cases)
    it(`explains ${name}`, () => {
      const words = startFailure(facts);
      assert.match(words.sentence, sentence);
      assert.match(words.remedy, remedy);
    });
});
