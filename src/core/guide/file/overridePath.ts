/** Where a workspace folder's override lies, relative to the folder. */
export const overridePath = '.vscode/ai-stack.yaml';
