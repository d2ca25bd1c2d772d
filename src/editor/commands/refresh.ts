import type { Shell } from '../shell.ts';

/** Reads the workspace anew. */
export async function refresh({ model }: Shell): Promise<void> {
  await model.refresh();
}
