import type { Shell } from '../shell.ts';

export function showLog({ log }: Shell): void {
  log.show();
}
