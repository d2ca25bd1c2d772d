import { endpointAddress, hostAndPort } from './endpointAddress.ts';
import { startFailure, type FailedStart, type FailureWords } from './startFailure.ts';
import type { StartPlan } from './startPlan.ts';

/** How a program ended. */
export interface ProgramExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** It could not even be run. */
  readonly spawnError?: string;
}

/** A program that was started. */
export interface LaunchedProgram {
  readonly exited: Promise<ProgramExit>;
  /** The end of what the server wrote, wherever it writes. */
  log(): Promise<string>;
  /** Ends what is ours; what the system keeps stays. */
  end(): Promise<void>;
}

/** A plan that starts something, or waits for what is being started. */
export type RunnablePlan = Extract<StartPlan, { kind: 'serve' | 'command' | 'terminal' | 'wait' }>;

/** Nothing listens; something listens and says nothing; something answers that is no Ollama. */
export type PortState = 'closed' | 'silent' | 'foreign';

/** The outside of a start. */
export interface StartPorts {
  /** Resolves with the server's version when it answers as Ollama does; bounded in time. */
  probe(signal: AbortSignal): Promise<string>;
  /** What is at the address when nothing answered there as Ollama does. */
  portState(host: string, port: number): Promise<PortState>;
  launch(plan: RunnablePlan): LaunchedProgram;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** Asks whether to go on waiting; called each time `patienceMs` has passed. */
  keepWaiting(seconds: number): Promise<boolean>;
}

export interface StartTimes {
  readonly intervalMs: number;
  readonly patienceMs: number;
}

/** Ollama's own command line gives up after 5 s, which a cold disk or many GPUs exceed. */
const usualTimes: StartTimes = { intervalMs: 500, patienceMs: 30_000 };

export type StartOutcome =
  | { readonly kind: 'running'; readonly version: string; readonly alreadyRunning: boolean }
  | ({
      readonly kind: 'failed';
      /** Of the server, as far as it could be read. */ readonly log: string;
    } & FailureWords);

/**
 * Starts the server and waits until it answers. Asks once more before, so that nothing is started twice. Rejects with
 * an `AbortError` when aborted; what was started and never answered is ended, by abort, failure or lack of patience.
 */
export async function startServer(
  endpoint: string,
  plan: RunnablePlan,
  ports: StartPorts,
  signal: AbortSignal,
  times: StartTimes = usualTimes,
): Promise<StartOutcome> {
  const address = endpointAddress(endpoint);
  const known = await ask(ports, signal);
  if (known !== undefined) return { kind: 'running', version: known, alreadyRunning: true };
  const port = plan.kind === 'wait' ? 'closed' : await ports.portState(address.host, address.port);
  signal.throwIfAborted();
  if (port === 'foreign') return portTaken(address.port);
  if (port === 'silent') return awaitSilent(address.port, ports, signal, times);
  const program = ports.launch(plan);
  let ready = false;
  try {
    const outcome = await awaitAnswer(program, plan, hostAndPort(address), ports, signal, times);
    ready = outcome.kind === 'running';
    return outcome;
  } finally {
    if (!ready) await program.end();
  }
}

function portTaken(port: number): StartOutcome {
  return {
    kind: 'failed',
    log: '',
    sentence: `Port ${port} is taken by a program that does not answer as Ollama does.`,
    remedy: 'End that program, or set aiStack.ollama.endpoint to another port of this machine.',
  };
}

/** A server listens before it answers, as long as it tidies its models: another window may have started one. */
async function awaitSilent(
  port: number,
  ports: StartPorts,
  signal: AbortSignal,
  { intervalMs, patienceMs }: StartTimes,
): Promise<StartOutcome> {
  const until = ports.now() + patienceMs / 2;
  while (ports.now() < until) {
    await ports.wait(intervalMs, signal);
    const version = await ask(ports, signal);
    if (version !== undefined) return { kind: 'running', version, alreadyRunning: true };
  }
  return portTaken(port);
}

async function awaitAnswer(
  program: LaunchedProgram,
  plan: RunnablePlan,
  address: string,
  ports: StartPorts,
  signal: AbortSignal,
  times: StartTimes,
): Promise<StartOutcome> {
  let exit: ProgramExit | undefined;
  void program.exited.then((how) => (exit = how));
  const patience = new Patience(ports, times);
  for (;;) {
    const over = isOver(exit, plan) ? exit : undefined;
    const version = await ask(ports, signal);
    if (version !== undefined) return { kind: 'running', version, alreadyRunning: over !== undefined };
    // Asked after the end was noticed: another window's server may have taken the port and answers now.
    if (over !== undefined) return failure({ exit: over, address, plan }, program);
    if (patience.isOver()) return failure({ waitedSeconds: patience.seconds(), address, plan }, program);
    const soon = new AbortController();
    try {
      await Promise.race([
        ports.wait(times.intervalMs, AbortSignal.any([signal, soon.signal])),
        ...(exit === undefined ? [program.exited] : []),
      ]);
    } finally {
      soon.abort();
    }
    signal.throwIfAborted();
    patience.check();
  }
}

/** A server's end is the end; a command that has the system start it ends well and early, and is waited for. */
function isOver(exit: ProgramExit | undefined, plan: RunnablePlan): boolean {
  if (exit === undefined) return false;
  return plan.kind === 'serve' || exit.code !== 0 || exit.spawnError !== undefined;
}

/** Asks the user from time to time whether to wait any longer. */
class Patience {
  readonly #ports: StartPorts;
  readonly #times: StartTimes;
  readonly #since: number;
  #askAt: number;
  #over = false;

  constructor(ports: StartPorts, times: StartTimes) {
    this.#ports = ports;
    this.#times = times;
    this.#since = ports.now();
    this.#askAt = this.#since + times.patienceMs;
  }

  /** Asks, when it is time to, beside the waiting: the server may answer before the user does. */
  check(): void {
    if (this.#ports.now() < this.#askAt) return;
    this.#askAt = Infinity;
    void this.#ports.keepWaiting(this.seconds()).then((goOn) => {
      if (goOn) this.#askAt = this.#ports.now() + this.#times.patienceMs;
      else this.#over = true;
    });
  }

  isOver(): boolean {
    return this.#over;
  }

  seconds(): number {
    return Math.round((this.#ports.now() - this.#since) / 1000);
  }
}

/** The version, or undefined where nothing answers as Ollama does. */
async function ask(ports: StartPorts, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await ports.probe(signal);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function failure(
  {
    exit,
    plan,
    ...rest
  }: Omit<FailedStart, 'log' | 'shown' | 'exit'> & {
    exit?: ProgramExit;
    plan: RunnablePlan;
  },
  program: LaunchedProgram,
): Promise<StartOutcome> {
  const shown = shortCommand(plan);
  const spawnError = exit?.spawnError;
  const log = await program.log();
  return { kind: 'failed', log, ...startFailure({ ...rest, exit, spawnError, log, shown }) };
}

/** The command line in words that are short enough for a sentence. */
function shortCommand(plan: RunnablePlan): string {
  if (plan.kind === 'serve') return 'ollama serve';
  return plan.kind === 'wait' ? 'systemctl start ollama' : plan.shown;
}
