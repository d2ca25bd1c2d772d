import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chooseHost } from '../support/host/chooseHost.ts';
import { copyProject, WebHost } from '../support/host/driver.ts';
import {
  manyModels,
  startReplayServer,
  type Reply,
  type ReplayServer,
} from '../support/ollama/replayServer.ts';
import { median, type Measurement } from './measurement.ts';

const models = 200;
const rounds = 10;
const limitMs = 150;
const pauseMs = 1_000;
const what = `models view, ${models} models, from the command to the row on the screen`;

/** The same in a real VS Code, its own drawing and the server's answer included: a new model each time, until it is seen. */
export async function benchModelsDrawn(): Promise<Measurement[]> {
  const host = await chooseHost();
  if (host.kind !== 'web') {
    const note = host.kind === 'none' ? host.remedy : 'measured in the browser only: set AI_STACK_HOST=web';
    return [{ what, value: undefined, unit: 'ms', limit: limitMs, note }];
  }
  let newest = '';
  const server = await startReplayServer({
    'GET /api/version': { json: { version: '0.24.0' } },
    'GET /api/tags': () => withNewest(newest),
    'GET /api/ps': { json: { models: [] } },
  });
  const web = await WebHost.start({ trusted: true });
  try {
    const page = await openModels(web, server);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      newest = `a-new-one-${round}:1b`;
      times.push(await refreshUntil(page, newest));
      await page.waitForTimeout(pauseMs);
    }
    return [{ what, value: median(times), unit: 'ms', limit: limitMs, note: `median of ${rounds}` }];
  } finally {
    await web.stop();
    await server.close();
  }
}

/** The list with one name changed, which sorts before all others. */
function withNewest(name: string): Reply {
  const { models: listed } = manyModels(models).json as { models: { name: string; model: string }[] };
  const [first, ...others] = listed;
  return { json: { models: [{ ...first, name, model: name }, ...others] } };
}

async function openModels(web: WebHost, server: ReplayServer): Promise<Page> {
  const project = copyProject('support-assistant');
  mkdirSync(join(project, '.vscode'), { recursive: true });
  const settings = { 'aiStack.ollama.endpoint': server.url };
  writeFileSync(join(project, '.vscode/settings.json'), JSON.stringify(settings));
  const window = await web.open({ folder: project });
  await window.ready();
  await window.openContainer('AI Stack');
  for (const section of ['Project', 'Recommended Stack', 'Secrets']) await window.collapseSection(section);
  await window.waitForRow('model-001');
  // Details of the installed models are looked up after the first drawing.
  await window.page.waitForTimeout(5 * pauseMs);
  return window.page;
}

/** Milliseconds from the click on the command's button until the row is on the page, to the frame. */
function refreshUntil(page: Page, name: string): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const panes = [...document.querySelectorAll('.part.sidebar .pane')];
    const models = panes.find((pane) => pane.querySelector('.pane-header[aria-label^="Models"]'));
    const began = performance.now();
    const look = () => {
      const rows = [...models.querySelectorAll('.monaco-list-row')];
      if (rows.some((row) => row.textContent.includes(${JSON.stringify(name)}))) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    models.querySelector('.pane-header [aria-label^="Refresh Models"]').click();
    look();
  })`);
}
