import type { Span } from '../../check.ts';
import type { Dockerfile, Instruction, Word } from '../dockerfile.ts';
import { flagOf } from '../dockerfile.ts';

/** A path that an instruction takes from the build context. */
export interface CopiedSource {
  readonly instruction: Instruction;
  /** As it stands there. */
  readonly word: Word;
  /** Relative to the context, without `./` at its beginning and `/` at its end; empty for all of it. */
  readonly path: string;
  /** How many sources the instruction has. */
  readonly among: number;
}

/** The sources and the destination of COPY or ADD; a destination is always there where sources are. */
export function copyOperands(instruction: Instruction): {
  sources: readonly Word[];
  destination: Word | undefined;
} {
  const words = instruction.json ?? instruction.words;
  return words.length < 2
    ? { sources: [], destination: undefined }
    : { sources: words.slice(0, -1), destination: words.at(-1) };
}

/** Sources that are looked at; no real file has more. */
const mostSources = 300;

/** All that a Dockerfile takes from its build context by a path that is known: COPY, ADD and bind mounts. */
export function copiedSources(file: Dockerfile): readonly CopiedSource[] {
  const all = file.instructions.flatMap((instruction) => {
    if (instruction.keyword === 'RUN') return boundSources(instruction);
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
    if (flagOf(instruction, 'from')) return [];
    const { sources } = copyOperands(instruction);
    return sources.flatMap((word) => {
      const path = contextPath(word.value);
      return path === undefined ? [] : [{ instruction, word, path, among: sources.length }];
    });
  });
  return all.slice(0, mostSources);
}

/** The options of `--mount=type=bind,source=…`, by name. */
export function mountOptions(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(',').map((option) => {
      const [name = '', ...rest] = option.split('=');
      return [aliases[name.toLowerCase()] ?? name.toLowerCase(), rest.join('=')];
    }),
  );
}

const aliases: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' };

function boundSources(instruction: Instruction): CopiedSource[] {
  return instruction.flags.flatMap(({ name, value, valueStart }) => {
    if (name !== 'mount' || value === undefined) return [];
    const options = mountOptions(value);
    const source = options.get('source');
    if (source === undefined || (options.get('type') ?? 'bind') !== 'bind' || options.has('from')) return [];
    const path = contextPath(source);
    const start = valueStart + Math.max(0, value.indexOf(source));
    const word = { start, end: start + source.length, value: source };
    return path === undefined ? [] : [{ instruction, word, path, among: 1 }];
  });
}

function contextPath(source: string): string | undefined {
  if (source.includes('$') || source.startsWith('<<') || /^(?:[a-z][\w+.-]*:\/\/|git@)/i.test(source))
    return undefined;
  const segments = source.split('/').filter((each) => each !== '' && each !== '.');
  return segments.includes('..') ? undefined : segments.join('/');
}

/** The span of a word with the white space before it, for taking it out. */
export function withSpaceBefore(file: Dockerfile, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && /[ \t]/.test(file.masked.charAt(from - 1))) from--;
  return { start: from, end };
}
