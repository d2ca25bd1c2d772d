import type { FolderResult } from '../tree/model/folderResult.ts';

/** Whether a project of the workspace uses Ollama, as far as its files were read. */
export function usesOllama(results: readonly FolderResult[]): boolean {
  return results.some(({ facts }) =>
    facts.projects.some(
      ({ technologies, practices }) =>
        technologies.some(({ id, strength }) => id === 'ollama' && strength !== 'weak') ||
        practices.some(({ id }) => id === 'ollama-endpoint' || id === 'modelfile'),
    ),
  );
}
