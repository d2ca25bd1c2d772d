/**
 * A scheme of its own, because VS Code's hover opens no `command:` link. package.json associates it with the Markdown
 * preview, so that a click on a finding's code shows the page and not its source.
 */
export const secretPageScheme = 'ai-stack-secret';
