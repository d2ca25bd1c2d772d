import { languageOf } from '../../core/secrets/language.ts';

/** VS Code's language ids whose files are known by another ending than their id. */
const endings: Readonly<Record<string, string>> = {
  python: 'py', javascript: 'js', javascriptreact: 'jsx', typescript: 'ts', typescriptreact: 'tsx', go: 'go', java: 'java',
  kotlin: 'kt', csharp: 'cs', fsharp: 'fs', vb: 'vb', php: 'php', ruby: 'rb', rust: 'rs', swift: 'swift', scala: 'scala',
  c: 'c', cpp: 'cpp', 'objective-c': 'm', 'objective-cpp': 'mm', shellscript: 'sh', powershell: 'ps1', bat: 'bat',
  sql: 'sql', yaml: 'yaml', dockercompose: 'yaml', toml: 'toml', json: 'json', jsonc: 'json', jsonl: 'json', ini: 'ini',
  properties: 'properties', dotenv: 'env', terraform: 'tf', hcl: 'tf', markdown: 'md', xml: 'xml', html: 'html',
  groovy: 'groovy', lua: 'lua', perl: 'pl', r: 'r', dart: 'dart', vue: 'vue', svelte: 'svelte', makefile: 'mk',
}; // prettier-ignore

/**
 * The path under which a document is scanned, which says its language. Where the name says nothing (an untitled
 * document, a notebook's cell, an ending of one's own), the language that VS Code gives it does.
 */
export function lintPath(path: string, languageId: string): string {
  if (languageOf(path) !== 'text') return path;
  if (languageId === 'dockerfile') return `${path}.dockerfile`;
  const ending = endings[languageId];
  return ending === undefined ? path : `${path}.${ending}`;
}
