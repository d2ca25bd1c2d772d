/** `npm run screenshots`: takes the pictures of the README from the real extension on the sample project. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject, WebHost, type EditorWindow } from './host/driver.ts';
import { repositoryFolder } from './host/folders.ts';

const folder = join(repositoryFolder, 'media/screenshots');
const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
} as const;

mkdirSync(folder, { recursive: true });
const project = copyProject('support-assistant');
const host = await WebHost.start({ trusted: true });
for (const [name, theme] of Object.entries(themes)) {
  host.server.setSettings({
    'workbench.colorTheme': theme,
    'window.autoDetectColorScheme': false,
    'window.title': '${rootName}',
    'editor.minimap.enabled': false,
  });
  // VS Code in a browser shows a high-contrast theme only where the system asks for it.
  const contrast = name === 'high-contrast';
  const window = await host.open({
    folder: project,
    prepare: (page) => page.emulateMedia(contrast ? { forcedColors: 'active', colorScheme: 'dark' } : {}),
  });
  await showPanel(window);
  await takePicture(window, `panel-${name}`);
  await openFirstEvidence(window);
  await takePicture(window, `evidence-${name}`);
  await window.close();
}
await host.stop();
process.exit(0);

async function showPanel(window: EditorWindow): Promise<void> {
  await window.ready();
  await window.openContainer('AI Stack');
  await window.widenSideBar(440);
  await window.waitForRow('Agents');
}

/** Opens a section's evidence beside the panel, as a click on the row does. */
async function openFirstEvidence(window: EditorWindow): Promise<void> {
  await window.expandRow('Agents');
  const evidence = await window.waitForRow(/\.py:\d+/);
  await evidence.click();
  await window.waitForTab('.py');
}

async function takePicture(window: EditorWindow, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await window.screenshot(file);
  console.log(`media/screenshots/${name}.png`);
}
