import assert from 'node:assert/strict';
import { brewPrefixOf, bundleOf } from '../../../../src/core/ollama/server/appPlan.ts';
import { chooseStartPlan } from '../../../../src/core/ollama/server/chooseStartPlan.ts';
import { installChoices } from '../../../../src/core/ollama/server/installChoices.ts';
import type { StartFacts, StartPlan } from '../../../../src/core/ollama/server/startPlan.ts';
import { parseUnit, unitQuery, type SystemdUnit } from '../../../../src/core/ollama/server/systemdUnit.ts';

function plan(facts: Partial<StartFacts>): StartPlan {
  return chooseStartPlan({
    platform: 'linux',
    endpoint: 'http://127.0.0.1:11434',
    host: { kind: 'local', name: 'this machine' },
    env: { HOME: '/home/me', LOCALAPPDATA: 'C:\\Local' },
    binary: '/usr/bin/ollama',
    configured: false,
    units: [],
    ...facts,
  });
}

const shown = (facts: Partial<StartFacts>): string => {
  const chosen = plan(facts);
  return 'shown' in chosen ? `${chosen.kind}: ${chosen.shown}` : chosen.kind;
};
const system: SystemdUnit = { scope: 'system', activeState: 'inactive' };
const user: SystemdUnit = { scope: 'user', activeState: 'inactive' };
const other = { endpoint: 'http://127.0.0.1:11500' };

describe('chooseStartPlan', () => {
  const cases: readonly [string, Partial<StartFacts>, string][] = [
    ['the program itself', {}, 'serve: /usr/bin/ollama serve'],
    ['another port', other, 'serve: OLLAMA_HOST=127.0.0.1:11500 /usr/bin/ollama serve'],
    ['a path with a space', { binary: '/my apps/ollama' }, 'serve: "/my apps/ollama" serve'],
    ['no program', { binary: undefined }, 'notInstalled'],
    ['a system unit', { units: [system], asksPassword: 'polkit' }, 'terminal: systemctl start ollama'],
    ['a unit, no polkit', { units: [system], asksPassword: 'sudo' }, 'terminal: sudo systemctl start ollama'],
    ['a unit, as root', { units: [system], isRoot: true }, 'command: systemctl start ollama'],
    ['a user unit beside it', { units: [user, system] }, 'command: systemctl --user start ollama'],
    [
      'a unit without its program',
      { units: [user], binary: undefined },
      'command: systemctl --user start ollama',
    ],
    [
      'a unit at another port',
      { units: [system], ...other },
      'serve: OLLAMA_HOST=127.0.0.1:11500 /usr/bin/ollama serve',
    ],
    [
      'a unit that is set to this port',
      { units: [{ ...system, ollamaHost: '0.0.0.0:11500' }], isRoot: true, ...other },
      'command: systemctl start ollama',
    ],
    [
      'a unit, but a program that was named',
      { units: [system], configured: true },
      'serve: /usr/bin/ollama serve',
    ],
    ['a unit that starts', { units: [{ ...system, activeState: 'activating' }] }, 'wait'],
    [
      'a unit that failed',
      { units: [{ ...user, activeState: 'failed' }] },
      'command: systemctl --user start ollama',
    ],
    ['a unit that runs elsewhere', { units: [{ ...system, activeState: 'active' }] }, 'refused'],
    [
      'the app of macOS',
      { platform: 'darwin', macBundle: '/Applications/Ollama.app' },
      'command: open -j -a /Applications/Ollama.app --args --fast-startup',
    ],
    [
      'the app, at another port',
      { platform: 'darwin', macBundle: '/Applications/Ollama.app', ...other },
      'serve: OLLAMA_HOST=127.0.0.1:11500 /usr/bin/ollama serve',
    ],
    [
      'Homebrew',
      { platform: 'darwin', brew: '/opt/homebrew/bin/brew' },
      'command: brew services start ollama',
    ],
    ['a bare program on macOS', { platform: 'darwin' }, 'serve: /usr/bin/ollama serve'],
    [
      'the app of Windows',
      { platform: 'win32', windowsApp: 'C:\\Programs\\Ollama\\ollama app.exe' },
      'command: "C:\\Programs\\Ollama\\ollama app.exe" --hide --fast-startup',
    ],
    ['an installer at work', { platform: 'win32', installing: true }, 'refused'],
    [
      'a bare program on Windows',
      { platform: 'win32', binary: 'C:\\o\\ollama.exe' },
      'serve: C:\\o\\ollama.exe serve',
    ],
    ['another machine', { host: { kind: 'remote', name: 'gpu-box' } }, 'refused'],
    ['a proxy with TLS', { endpoint: 'https://localhost:11434' }, 'refused'],
    ['a proxy with a path', { endpoint: 'http://localhost:80/ollama' }, 'refused'],
    ['a program that was named and is not there', { configured: true, binary: undefined }, 'refused'],
    ['a system that is not known', { platform: 'freebsd' }, 'serve: /usr/bin/ollama serve'],
  ];
  for (const [name, facts, expected] of cases)
    it(`starts ${name}`, () => assert.equal(shown(facts), expected));

  it('leaves OLLAMA_HOST as it is where the endpoint reaches it, and sets it elsewhere', () => {
    const env = (endpoint: string): unknown => {
      const chosen = plan({ endpoint, env: { OLLAMA_HOST: '0.0.0.0' } });
      return chosen.kind === 'serve' ? chosen.env : chosen;
    };
    assert.deepEqual(env('http://127.0.0.1:11434'), { OLLAMA_HOST: '0.0.0.0' });
    assert.deepEqual(env('http://127.0.0.1:11500'), { OLLAMA_HOST: '127.0.0.1:11500' });
    assert.deepEqual(env('http://[::1]:11434'), { OLLAMA_HOST: '[::1]:11434' });
  });

  it('names the machine that it cannot start a server on', () => {
    const chosen = plan({ endpoint: 'http://gpu-box:11434', host: { kind: 'remote', name: 'gpu-box' } });
    assert.equal(chosen.kind, 'refused');
    assert.match(chosen.sentence, /http:\/\/gpu-box:11434 is on gpu-box/);
    const active = plan({ units: [{ ...system, activeState: 'active' }] });
    assert.equal(active.kind, 'refused');
    assert.match(active.remedy, /journalctl -u ollama/);
  });

  it('knows where each system logs', () => {
    const log = (facts: Partial<StartFacts>): unknown => {
      const chosen = plan(facts);
      return 'log' in chosen ? chosen.log : undefined;
    };
    const bundle = '/Applications/Ollama.app';
    assert.deepEqual(log({ platform: 'darwin', macBundle: bundle }), {
      kind: 'file',
      path: '/home/me/.ollama/logs/server.log',
    });
    assert.deepEqual(log({ platform: 'win32', windowsApp: 'C:\\a.exe' }), {
      kind: 'file',
      path: 'C:\\Local\\Ollama\\server.log',
    });
    assert.deepEqual(log({ units: [system] }), { kind: 'journal', scope: 'system' });
  });
});

