import { browserRemedy, findOrInstallBrowser } from './browser.ts';
import { canShowWindow, findDesktop } from './desktop.ts';

/** Where the extension runs: the desktop VS Code, or VS Code's server shown in a browser. */
export type Host =
  | { readonly kind: 'desktop'; readonly program: string }
  | { readonly kind: 'web' }
  | { readonly kind: 'none'; readonly remedy: string };

/** Chooses the first host that works here and says which; `AI_STACK_HOST=desktop|web` settles it. */
export async function chooseHost(): Promise<Host> {
  const wanted = process.env['AI_STACK_HOST'] ?? '';
  if (!['', 'desktop', 'web'].includes(wanted)) {
    throw new Error(`AI_STACK_HOST is "${wanted}"; it may be desktop or web.`);
  }
  const program = wanted === 'web' ? undefined : await findDesktop();
  if (program !== undefined && canShowWindow()) {
    console.log(`Host: desktop VS Code, ${program}`);
    return { kind: 'desktop', program };
  }
  if (wanted === 'desktop') {
    return none(
      program === undefined
        ? 'VS Code can be neither found nor downloaded; set AI_STACK_VSCODE to one.'
        : 'There is no display; install xvfb.',
    );
  }
  const browser = findOrInstallBrowser();
  if (browser === undefined) {
    return none(browserRemedy);
  }
  console.log(`Host: code-server (VS Code cannot be downloaded here or was not wanted) in ${browser}`);
  return { kind: 'web' };
}

function none(remedy: string): Host {
  console.log(`Host: none. ${remedy}`);
  return { kind: 'none', remedy };
}
