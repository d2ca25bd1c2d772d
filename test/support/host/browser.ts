import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findProgram, isProgram } from './findProgram.ts';

/** Finds a Chromium-based browser on this machine; `AI_STACK_BROWSER` names one outright. */
export function findBrowser(): string | undefined {
  const named = process.env['AI_STACK_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) {
      throw new Error(`AI_STACK_BROWSER names ${named}, which is not a program.`);
    }
    return named;
  }
  const onPath = findProgram(
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'msedge',
  );
  return onPath ?? usualPlaces().find(isProgram);
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
  return roots
    .filter((root) => root !== undefined)
    .flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
}

/** What to tell a person whose machine has no browser. */
export const browserRemedy =
  'Install Chromium, Chrome or Edge (Debian and Ubuntu: apt-get install chromium), or set AI_STACK_BROWSER to one.';

/** Finds a browser, and as root on Debian or Ubuntu installs the `chromium` package where there is none. */
export function findOrInstallBrowser(): string | undefined {
  const found = findBrowser();
  if (found !== undefined || !mayInstall()) {
    return found;
  }
  console.log('No browser found: installing the package chromium with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]): boolean => {
    const result = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (result.status !== 0) {
      console.log(`apt-get ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
    }
    return result.status === 0;
  };
  run('update', '-q');
  run('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  return findBrowser();
}

function mayInstall(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return (
    process.getuid?.() === 0 &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release) &&
    findProgram('apt-get') !== undefined
  );
}

/** Starts the browser without a window; nothing but this machine's loopback address can be reached from it. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
