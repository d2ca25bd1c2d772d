// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { accessSync, constants, statSync } from 'node:fs';
import { posix } from 'node:path';
import {
  binaryCandidates,
  type BinaryCandidate,
  type BinaryFacts,
} from '../../../core/ollama/server/binaryCandidates.ts';

/** The first candidate that can be run; nothing is started. Undefined where there is none. */
export function findOllama(facts: BinaryFacts): BinaryCandidate | undefined {
  return binaryCandidates(facts).find(({ path }) => isProgram(path));
}

/** The absolute path of a program on PATH, on systems whose folders are separated by colons. */
export function programOnPath(name: string, path: string | undefined): string | undefined {
  return (path ?? '')
    .split(':')
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => posix.join(folder, name))
    .find(isProgram);
}

/** On Windows, which has no such right, a file is enough. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
