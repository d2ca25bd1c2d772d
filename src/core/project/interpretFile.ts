import type { Clue, FileReading } from './clue.ts';
import { evidenceText } from './evidenceText.ts';
import type { Evidence } from './facts.ts';
import { matchTechnologies } from './signals/matchTechnologies.ts';
import type { PracticeRule } from './signals/practiceRule.ts';
import { practiceIndex } from './signals/practices.ts';
import { taskIndex, type TaskRule } from './signals/taskRules.ts';
import type { TechnologyId } from './vocabulary.ts';

/** One clue with all it speaks for. Worked out once per file, and kept until the file changes. */
export interface Finding {
  readonly clue: Clue;
  readonly evidence: Evidence;
  readonly technologies: ReadonlySet<TechnologyId>;
  readonly practices: ReadonlySet<PracticeRule>;
  readonly tasks: ReadonlySet<TaskRule>;
}

/** What a file says of the project, in short: clues that speak for nothing are dropped. */
export function interpretFile(path: string, text: string, reading: FileReading): readonly Finding[] {
  const lines = new LineReader(text);
  const findings: Finding[] = [];
  for (const clue of reading.clues) {
    const technologies = matchTechnologies(clue);
    const practices = practiceIndex.match(clue);
    const tasks = taskIndex.match(clue);
    if (technologies.size + practices.size + tasks.size === 0 && clue.kind !== 'word') continue;
    findings.push({ clue, evidence: evidenceOf(path, clue, lines), technologies, practices, tasks });
  }
  return findings;
}

function evidenceOf(path: string, clue: Clue, lines: LineReader): Evidence {
  const line = evidenceText(clue.text ?? lines.lineAt(clue.line));
  // A lone bracket says nothing; the file's name at least says which file it is.
  const text = /\w/.test(line) ? line : path.slice(path.lastIndexOf('/') + 1);
  const place = { file: path, line: clue.line, text };
  if (clue.cell === undefined) return place;
  return { ...place, cell: clue.cell, ...(clue.cellLine === undefined ? {} : { cellLine: clue.cellLine }) };
}

/** Lines by number. Clues mostly come in order, so that the text is gone through once. */
class LineReader {
  readonly #text: string;
  #line = 1;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  lineAt(line: number): string {
    if (line < this.#line) {
      this.#line = 1;
      this.#start = 0;
    }
    while (this.#line < line) {
      const end = this.#endFrom(this.#start);
      if (end >= this.#text.length) return '';
      const crlf = this.#text.charCodeAt(end) === 13 && this.#text.charCodeAt(end + 1) === 10;
      this.#start = end + (crlf ? 2 : 1);
      this.#line++;
    }
    return this.#text.slice(this.#start, Math.min(this.#endFrom(this.#start), this.#start + 2_000));
  }

  #endFrom(start: number): number {
    for (let at = start; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 10 || code === 13) return at;
    }
    return this.#text.length;
  }
}
