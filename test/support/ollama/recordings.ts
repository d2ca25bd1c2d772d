import { readFile } from 'node:fs/promises';
import type { Script } from './replayServer.ts';

/** A file of `test/fixtures/ollama`: what a server answered, and which. */
export interface Recording {
  /** `ollama 0.24.0`. */
  readonly recordedFrom?: string;
  /** Written by hand after the server's source, where it cannot be had on demand. */
  readonly handMade?: true;
  /** What it shows, and for a handmade one after what. */
  readonly note: string;
  readonly script: Script;
}

/** Reads recordings of `test/fixtures/ollama` by their names, into one script; a later one wins. */
export async function readRecordings(...names: readonly string[]): Promise<Script> {
  const folder = new URL('../../fixtures/ollama/', import.meta.url);
  const files = await Promise.all(names.map((name) => readFile(new URL(`${name}.json`, folder), 'utf8')));
  const scripts = files.map((file) => (JSON.parse(file) as Recording).script);
  return Object.assign({}, ...scripts) as Script;
}
