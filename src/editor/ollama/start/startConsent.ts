import * as vscode from 'vscode';
import { hostAdvice } from '../../../core/ollama/server/serverHost.ts';
import type { ServerHost } from '../../../core/ollama/server/serverState.ts';
import type { RunnablePlan } from '../../../core/ollama/server/startServer.ts';

const rememberedKey = 'aiStack.ollama.startsWithoutAsking';

/**
 * Whether the user agrees to what would be run, and on which machine. What was agreed to for good is remembered with
 * its machine, so that another command, or the same one elsewhere, is asked about again.
 */
export async function consentsToStart(
  memory: vscode.Memento,
  host: ServerHost,
  plan: RunnablePlan,
): Promise<boolean> {
  // Nothing is run: the system starts the server already.
  if (plan.kind === 'wait') return true;
  const remembered = memory.get<readonly string[]>(rememberedKey, []);
  const entry = `${host.kind} ${host.name}: ${plan.shown}`;
  if (remembered.includes(entry)) return true;
  const start = 'Start';
  const always = 'Always Start Without Asking';
  const chosen = await vscode.window.showInformationMessage(
    `Start Ollama on ${host.name}?`,
    { modal: true, detail: consentDetail(host, plan) },
    start,
    always,
  );
  if (chosen === always) await memory.update(rememberedKey, [...remembered, entry]);
  return chosen === start || chosen === always;
}

function consentDetail(host: ServerHost, plan: Exclude<RunnablePlan, { kind: 'wait' }>): string {
  return [`Runs: ${plan.shown}`, lifetime(plan), hostAdvice(host)].filter((part) => part !== '').join('\n\n');
}

function lifetime({ kind }: RunnablePlan): string {
  if (kind === 'serve')
    return 'The server runs in the terminal "Ollama" of this window. It ends when that terminal is closed, and when the window is closed or reloaded.';
  const asks = kind === 'terminal' ? ' It may ask for your password, in a terminal.' : '';
  return `The server goes on when this window is closed.${asks}`;
}
