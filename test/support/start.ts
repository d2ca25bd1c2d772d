/**
 * `npm start`: opens the extension on a copy of the sample project in a real VS Code and stays until that is closed.
 * `npm start -- --once` looks at the panel in a browser without a window and ends: the proof that a clone works.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { browserRemedy, findOrInstallBrowser } from './host/browser.ts';
import { startCodeServer } from './host/codeServer.ts';
import { findDesktop, findInstalledDesktop, hasDisplay, startDesktop } from './host/desktop.ts';
import { copyProject, WebHost } from './host/driver.ts';
import { extensionFolder } from './host/folders.ts';
import { desktopProfile } from './host/runSuites.ts';
import { workbenchUrl } from './host/workbenchUrl.ts';

const { values, positionals } = parseArgs({
  options: { once: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = positionals[0] === undefined ? copyProject('support-assistant') : resolve(positionals[0]);
if (values.once) {
  process.exit(await lookOnce());
}
const desktop = await desktopProgram();
process.exit(desktop === undefined ? await serve() : await openDesktop(desktop));

async function desktopProgram(): Promise<string | undefined> {
  if (process.env['AI_STACK_HOST'] === 'web' || !hasDisplay()) {
    return undefined;
  }
  return process.env['AI_STACK_VSCODE'] === undefined
    ? (findInstalledDesktop() ?? (await findDesktop()))
    : findDesktop();
}

async function openDesktop(program: string): Promise<number> {
  console.log(`Opening ${folder} in ${program}; close the window or press Ctrl+C to end.`);
  const args = [folder, `--extensionDevelopmentPath=${extensionFolder}`, ...desktopProfile()];
  return (await startDesktop(program, args, process.env).exited) ?? 1;
}

async function serve(): Promise<number> {
  const server = await startCodeServer({ trusted: true });
  const url = workbenchUrl(server.port, { folder }, extensionFolder);
  console.log(
    `\nVS Code is ready; open this address in a browser, then the AI Stack icon at the left:\n\n  ${url}\n`,
  );
  console.log('Press Ctrl+C to end.');
  if (hasDisplay()) {
    openInBrowser(url);
  }
  return (await server.child.exited) ?? 1;
}

function openInBrowser(url: string): void {
  const [command, ...args] = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  }[process.platform as string] ?? ['xdg-open', url];
  // Where there is no such program the person has the address on the screen.
  spawn(command ?? '', args, { stdio: 'ignore' }).on('error', () => undefined);
}

async function lookOnce(): Promise<number> {
  if (findOrInstallBrowser() === undefined) {
    console.log(`There is no browser to look with. ${browserRemedy}`);
    return process.env['AI_STACK_REQUIRE_ALL'] === '1' ? 1 : 0;
  }
  const host = await WebHost.start({ trusted: true });
  const window = await host.open({ folder });
  await window.ready();
  await window.openContainer('AI Stack');
  await window.waitForRow(/Inference|Fine-tuning/);
  await window.waitForRow('Agents');
  console.log(`The panel shows:\n  ${(await window.rows()).join('\n  ')}`);
  await host.stop();
  return 0;
}
