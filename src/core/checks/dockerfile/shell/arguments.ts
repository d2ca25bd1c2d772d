import type { Word } from '../dockerfile.ts';

/** A value that an option has, as `--port 8080`, `--port=8080` or `-p 8080`. */
export interface OptionValue {
  readonly value: string;
  /** The word that holds it. */
  readonly word: Word;
  /** The word that names the option: the same one where both stand in one. */
  readonly option: Word;
}

/** The last value of an option under any of its names. */
export function optionValue(args: readonly Word[], names: readonly string[]): OptionValue | undefined {
  for (let at = args.length - 1; at >= 0; at--) {
    const word = args[at];
    if (!word) continue;
    const next = args[at + 1];
    if (names.includes(word.value)) return next && { value: next.value, word: next, option: word };
    const name = names.find((each) => each.startsWith('--') && word.value.startsWith(`${each}=`));
    if (name !== undefined) return { value: word.value.slice(name.length + 1), word, option: word };
    const short = names.find(
      (each) => /^-\w$/.test(each) && word.value.startsWith(each) && !word.value.startsWith('--'),
    );
    if (short !== undefined && word.value.length > 2)
      return { value: word.value.slice(2).replace(/^=/, ''), word, option: word };
  }
  return undefined;
}

export function hasOption(args: readonly Word[], ...names: readonly string[]): boolean {
  return args.some(({ value }) => names.some((name) => value === name || value.startsWith(`${name}=`)));
}

/** The words that are no options, the first `skip` of them left out. Values of options in `valued` are passed over. */
export function operands(args: readonly Word[], valued: readonly string[] = []): readonly Word[] {
  return args.filter(
    ({ value }, at) => !value.startsWith('-') && !valued.includes(args[at - 1]?.value ?? ''),
  );
}
