/** What the pictures of the secret lint show: a project with made-up keys, their marks, fixes and list. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditorWindow } from './host/driver.ts';
import { secretSample } from './secretSample.ts';

/** How the values begin that pictures must not show: made up or not, they look real. */
export const secretsOnPictures: readonly string[] = ['AIza'];

/** Puts made-up keys into the project, as people do, and returns its path. */
export function plantSecrets(project: string): string {
  const write = (path: string, lines: readonly string[]): void =>
    writeFileSync(join(project, path), `${lines.join('\n')}\n`);
  write('src/app/summaries.py', [
    '"""Summaries of support tickets."""',
    '',
    'from google import genai',
    '',
    secretSample('client = genai.Client(api_key="AIza{word:35}")'),
    '',
    '',
    'def summarise(ticket: str) -> str:',
    '    answer = client.models.generate_content(',
    '        model="gemini-3-flash", contents=f"Summarise this ticket: {ticket}"',
    '    )',
    '    return answer.text',
  ]);
  write('compose.yaml', [
    'services:',
    '  db:',
    '    image: postgres:18',
    '    environment:',
    '      POSTGRES_USER: support',
    secretSample('      POSTGRES_PASSWORD: {alnum:18}'),
  ]);
  write('.env', [secretSample('HF_TOKEN=hf_{letter:34}')]);
  return project;
}

/** The Secrets view beside a file whose key is marked, with the hover that explains it. */
export async function showSecrets(window: EditorWindow): Promise<void> {
  await window.openContainer('AI Stack');
  await window.widenSideBar(400);
  for (const section of ['Project', 'Recommended Stack']) await window.collapseSection(section);
  await window.runCommand('AI Stack: Scan Workspace for Secrets');
  const row = await window.waitForRow('Google API key');
  await row.click();
  await window.waitForTab('summaries.py');
  await window.page.keyboard.press('Control+Home');
  await window.page.locator('.squiggly-error').first().waitFor();
}

/** The same with the menu of quick fixes at the key. */
export async function showFixes(window: EditorWindow): Promise<void> {
  await window.page.locator('.view-line', { hasText: 'api_key' }).first().locator('span span').last().click();
  await window.page.keyboard.press('Control+.');
  await window.page.locator('.action-widget').first().waitFor();
}
