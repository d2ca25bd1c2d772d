/** `node test/support/renderIcon.ts`: renders media/icon.svg to media/icon.png, which the Marketplace wants as a PNG. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserRemedy, findOrInstallBrowser, launchBrowser } from './host/browser.ts';
import { repositoryFolder } from './host/folders.ts';

const size = 256;
const executable = findOrInstallBrowser();
if (executable === undefined) {
  throw new Error(browserRemedy);
}
const browser = await launchBrowser(executable);
const page = await browser.newPage({ viewport: { width: size, height: size } });
const svg = readFileSync(join(repositoryFolder, 'media/icon.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
await page.screenshot({ path: join(repositoryFolder, 'media/icon.png'), omitBackground: true });
await browser.close();
