import { pathToFileURL } from 'node:url';

/** What an editor window opens: a folder, a `.code-workspace` file, or nothing. */
export interface WindowContent {
  readonly folder?: string;
  readonly workspaceFile?: string;
}

/**
 * The address of a window in code-server that runs the extension from its source folder. The server honours the
 * payload because it runs with `--enable-smoke-test-driver`; a server without it ignores the extension silently.
 */
export function workbenchUrl(
  port: number,
  content: WindowContent,
  extensionFolder: string,
  testsFile?: string,
): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (content.folder !== undefined) {
    url.searchParams.set('folder', uriPath(content.folder));
  } else if (content.workspaceFile !== undefined) {
    url.searchParams.set('workspace', uriPath(content.workspaceFile));
  } else {
    url.searchParams.set('ew', 'true');
  }
  const remote = `vscode-remote://127.0.0.1:${port}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ['extensionDevelopmentPath', remote + uriPath(extensionFolder)],
  ];
  if (testsFile !== undefined) {
    payload.push(['extensionTestsPath', remote + uriPath(testsFile)]);
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function uriPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
