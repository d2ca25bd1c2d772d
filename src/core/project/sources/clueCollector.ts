import type { Clue } from '../clue.ts';

/** Where a clue stands; in a notebook with its cell. */
export type Place = Pick<Clue, 'line' | 'cell' | 'cellLine' | 'text'>;

/** A piece of code, and where each of its offsets stands in the file. */
export interface Code {
  readonly text: string;
  placeAt(offset: number): Place;
}

const perName = 3;
const perFile = 2000;

/** Gathers the clues of one file, leaving out what only repeats: three places prove as much as three hundred. */
export class ClueCollector {
  readonly clues: Clue[] = [];
  readonly #seen = new Map<string, number>();

  add(clue: Omit<Clue, 'line'>, place: Place): void {
    const key = `${clue.kind} ${clue.name} ${clue.details?.target ?? ''}`;
    const count = this.#seen.get(key) ?? 0;
    if (count >= perName || this.clues.length >= perFile) return;
    this.#seen.set(key, count + 1);
    // A text of the clue's own (a key left out, an import of many lines) goes before the line in a cell.
    this.clues.push({ ...clue, ...place, ...(clue.text === undefined ? {} : { text: clue.text }) });
  }
}
