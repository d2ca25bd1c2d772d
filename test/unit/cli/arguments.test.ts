import assert from 'node:assert/strict';
import { wantsColour } from '../../../src/cli/processCli.ts';
import { commands } from '../../../src/cli/commands.ts';
import { run } from '../../support/cliRun.ts';

describe('command line', () => {
  const mistakes: [string[], RegExp][] = [
    [[], /No command was given\. Run "ai-stack --help"/],
    [['detct', '.'], /There is no command "detct"\. Did you mean "detect"\?/],
    [['zzzzzzzz'], /There is no command "zzzzzzzz"\. Run "ai-stack --help"/],
    [['__proto__'], /There is no command/],
    [['--json', 'detect', '.'], /must come before options such as --json/],
    [['guide'], /"guide" needs a second word\. The commands are: guide check\./],
    [['guide', 'chek', 'x'], /no command "guide chek"/],
    [['detect'], /"ai-stack detect" needs a DIR\. Usage: ai-stack detect DIR \[--json\] \[--machine\]/],
    [['detect', ''], /needs a DIR/],
    [['detect', 'a', 'b'], /takes one DIR, but got 2/],
    [['detect', '.', '--jsno'], /no option --jsno\. Did you mean "--json"\?/],
    [['detect', '.', '-x'], /no option -x/],
    [['detect', '.', '--constructor'], /no option --constructor/],
    [['detect', '.', '--json=yes'], /--json takes no value/],
    [['check', '.', '--format'], /--format needs a value/],
    [['check', '.', '--format', '--json'], /--format needs a value/],
    [
      ['check', '.', '--format', 'sarf'],
      /cannot be "sarf"\. Did you mean "sarif"\? Choose one of: text, json, sarif\./,
    ],
    [['check'], /needs a PATH/],
  ];
  for (const [args, expected] of mistakes) {
    it(`explains: ${args.join(' ') || '(nothing)'}`, async () => {
      const { code, out, err } = await run(args);
      assert.match(err, expected);
      assert.deepEqual([code, out, err.trimEnd().split('\n').length], [2, '', 1]);
    });
  }

  it('prints the version', async () => {
    for (const flag of ['--version', '-V'])
      assert.deepEqual(await run([flag]), { code: 0, out: '1.2.3\n', err: '' });
  });

  it('lists every command in its help', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    for (const { name, summary } of commands) assert.ok(out.includes(name) && out.includes(summary), name);
  });

  for (const { name, options } of commands) {
    it(`has help for ${name}`, async () => {
      const help = await run([...name.split(' '), '--help']);
      assert.equal(help.code, 0);
      assert.match(help.out, new RegExp(`Usage {2}ai-stack ${name} `));
      for (const option of Object.keys(options)) assert.ok(help.out.includes(`--${option}`), option);
      assert.equal((await run(['help', ...name.split(' ')])).out, help.out);
    });
  }

  it('takes words after -- as paths', async () => {
    assert.match((await run(['detect', '--', '--json'])).err, /no file or folder "--json"/);
  });

  it('says in one sentence that a fault is a fault, and shows the stack to those who ask', async () => {
    const broken = { version: () => Promise.reject(new Error('out of ink')) };
    const plain = await run(['--version'], broken);
    assert.deepEqual([plain.code, plain.err.split('\n').length], [2, 2]);
    assert.match(plain.err, /fault in ai-stack: out of ink\. Set AI_STACK_DEBUG=1/);
    const debug = await run(['--version'], { ...broken, env: { AI_STACK_DEBUG: '1' } });
    assert.match(debug.err, /\n +at /);
  });
});

describe('colour', () => {
  const cases: [Record<string, string>, boolean | undefined, boolean][] = [
    [{}, true, true],
    [{}, undefined, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, undefined, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ];
  for (const [env, terminal, expected] of cases) {
    it(`${JSON.stringify(env)} ${terminal ? 'on' : 'off'} a terminal: ${expected}`, () =>
      assert.equal(wantsColour(env, terminal), expected));
  }

  it('puts styles in only where wanted', async () => {
    assert.ok((await run(['--help'], { colour: true })).out.includes('\u001b[1m'));
    assert.ok(!(await run(['--help'])).out.includes('\u001b'));
  });
});
