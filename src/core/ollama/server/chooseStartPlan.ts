import { ollamaEndpoint } from '../../project/ollamaEndpoint.ts';
import { macPlan, windowsPlan } from './appPlan.ts';
import { endpointAddress, hostAndPort, type EndpointAddress } from './endpointAddress.ts';
import { linuxPlan } from './linuxPlan.ts';
import { isWithinReach } from './serverHost.ts';
import { commandLine, type StartFacts, type StartPlan } from './startPlan.ts';

const defaultPort = 11434;

/**
 * Chooses how to start the server: the way of its installer where that serves this endpoint, else `ollama serve`.
 * Sources: `cmd/start_darwin.go` and `start_windows.go`, and the server's documentation of Linux.
 */
export function chooseStartPlan(facts: StartFacts): StartPlan {
  const address = endpointAddress(facts.endpoint);
  const refused = refusal(facts, address);
  if (refused) return refused;
  const ways = { darwin: macPlan, win32: windowsPlan, linux: linuxPlan };
  const way = facts.platform in ways ? ways[facts.platform as keyof typeof ways] : undefined;
  // A program that the user named is run itself; the app that it belongs to is still the right way to run it.
  return way?.(facts, address) ?? servePlan(facts, address);
}

function refusal(
  { endpoint, host, configured, binary }: StartFacts,
  address: EndpointAddress,
): StartPlan | undefined {
  if (!isWithinReach(host))
    return {
      kind: 'refused',
      sentence: `Ollama at ${endpoint} is on ${host.name}, where it cannot be started from here.`,
      remedy: 'Start it there, or set aiStack.ollama.endpoint to a server on this machine.',
    };
  if (address.scheme === 'https' || address.path !== '')
    return {
      kind: 'refused',
      sentence: `${endpoint} is the address of a proxy: Ollama itself serves plain HTTP without a path.`,
      remedy: 'Start Ollama where the proxy expects it, or set aiStack.ollama.endpoint to the server itself.',
    };
  if (configured && binary === undefined)
    return {
      kind: 'refused',
      sentence: 'The setting aiStack.ollama.path names no program that can be run.',
      remedy: 'Mend it, or leave it empty to have Ollama looked for.',
    };
  return undefined;
}

/** `ollama serve` on the endpoint's address, whatever else is set up on this machine. */
function servePlan(facts: StartFacts, address: EndpointAddress): StartPlan {
  const { binary, env, endpoint } = facts;
  if (binary === undefined) return { kind: 'notInstalled' };
  // Who set 0.0.0.0 shares the server with others; it stays so, as long as the endpoint reaches it.
  const chosen = env['OLLAMA_HOST'];
  const keeps = chosen !== undefined && chosen !== '' && ollamaEndpoint(chosen) === endpoint;
  const host = keeps ? chosen : hostAndPort(address);
  const call = { program: binary, args: ['serve'] };
  const prefix = address.port === defaultPort && !keeps ? '' : `OLLAMA_HOST=${host} `;
  return { kind: 'serve', ...call, shown: `${prefix}${commandLine(call)}`, env: { OLLAMA_HOST: host } };
}
