import * as vscode from 'vscode';
import type { MachineFacts } from '../../core/project/machine.ts';
import { chooseEndpoint } from '../../core/project/ollamaEndpoint.ts';
import { probeMachine } from '../../core/project/probeMachine.ts';
import { nodeExec } from '../../node/nodeExec.ts';
import { nodeHost } from '../../node/nodeHost.ts';
import { nodeHttp } from '../../node/nodeHttp.ts';
import { setting } from '../settings.ts';

/** Looks at the machine; programs are run only in a trusted workspace. */
export function examineMachine(): Promise<MachineFacts> {
  const exec = vscode.workspace.isTrusted ? { exec: nodeExec } : {};
  const { endpoint } = chooseEndpoint({
    setting: setting('aiStack.ollama.endpoint'),
    environment: process.env['OLLAMA_HOST'],
  });
  return probeMachine({ host: nodeHost(), http: nodeHttp, endpoint, ...exec });
}
