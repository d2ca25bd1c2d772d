import { hostAndPort, type EndpointAddress } from './endpointAddress.ts';
import { commandLine, listensAt, type LogPlace, type StartFacts, type StartPlan } from './startPlan.ts';
import { unitName, type SystemdUnit } from './systemdUnit.ts';

/**
 * The unit that the install script sets up, or one of the user's own, where it serves this endpoint. A unit of the
 * user comes first: it needs no password.
 */
export function linuxPlan(facts: StartFacts, address: EndpointAddress): StartPlan | undefined {
  // The unit runs the program that it names, not the one that the user named.
  if (facts.configured) return undefined;
  const serving = facts.units.filter(({ ollamaHost }) => listensAt(address, ollamaHost));
  const unit = serving.find(({ scope }) => scope === 'user') ?? serving[0];
  if (!unit) return undefined;
  const log: LogPlace = { kind: 'journal', scope: unit.scope };
  const busy = busyPlan(unit, address, log);
  if (busy) return busy;
  const start = { program: 'systemctl', args: ['start', 'ollama'] };
  if (unit.scope === 'user') {
    const call = { program: 'systemctl', args: ['--user', ...start.args] };
    return { kind: 'command', ...call, shown: commandLine(call), stays: false, log };
  }
  if (facts.isRoot === true)
    return { kind: 'command', ...start, shown: commandLine(start), stays: false, log };
  // systemctl asks for the password through polkit, where that is installed; small servers have sudo alone.
  const call =
    facts.asksPassword === 'sudo' ? { program: 'sudo', args: [start.program, ...start.args] } : start;
  return { kind: 'terminal', ...call, shown: commandLine(call), log };
}

/** A unit that runs, or is about to, is not started again. */
function busyPlan(unit: SystemdUnit, address: EndpointAddress, log: LogPlace): StartPlan | undefined {
  if (unit.activeState === 'activating' || unit.activeState === 'reloading')
    return { kind: 'wait', sentence: `${unitName} is being started by systemd.`, log };
  if (unit.activeState !== 'active') return undefined;
  return {
    kind: 'refused',
    sentence: `${unitName} is running, but nothing answers at ${hostAndPort(address)}.`,
    remedy: `Look at "journalctl ${unit.scope === 'user' ? '--user ' : ''}-u ollama", and compare its OLLAMA_HOST with aiStack.ollama.endpoint.`,
  };
}
