import type { Span } from '../check.ts';

/** A word of an instruction, with quotes and escapes taken off `value`. */
export interface Word extends Span {
  readonly value: string;
}

/** `--from=builder`; `value` is undefined for a flag without one, such as `--link`. */
export interface Flag extends Span {
  readonly name: string;
  readonly value: string | undefined;
  /** Where the value begins, or the end of the flag. */
  readonly valueStart: number;
}

export interface Heredoc {
  readonly name: string;
  readonly content: Span;
}

export interface Instruction extends Span {
  /** In capitals, whatever stands there. */
  readonly keyword: string;
  readonly keywordEnd: number;
  readonly flags: readonly Flag[];
  /** What follows the flags, heredocs left out. */
  readonly args: Span;
  /** The arguments by white space and quotes. */
  readonly words: readonly Word[];
  /** The elements of the exec form, where the arguments are a JSON array of strings. */
  readonly json?: readonly Word[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD holds back. */
  readonly trigger?: Instruction;
  /** Of the stage it stands in; -1 before the first FROM. */
  readonly stage: number;
}

export interface Stage {
  readonly index: number;
  /** In lower case, as builders compare it. */
  readonly name?: string;
  readonly from: Instruction;
  /** The image or stage, as it stands in FROM. */
  readonly base: Word | undefined;
  /** With the defaults of ARG filled in; undefined where one has none. */
  readonly reference: string | undefined;
  /** The earlier stage that it is built on. */
  readonly parent?: Stage;
  /** All but FROM, in the order of the text. */
  readonly instructions: readonly Instruction[];
}

/**
 * A Dockerfile as rules see it. `masked` is the text with the same offsets in which continued lines are one: escapes,
 * line ends and comments within an instruction are spaces.
 */
export interface Dockerfile {
  readonly path: string;
  readonly text: string;
  readonly masked: string;
  readonly escape: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** Numbers of the last stage and of those it is built on. */
  readonly finalStages: ReadonlySet<number>;
}

/** A stage and those it is built on, itself first. */
export function chainOf(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) chain.push(at);
  return chain;
}

/** The stages that the last one is built on, and itself: what is in the image. Empty without FROM. */
export function finalChain({ stages }: Dockerfile): readonly Stage[] {
  const last = stages.at(-1);
  return last ? chainOf(last) : [];
}

/** True for the last stage and those it is built on; the others are thrown away. */
export function isInFinalImage({ finalStages }: Dockerfile, { stage }: Instruction): boolean {
  return finalStages.has(stage);
}

/** A function of an instruction that is worked out once for each. */
export function once<T>(compute: (instruction: Instruction) => T): (instruction: Instruction) => T {
  const known = new Map<Instruction, { readonly value: T }>();
  return (instruction) => {
    const found = known.get(instruction) ?? { value: compute(instruction) };
    known.set(instruction, found);
    return found.value;
  };
}

/** All instructions of the final image in the order in which they act. */
export function finalInstructions(file: Dockerfile): readonly Instruction[] {
  return finalChain(file)
    .toReversed()
    .flatMap(({ instructions }) => instructions);
}

/** The external image that a stage begins with in the end. */
export function rootReference(stage: Stage): string | undefined {
  return chainOf(stage).at(-1)?.reference;
}

export function flagOf(instruction: Instruction, name: string): Flag | undefined {
  return instruction.flags.find((flag) => flag.name === name);
}

/** The instruction that an offset is in, found by halving. */
export function instructionAt({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  let [low, high] = [0, instructions.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const instruction = instructions[middle];
    if (!instruction || offset < instruction.start) high = middle - 1;
    else if (offset > instruction.end) low = middle + 1;
    else return instruction;
  }
  return undefined;
}

/** The first instruction that begins after an offset. */
export function instructionAfter({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  let [low, high] = [0, instructions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return instructions[low];
}
