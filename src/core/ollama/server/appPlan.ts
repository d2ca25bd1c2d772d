import type { EndpointAddress } from './endpointAddress.ts';
import { commandLine, listensAt, type LogPlace, type StartFacts, type StartPlan } from './startPlan.ts';

/** The bundle that a program belongs to, by its real path; the pattern is that of the server's `start_darwin.go`. */
export function bundleOf(realPath: string): string | undefined {
  return /^.*\/Ollama\s?\d*\.app(?=\/)/.exec(realPath)?.[0];
}

/** Homebrew's prefix that a program was installed into, by its real path. */
export function brewPrefixOf(realPath: string): string | undefined {
  return /^(.*)\/Cellar\/ollama\//.exec(realPath)?.[1];
}

export function macPlan(facts: StartFacts, address: EndpointAddress): StartPlan | undefined {
  if (!listensAt(address, facts.env['OLLAMA_HOST'])) return undefined;
  const log: LogPlace = { kind: 'file', path: `${facts.env['HOME'] ?? ''}/.ollama/logs/server.log` };
  if (facts.macBundle !== undefined) {
    const args = ['-j', '-a', facts.macBundle, '--args', '--fast-startup'];
    const call = { program: '/usr/bin/open', args };
    return {
      kind: 'command',
      ...call,
      shown: commandLine({ ...call, program: 'open' }),
      stays: false,
      log,
    };
  }
  if (facts.brew === undefined) return undefined;
  const call = { program: facts.brew, args: ['services', 'start', 'ollama'] };
  const prefix = facts.brew.replace(/\/bin\/brew$/, '');
  return {
    kind: 'command',
    ...call,
    shown: commandLine({ ...call, program: 'brew' }),
    stays: false,
    // Where Homebrew's formula has the service write to.
    log: { kind: 'file', path: `${prefix}/var/log/ollama.log` },
  };
}

export function windowsPlan(facts: StartFacts, address: EndpointAddress): StartPlan | undefined {
  if (facts.installing === true)
    return {
      kind: 'refused',
      sentence: 'Ollama is being installed or updated: OllamaSetup.exe is running.',
      remedy: 'Wait until it has finished; it starts Ollama itself.',
    };
  if (facts.windowsApp === undefined || !listensAt(address, facts.env['OLLAMA_HOST'])) return undefined;
  const call = { program: facts.windowsApp, args: ['--hide', '--fast-startup'] };
  const log: LogPlace = {
    kind: 'file',
    path: `${facts.env['LOCALAPPDATA'] ?? ''}\\Ollama\\server.log`,
  };
  return { kind: 'command', ...call, shown: commandLine(call), stays: true, log };
}
