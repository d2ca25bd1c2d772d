import type { Shell } from '../shell.ts';

/** Forgets what the scan of the workspace found; open files stay marked. */
export async function clearSecretResults({ secrets }: Shell): Promise<void> {
  (await secrets.workspace()).clear();
}
