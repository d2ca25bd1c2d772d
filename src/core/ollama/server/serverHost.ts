import { endpointAddress, isLoopbackHost } from './endpointAddress.ts';
import type { ServerHost } from './serverState.ts';

/** What says which machine an endpoint means. */
export interface HostFacts {
  /** Base URL, as `ollamaEndpoint` makes it. */
  readonly endpoint: string;
  /** `vscode.env.remoteName`: where extensions run, when not on the user's own machine. */
  readonly remoteName?: string | undefined;
  /** The environment of the process that asks; WSL_DISTRO_NAME is read. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The name of the machine that the extension runs on. */
  readonly hostname?: string | undefined;
}

/** The name by which Docker's containers reach the machine that runs them. */
const containerHost = 'host.docker.internal';
const thisMachine: ServerHost = { kind: 'local', name: 'this machine' };

/**
 * Says which machine the server of an endpoint runs on. Loopback is the machine that the extension runs on, which in
 * WSL, over SSH and in a container is not the one in front of the user. Names of remotes: VS Code's own extensions.
 */
export function serverHost(facts: HostFacts): ServerHost {
  const { host } = endpointAddress(facts.endpoint);
  if (host.toLowerCase() === containerHost)
    return { kind: 'remote', name: 'the machine that runs this container' };
  if (!isLoopbackHost(host)) return { kind: 'remote', name: host };
  return facts.remoteName === undefined || facts.remoteName === ''
    ? thisMachine
    : remoteHost(facts.remoteName, facts);
}

function remoteHost(remoteName: string, { env, hostname }: HostFacts): ServerHost {
  const named = hostname === undefined || hostname === '' ? '' : ` ${hostname}`;
  switch (remoteName) {
    case 'wsl': {
      const distribution = env?.['WSL_DISTRO_NAME'];
      return { kind: 'wsl', name: `the WSL distribution${distribution ? ` ${distribution}` : ''}` };
    }
    case 'ssh-remote':
      return { kind: 'ssh', name: `the SSH host${named}` };
    case 'dev-container':
    case 'attached-container':
    case 'k8s-container':
      return { kind: 'container', name: 'this container' };
    case 'codespaces':
      return { kind: 'container', name: 'this codespace' };
    default:
      return { kind: 'ssh', name: `the remote machine${named}` };
  }
}

/** Whether we are on the machine of the server, and so may look for the program and start it. */
export function isWithinReach(host: ServerHost): boolean {
  return host.kind !== 'remote';
}

/**
 * What a user should know where `host` is not the machine in front of them: where else a server may run and how to
 * reach it. Empty on the user's own machine. Sources: Docker's and Microsoft's documentation of their networks.
 */
export function hostAdvice(host: ServerHost): string {
  switch (host.kind) {
    case 'wsl':
      return 'Ollama for Windows runs on another machine than this, unless WSL uses mirrored networking: then the same address reaches it.';
    case 'container':
      return host.name === 'this container'
        ? `To use the Ollama of the machine that runs the container, set aiStack.ollama.endpoint to http://${containerHost}:11434.`
        : '';
    case 'ssh':
      return 'Ollama on your own machine is another one: to use it here, forward its port to this machine.';
    case 'local':
    case 'remote':
      return '';
  }
}
