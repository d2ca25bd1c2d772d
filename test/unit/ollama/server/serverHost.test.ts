import assert from 'node:assert/strict';
import { hostAdvice, isWithinReach, serverHost } from '../../../../src/core/ollama/server/serverHost.ts';

const loopback = 'http://127.0.0.1:11434';

describe('serverHost', () => {
  const cases = [
    [{ endpoint: loopback }, 'local', 'this machine'],
    [{ endpoint: 'http://[::1]:11434', remoteName: '' }, 'local', 'this machine'],
    [
      { endpoint: 'http://localhost:9', remoteName: 'wsl', env: { WSL_DISTRO_NAME: 'Ubuntu' } },
      'wsl',
      'the WSL distribution Ubuntu',
    ],
    [{ endpoint: loopback, remoteName: 'wsl' }, 'wsl', 'the WSL distribution'],
    [{ endpoint: loopback, remoteName: 'ssh-remote', hostname: 'gpu-box' }, 'ssh', 'the SSH host gpu-box'],
    [{ endpoint: loopback, remoteName: 'dev-container' }, 'container', 'this container'],
    [{ endpoint: loopback, remoteName: 'attached-container' }, 'container', 'this container'],
    [{ endpoint: loopback, remoteName: 'codespaces' }, 'container', 'this codespace'],
    [{ endpoint: loopback, remoteName: 'tunnel', hostname: 'desk' }, 'ssh', 'the remote machine desk'],
    [{ endpoint: 'http://my host:11434' }, 'remote', 'my host:11434'],
    [{ endpoint: 'http://ollama.example.com' }, 'remote', 'ollama.example.com'],
    [{ endpoint: 'http://192.168.1.7:11434', remoteName: 'wsl' }, 'remote', '192.168.1.7'],
    [
      { endpoint: 'http://host.docker.internal:11434', remoteName: 'dev-container' },
      'remote',
      'the machine that runs this container',
    ],
  ] as const;
  for (const [facts, kind, name] of cases)
    it(`${facts.endpoint} from ${'remoteName' in facts ? facts.remoteName || 'here' : 'here'} is on ${name}`, () =>
      assert.deepEqual(serverHost(facts), { kind, name }));

  it('tells where else a server may be', () => {
    const of = (remoteName: string): string => hostAdvice(serverHost({ endpoint: loopback, remoteName }));
    assert.match(of('wsl'), /Windows.*mirrored/);
    assert.match(of('dev-container'), /http:\/\/host\.docker\.internal:11434/);
    assert.equal(of('codespaces'), '');
    assert.match(of('ssh-remote'), /forward/);
    assert.equal(of(''), '');
  });

  it('reaches every machine but those of other addresses', () => {
    assert.ok(isWithinReach(serverHost({ endpoint: loopback, remoteName: 'wsl' })));
    assert.ok(!isWithinReach(serverHost({ endpoint: 'https://example.com' })));
  });
});
