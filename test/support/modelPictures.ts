/** What the pictures of local models show: a real server with a loaded model, and a Modelfile with mistakes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditorWindow } from './host/driver.ts';
import { createTinyModel, startRealServer, type RealServer } from './ollama/realServer.ts';

const loaded = 'support';

/** A server with two small models, one of them loaded. Random weights: the pictures show names, sizes and states. */
export async function serveModels(): Promise<RealServer> {
  const server = await startRealServer();
  await createTinyModel(server.endpoint, loaded, { name: loaded, architecture: 'gemma3', layers: 6 });
  await createTinyModel(server.endpoint, 'summaries:small', { name: 'summaries' });
  const body = JSON.stringify({ model: loaded, keep_alive: '30m' });
  await fetch(`${server.endpoint}/api/generate`, { method: 'POST', body });
  return server;
}

/** Puts a Modelfile with the mistakes that people make into the project, and returns its path. */
export function writeMistakes(project: string): string {
  const lines = [
    '# A local stand-in for Gemini while developing',
    `FROM ${loaded}`,
    'PARAMETER temperature 0.3 # calm',
    'PARAMETER num_ctx 8k',
    'PARAMETER mirostat 1',
    'SYSTEM """You help customers of a bookshop. Answer kindly and briefly."""',
    'MESSAGE User Where is my parcel?',
  ];
  writeFileSync(join(project, 'Modelfile'), `${lines.join('\n')}\n`);
  return project;
}

/** Has the project's window ask this server: a setting of the user's for this machine does not reach a remote one. */
export function useServer(project: string, endpoint: string): void {
  mkdirSync(join(project, '.vscode'), { recursive: true });
  const settings = { 'aiStack.ollama.endpoint': endpoint };
  writeFileSync(join(project, '.vscode/settings.json'), JSON.stringify(settings));
}

/** The Models view beside a Modelfile. */
export async function showModels(window: EditorWindow): Promise<void> {
  await window.openContainer('AI Stack');
  await window.widenSideBar(440);
  for (const section of ['Project', 'Recommended Stack', 'Secrets']) await window.collapseSection(section);
  await window.waitForRow(loaded);
  await window.expandRow('Suggested');
  await window.openFile('Modelfile');
  await window.page.locator('.squiggly-error').first().waitFor();
}

/** The same with the menu of quick fixes at a mistake. */
export async function showModelfileFixes(window: EditorWindow): Promise<void> {
  await window.page
    .locator('.view-line', { hasText: 'temperature' })
    .first()
    .locator('span span')
    .last()
    .click();
  await window.page.keyboard.press('Control+.');
  await window.page.locator('.action-widget').first().waitFor();
}
