import * as vscode from 'vscode';
import type { LaunchedProgram, ProgramExit } from '../../../core/ollama/server/startServer.ts';
import type { StartPlan } from '../../../core/ollama/server/startPlan.ts';
import { nodeExec } from '../../../node/nodeExec.ts';
import { programOnPath } from '../../../node/ollama/server/findOllama.ts';
import { neutralFolder } from '../../../node/neutralFolder.ts';
import { readLog } from '../../../node/ollama/server/readLog.ts';

/**
 * Runs a command in a terminal of its own, where the user can give a password, and which stays to be read. What the
 * system keeps running afterwards is not ours to end; a question that nobody answered is taken back.
 */
export function launchInTerminal(plan: Extract<StartPlan, { kind: 'terminal' }>): LaunchedProgram {
  const since = Date.now();
  // Terminals have an environment of their own: what was found here is what is run there.
  const program = programOnPath(plan.program, process.env['PATH']) ?? plan.program;
  const execution = new vscode.ProcessExecution(program, [...plan.args], { cwd: neutralFolder() });
  const definition = { type: 'process' };
  const task = new vscode.Task(
    definition,
    vscode.TaskScope.Global,
    'Start Ollama',
    'AI Stack',
    execution,
    [],
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    focus: true,
    panel: vscode.TaskPanelKind.Dedicated,
    clear: true,
  };
  const running = vscode.tasks.executeTask(task);
  return {
    exited: ended(running),
    log: () => readLog(plan.log, since, nodeExec),
    end: async () => (await running).terminate(),
  };
}

async function ended(running: Thenable<vscode.TaskExecution>): Promise<ProgramExit> {
  const subscriptions: vscode.Disposable[] = [];
  try {
    const exits = new Map<vscode.TaskExecution, number | undefined>();
    const heard = new Promise<void>((resolve) => {
      const check = (): void => void running.then((execution) => exits.has(execution) && resolve());
      subscriptions.push(
        vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          exits.set(execution, exitCode);
          check();
        }),
        // A task whose terminal was closed at once has no process to end.
        vscode.tasks.onDidEndTask(({ execution }) => {
          if (!exits.has(execution)) exits.set(execution, undefined);
          check();
        }),
      );
    });
    const execution = await running;
    await heard;
    return { code: exits.get(execution) ?? 1, signal: null };
  } catch (error) {
    return { code: null, signal: null, spawnError: error instanceof Error ? error.message : String(error) };
  } finally {
    vscode.Disposable.from(...subscriptions).dispose();
  }
}
