import type { Shell } from '../../shell.ts';
import { ServerStarter } from './serverStarter.ts';

const starters = new WeakMap<Shell['ollama'], ServerStarter>();

/** The one that starts servers for a window; it ends what it started when the extension ends. */
export function ownStarter(shell: Shell): ServerStarter {
  const known = starters.get(shell.ollama);
  if (known) return known;
  const starter = new ServerStarter(shell);
  starters.set(shell.ollama, starter);
  shell.context.subscriptions.push(starter);
  return starter;
}
