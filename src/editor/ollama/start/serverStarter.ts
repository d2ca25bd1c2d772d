import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors.ts';
import { chooseStartPlan } from '../../../core/ollama/server/chooseStartPlan.ts';
import { endpointAddress, hostAndPort } from '../../../core/ollama/server/endpointAddress.ts';
import {
  startServer,
  type LaunchedProgram,
  type RunnablePlan,
  type StartOutcome,
  type StartPorts,
} from '../../../core/ollama/server/startServer.ts';
import type { StartPlan } from '../../../core/ollama/server/startPlan.ts';
import { nodeExec } from '../../../node/nodeExec.ts';
import { launchCommand } from '../../../node/ollama/server/commandLaunch.ts';
import { portState } from '../../../node/ollama/server/portState.ts';
import { readLog } from '../../../node/ollama/server/readLog.ts';
import { ServerProcess } from '../../../node/ollama/server/serverProcess.ts';
import { startFacts } from '../../../node/ollama/server/startFacts.ts';
import { setting } from '../../settings.ts';
import type { Shell } from '../../shell.ts';
import { pickInstallation } from './installPick.ts';
import { ServerTerminal } from './serverTerminal.ts';
import { consentsToStart } from './startConsent.ts';
import { sayFailure, sayRunning, withStartProgress } from './startWords.ts';
import { launchInTerminal } from './systemTask.ts';

/** How long one question to the server may take, in milliseconds. */
const probeMs = 1_500;

/** Starts the server at the endpoint, once at a time, and keeps the one that runs in a terminal of this window. */
export class ServerStarter implements vscode.Disposable {
  readonly #shell: Shell;
  #starting: Promise<void> | undefined;
  #terminal: ServerTerminal | undefined;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Does what is needed for a server to answer; a second call while the first is at work waits for it. */
  start(confirmed: boolean): Promise<void> {
    this.#starting ??= this.#start(confirmed).finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  dispose(): void {
    this.#terminal?.dispose();
  }

  async #start(confirmed: boolean): Promise<void> {
    const { ollama, context } = this.#shell;
    const { endpoint, host } = ollama;
    if (!vscode.workspace.isTrusted)
      throw new UserError(
        'Nothing is started in a workspace that is not trusted.',
        'Trust it first, if you do.',
      );
    const version = await this.#answers(new AbortController().signal).catch(() => undefined);
    if (version !== undefined) return this.#done(version);
    const plan = await this.#plan();
    if (plan.kind === 'refused') throw new UserError(plan.sentence, plan.remedy);
    if (plan.kind === 'notInstalled') return pickInstallation(host, 'Ollama is not installed.');
    if (!confirmed && !(await consentsToStart(context.globalState, host, plan))) return;
    const outcome = await this.#run(endpoint, plan);
    if (outcome.kind === 'running') return this.#done(outcome.version);
    await ollama.refresh();
    sayFailure(this.#shell.log, outcome, plan.kind === 'serve' ? this.#terminal : undefined);
  }

  #plan(): Promise<StartPlan> {
    const { endpoint, host } = this.#shell.ollama;
    const { platform, env } = process;
    const configured = setting('aiStack.ollama.path');
    return startFacts({ endpoint, host, configured, platform, env, exec: nodeExec }).then(chooseStartPlan);
  }

  async #run(endpoint: string, plan: RunnablePlan): Promise<StartOutcome> {
    const { ollama } = this.#shell;
    ollama.setStarting(true);
    let keep = false;
    try {
      const outcome = await withStartProgress(ollama.host, (signal) =>
        startServer(endpoint, plan, this.#ports(), signal),
      );
      // The terminal of a failure stays to be read; a server of another window has a terminal there.
      keep = outcome.kind === 'failed' || !outcome.alreadyRunning;
      return outcome;
    } finally {
      if (!keep && plan.kind === 'serve') this.#terminal?.dispose();
      ollama.setStarting(false);
    }
  }

  async #done(version: string): Promise<void> {
    sayRunning(version, hostAndPort(endpointAddress(this.#shell.ollama.endpoint)));
    await this.#shell.ollama.refresh();
  }

  #answers(signal: AbortSignal): Promise<string> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(probeMs)]);
    return this.#shell.ollama.client().version(bounded);
  }

  #ports(): StartPorts {
    return {
      probe: (signal) => this.#answers(signal),
      portState,
      launch: (plan) => this.#launch(plan),
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
      now: () => performance.now(),
      keepWaiting: async (seconds) => {
        const wait = 'Keep Waiting';
        const question = `Ollama does not answer after ${seconds} seconds. A cold disk or many GPUs take longer.`;
        return (await vscode.window.showWarningMessage(question, wait, 'Stop')) === wait;
      },
    };
  }

  #launch(plan: RunnablePlan): LaunchedProgram {
    switch (plan.kind) {
      case 'serve':
        return this.#serve(plan);
      case 'command':
        return launchCommand(plan, nodeExec);
      case 'terminal':
        return launchInTerminal(plan);
      case 'wait': {
        const { log } = plan;
        const since = Date.now();
        return {
          exited: new Promise(() => undefined),
          log: () => (log ? readLog(log, since, nodeExec) : Promise.resolve('')),
          end: () => Promise.resolve(),
        };
      }
    }
  }

  #serve(plan: Extract<RunnablePlan, { kind: 'serve' }>): ServerProcess {
    const server = new ServerProcess(plan, plan.env);
    // That of a server which has ended is replaced; one whose server runs would have answered.
    this.#terminal?.dispose();
    this.#terminal = new ServerTerminal(server, plan.shown);
    void server.exited.then(() =>
      this.#shell.reporter.passive('Ollama ended', () => this.#shell.ollama.refresh()),
    );
    return server;
  }
}
