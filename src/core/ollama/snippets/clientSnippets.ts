import type { ClientSnippet, SnippetLanguage, SnippetTarget } from './clientSnippet.ts';
import { javascriptSnippets } from './javascriptSnippets.ts';
import { pythonSnippets } from './pythonSnippets.ts';

/**
 * The snippets to choose from in a file of this language: the nearest first. The service that loads a model itself
 * is Python also where the file is not.
 */
export function clientSnippets(language: SnippetLanguage, target: SnippetTarget): ClientSnippet[] {
  const python = pythonSnippets(target);
  if (language === 'python') return python;
  const service = target.notebook ? [] : python.filter(({ kind }) => kind === 'transformers');
  return [...javascriptSnippets(language, target), ...service];
}
