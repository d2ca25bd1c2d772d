/**
 * Drives the real extension in a real VS Code: start a `WebHost`, open editors in it, and act on them as a person
 * does. Tests, the pictures of the README and `npm start --once` share it.
 */
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core';
import { browserRemedy, findOrInstallBrowser, launchBrowser } from './browser.ts';
import { startCodeServer, type CodeServer, type CodeServerOptions } from './codeServer.ts';
import { onExit } from './children.ts';
import { extensionFolder, sampleFolder, temporaryFolder } from './folders.ts';
import { workbenchUrl, type WindowContent } from './workbenchUrl.ts';

/** Copies a project into a temporary folder, so that tests may write to it. Its name is what the editor shows. */
export function copyProject(name: string, source = sampleFolder): string {
  const folder = join(temporaryFolder('project'), name);
  cpSync(source, folder, { recursive: true });
  return folder;
}

export interface WindowOptions extends WindowContent {
  /** A bundled test entry that the extension host runs. */
  readonly testsFile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Called on the new page before anything is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** One VS Code server and one browser; each window gets a browser profile of its own. */
export class WebHost {
  readonly server: CodeServer;
  readonly browser: Browser;

  private constructor(server: CodeServer, browser: Browser) {
    this.server = server;
    this.browser = browser;
  }

  static async start(options: CodeServerOptions): Promise<WebHost> {
    const executable = findOrInstallBrowser();
    if (executable === undefined) {
      throw new Error(`There is no browser to show VS Code in. ${browserRemedy}`);
    }
    const server = await startCodeServer(options);
    const browser = await launchBrowser(executable);
    onExit(() => void browser.close());
    return new WebHost(server, browser);
  }

  async open(options: WindowOptions = {}): Promise<EditorWindow> {
    const viewport = options.viewport ?? { width: 1440, height: 900 };
    const context = await this.browser.newContext({ viewport, locale: 'en-US', timezoneId: 'UTC' });
    const page = await context.newPage();
    const window = new EditorWindow(page, context);
    await options.prepare?.(page);
    await page.goto(workbenchUrl(this.server.port, options, extensionFolder, options.testsFile));
    return window;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.stop();
  }
}

const defaultWait = 30_000;

/** The server runs without its compiled parts (logger, watchdog), and says so at length. */
const knownNoise =
  /spdlog|watchdog|INFO color|status of 404|response code \(404\)|allow-same-origin|ServiceWorker/i;

/** A window of VS Code. Waiting methods reject after half a minute with what was waited for and a look at the page. */
export class EditorWindow {
  readonly page: Page;
  private readonly context: BrowserContext;
  private readonly messages: string[] = [];

  constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.context = context;
    page.on('console', (message: ConsoleMessage) => {
      const text = message.text();
      if (!knownNoise.test(text)) {
        this.messages.push(`[${message.type()}] ${text.slice(0, 2000)}`);
      }
    });
    page.on('pageerror', (error) => this.messages.push(`[page error] ${error.message}`));
  }

  /** The last lines of the browser's console, for reports of failure. */
  console(lines = 40): string {
    return this.messages.slice(-lines).join('\n');
  }

  /** Waits until the workbench is there and its extension host has started. */
  async ready(): Promise<void> {
    await this.expect('the workbench', this.page.locator('.monaco-workbench .part.statusbar'), 60_000);
  }

  /** Runs a command by its title through the command palette, as a person would. */
  async runCommand(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input.input');
    await this.page.keyboard.press('F1');
    await this.expect('the command palette', input);
    await input.fill(`>${title}`);
    const entry = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await this.expect(`the command "${title}"`, entry);
    await entry.click();
  }

  /** Opens a view container by the name of its icon in the activity bar. */
  async openContainer(name: string): Promise<void> {
    const icon = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`[aria-label^="${name}"]`),
    });
    await this.expect(`the activity bar icon "${name}"`, icon);
    const shown = (await icon.getAttribute('class'))?.split(' ').includes('checked') ?? false;
    if (!shown) {
      await icon.click();
    }
  }

  /** Drags the edge of the side bar until it is this many pixels wide. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) {
      throw new Error('The side bar is not shown.');
    }
    const edge = box.x + box.width;
    const middle = box.y + box.height / 2;
    await this.page.mouse.move(edge, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, middle, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Closes a view of the side bar by the title of its section. */
  async collapseSection(title: string): Promise<void> {
    const header = this.page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]`);
    await this.expect(`the section "${title}"`, header);
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** The row of a tree in the side bar whose text contains `text`. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first();
  }

  async waitForRow(text: string | RegExp, milliseconds = defaultWait): Promise<Locator> {
    const row = this.row(text);
    await this.expect(`a row with ${String(text)}`, row, milliseconds);
    return row;
  }

  /** Opens a collapsed row and waits until it is open. */
  async expandRow(text: string | RegExp): Promise<void> {
    const row = await this.waitForRow(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
      await this.expect(
        `the row ${String(text)} to open`,
        row.and(this.page.locator('[aria-expanded="true"]')),
      );
    }
  }

  /** The texts of all rows now shown in the side bar, from top to bottom. */
  async rows(): Promise<string[]> {
    const rows = await this.page.locator('.part.sidebar .monaco-list-row').all();
    return Promise.all(rows.map(async (row) => (await row.innerText()).replace(/\s+/g, ' ').trim()));
  }

  /** Opens a file of the window's folder by its name through Quick Open. */
  async openFile(path: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input.input');
    await this.page.keyboard.press('Control+P');
    await this.expect('Quick Open', input);
    await input.fill(path);
    const entry = this.page.locator('.quick-input-list .monaco-list-row').first();
    await this.expect(`the file ${path}`, entry);
    await this.page.keyboard.press('Enter');
    await this.waitForTab(basename(path));
  }

  /** Waits until an editor tab with this text is open. */
  async waitForTab(text: string): Promise<void> {
    await this.expect(`an editor tab "${text}"`, this.page.locator('.tab', { hasText: text }).first());
  }

  /**
   * The texts of all messages shown since the window opened; passive work must show none. They are read in the
   * notification centre because an editor under automation shows no toasts.
   */
  async notifications(): Promise<string[]> {
    const bell = this.page.locator('[id="status.notifications"]');
    const center = this.page.locator('.notifications-center.visible');
    await bell.click();
    await this.expect('the notification centre', center);
    const texts = await center.locator('.notification-list-item-message').allInnerTexts();
    await bell.click();
    await center.waitFor({ state: 'hidden' });
    return texts;
  }

  /**
   * Writes a PNG of the window, with the pointer and the keyboard focus out of the way. Text of an editor that begins
   * with one of the words of `blur` is made illegible.
   */
  async screenshot(path: string, blur: readonly string[] = []): Promise<void> {
    await this.page.mouse.move(720, 899);
    await this.page.evaluate('document.fonts.ready');
    await this.page.waitForTimeout(500);
    await this.page.evaluate(`for (const span of document.querySelectorAll('.view-line span span'))
      if (${JSON.stringify(blur)}.some((word) => span.textContent.includes(word))) span.style.filter = 'blur(4px)'`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private async expect(what: string, locator: Locator, milliseconds = defaultWait): Promise<void> {
    try {
      await locator.waitFor({ state: 'visible', timeout: milliseconds });
    } catch {
      const rows = await this.rows().catch(() => []);
      const seen = rows.length === 0 ? 'no rows' : `the rows ${rows.join(' | ')}`;
      throw new Error(
        `Waited ${milliseconds / 1000} s for ${what}; the side bar has ${seen}.\n${this.console()}`,
      );
    }
  }
}