describe('where a program belongs', () => {
  it('is told from its real path', () => {
    assert.equal(bundleOf('/Applications/Ollama.app/Contents/Resources/ollama'), '/Applications/Ollama.app');
    assert.equal(bundleOf('/Users/me/Ollama 2.app/Contents/Resources/ollama'), '/Users/me/Ollama 2.app');
    assert.equal(bundleOf('/usr/local/bin/ollama'), undefined);
    assert.equal(brewPrefixOf('/opt/homebrew/Cellar/ollama/0.24.0/bin/ollama'), '/opt/homebrew');
    assert.equal(brewPrefixOf('/usr/local/bin/ollama'), undefined);
  });
});

describe('parseUnit', () => {
  it('asks for properties and reads the answer', () => {
    assert.equal(unitQuery('user')[0], '--user');
    assert.equal(unitQuery('system')[0], 'show');
    const answer =
      'LoadState=loaded\nActiveState=inactive\nEnvironment=PATH=/usr/bin "OLLAMA_HOST=0.0.0.0:11500" X=1\n';
    assert.deepEqual(parseUnit('system', answer), {
      scope: 'system',
      activeState: 'inactive',
      ollamaHost: '0.0.0.0:11500',
    });
    assert.deepEqual(parseUnit('user', 'LoadState=loaded\nActiveState=active\nEnvironment=\n'), {
      scope: 'user',
      activeState: 'active',
    });
  });

  it('knows no unit where there is none or it may not be started', () => {
    for (const answer of ['', 'LoadState=not-found\n', 'LoadState=masked\nActiveState=inactive\n'])
      assert.equal(parseUnit('system', answer), undefined);
  });
});

describe('installChoices', () => {
  it('shows what would be run, and a page for each', () => {
    for (const platform of ['darwin', 'win32', 'linux', 'freebsd']) {
      const choices = installChoices(platform);
      assert.ok(choices.length > 0);
      for (const { url, command } of choices) {
        assert.match(url, /^https:\/\/(?:docs\.)?ollama\.com\/|^https:\/\/formulae\.brew\.sh\//);
        assert.ok(command === undefined || !command.includes('\n'));
      }
    }
    const commands = (platform: string): string =>
      installChoices(platform)
        .map(({ command }) => command)
        .join('\n');
    assert.match(commands('linux'), /curl -fsSL https:\/\/ollama\.com\/install\.sh \| sh/);
    assert.match(commands('win32'), /Ollama\.Ollama/);
    assert.match(commands('win32'), /install\.ps1/);
    assert.match(commands('darwin'), /brew install ollama/);
  });
});
