import type { Problem } from '../../project/clue.ts';
import { explosion } from './regex/explosive.ts';
import { linearMatcher } from './regex/linearMatcher.ts';
import { parseRegex } from './regex/parseRegex.ts';
import { RegexSyntaxError } from './regex/syntax.ts';
import { emitJavaScript, type JavaScriptPattern } from './regex/toJavaScript.ts';

/** Something in a configuration that cannot be used, with its place. */
export type ConfigProblem = Problem;

/** A value of a configuration that should be text. */
export interface TextValue {
  readonly text: string | undefined;
  readonly line: number;
}

/** After so many the file is something else. */
const mostProblems = 100;

/** Gathers what is wrong with one file, and tries its patterns. */
export class ConfigProblems {
  readonly all: ConfigProblem[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(line: number, message: string, severity: Problem['severity'] = 'warning'): void {
    if (this.all.length < mostProblems)
      this.all.push({ file: this.#file, line, column: 1, message, severity });
  }

  /** Something to know that holds for many places: said at the first of them. */
  addOnce(line: number, message: string): void {
    if (!this.all.some((problem) => problem.message === message)) this.add(line, message, 'information');
  }

  /** A pattern to find secrets by; undefined, with a problem, where it is none or would explode. */
  pattern(value: TextValue, of: string): JavaScriptPattern | undefined {
    const converted = convertPattern(value.text);
    if (typeof converted !== 'string') return converted;
    this.add(
      value.line,
      `The pattern of ${of} cannot be used (${converted}): correct it. ${capital(of)} is left out.`,
    );
    return undefined;
  }

  /** Whether a pattern can be used to test short texts; a problem where not. */
  test(value: TextValue, of: string): boolean {
    const reason = testReason(value.text);
    if (reason !== undefined)
      this.add(
        value.line,
        `A pattern of ${of} cannot be used (${reason}): correct it. ${capital(of)} is left out.`,
      );
    return reason === undefined;
  }
}

/** A pattern in RE2's syntax for JavaScript, or why it cannot be used, as part of a sentence. */
export function convertPattern(pattern: string | undefined): JavaScriptPattern | string {
  if (pattern === undefined) return 'it is no text';
  if (pattern === '') return 'it is empty';
  try {
    const tree = parseRegex(pattern);
    const explodes = explosion(tree);
    if (explodes !== undefined) return `it could take for ever: ${explodes}`;
    const converted = emitJavaScript(tree);
    new RegExp(converted.source, converted.flags);
    return converted;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Why a pattern cannot be used to test texts; undefined where it can. */
export function testReason(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return 'it is no text';
  try {
    linearMatcher(pattern);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RegexSyntaxError) return `${error.message}, at character ${error.offset + 1}`;
  return 'it is too large';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
