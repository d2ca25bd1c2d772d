/**
 * `npm run screenshots [-- NAME…]`: takes the pictures of the README from the real extension on the sample project; all
 * of them, or only those whose names begin so.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject, WebHost, type EditorWindow } from './host/driver.ts';
import { repositoryFolder } from './host/folders.ts';
import { serveModels, showModelfileFixes, showModels, useServer, writeMistakes } from './modelPictures.ts';
import { showDecisions, showDockerfileFixes, writeService } from './servingPictures.ts';
import { plantSecrets, secretsOnPictures, showFixes, showSecrets } from './secretPictures.ts';

const folder = join(repositoryFolder, 'media/screenshots');
const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
} as const;

/** What is on a picture: how the window gets there from where the picture before it left it. */
interface Picture {
  readonly name: string;
  readonly arrange: (window: EditorWindow) => Promise<void>;
}

/** Pictures that are taken one after the other in one window, on a project of their own. */
interface Series {
  readonly project: () => string;
  readonly pictures: readonly Picture[];
  /** Starts the Ollama server that the project is to use. */
  readonly serve?: () => Promise<{ readonly endpoint: string; readonly stop: () => Promise<void> }>;
}

const series: readonly Series[] = [
  {
    project: () => copyProject('support-assistant'),
    pictures: [
      { name: 'panel', arrange: showPanel },
      { name: 'evidence', arrange: openFirstEvidence },
    ],
  },
  {
    project: () => plantSecrets(copyProject('support-assistant')),
    pictures: [
      { name: 'secrets', arrange: showSecrets },
      { name: 'secrets-fixes', arrange: showFixes },
    ],
  },
  {
    project: () => writeMistakes(copyProject('support-assistant')),
    serve: serveModels,
    pictures: [
      { name: 'models', arrange: showModels },
      { name: 'modelfile', arrange: showModelfileFixes },
    ],
  },
  {
    project: writeService,
    pictures: [
      { name: 'decisions', arrange: showDecisions },
      { name: 'checks', arrange: showDockerfileFixes },
    ],
  },
];

mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const host = await WebHost.start({ trusted: true });
for (const { project, pictures, serve } of series) {
  if (wanted.length > 0 && !pictures.some(({ name }) => wanted.some((word) => name.startsWith(word))))
    continue;
  const opened = project();
  const server = await serve?.();
  if (server) useServer(opened, server.endpoint);
  for (const [name, theme] of Object.entries(themes)) {
    await takeSeries(opened, pictures, name, theme);
  }
  await server?.stop();
}
await host.stop();
process.exit(0);

async function takeSeries(
  project: string,
  pictures: readonly Picture[],
  name: string,
  theme: string,
): Promise<void> {
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
  await window.ready();
  for (const picture of pictures) {
    await picture.arrange(window);
    const file = `${picture.name}-${name}.png`;
    await window.screenshot(join(folder, file), secretsOnPictures);
    console.log(`media/screenshots/${file}`);
  }
  await window.close();
}

async function showPanel(window: EditorWindow): Promise<void> {
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
