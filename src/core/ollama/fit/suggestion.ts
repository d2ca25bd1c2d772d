import type { Fit } from './fit.ts';

/** A model that could be pulled, with what it would take here. */
export interface Suggestion {
  /** With its tag, as `ollama pull` takes it. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What `pull` downloads. */
  readonly downloadBytes?: number;
  readonly capabilities: readonly string[];
  readonly fit: Fit;
  readonly source: 'server' | 'catalogue';
  /** Day of the catalogue (`2026-11-24`) when it is the source: it may be out of date. */
  readonly asOf?: string;
}
