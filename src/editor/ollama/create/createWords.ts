import type { CreateProgress } from '../../../core/ollama/create/createModelFromModelfile.ts';

/** One line for a notification: the step with its file and share, or the server's own words. */
export function createWords(progress: CreateProgress): string {
  if (progress.step !== 'create') {
    const verb = progress.step === 'read' ? 'Reading' : 'Sending';
    return `${verb} ${progress.file}${share(progress.doneBytes, progress.totalBytes)}`;
  }
  const { status, completedBytes, totalBytes } = progress;
  return `${status}${totalBytes === undefined ? '' : share(completedBytes ?? 0, totalBytes)}`;
}

function share(done: number, total: number): string {
  return total > 0 ? ` ${Math.min(100, Math.floor((done / total) * 100))} %` : '';
}
