import { DockerfileParser, type Instruction as ParsedInstruction } from 'dockerfile-ast';
import type { CheckedFile, Span } from '../check.ts';
import { lineStarts } from '../suppress.ts';
import {
  chainOf,
  type Dockerfile,
  type Flag,
  type Heredoc,
  type Instruction,
  type Stage,
  type Word,
} from './dockerfile.ts';
import { maskContinuations } from './parse/maskContinuations.ts';
import { resolveReference } from './parse/resolveReference.ts';
import { isSpace, readJsonWords, splitWords } from './parse/words.ts';

/** What the parser says of places. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

type ToSpan = (range: Range) => Span;

/** Reads a Dockerfile: instructions, comments and heredocs by `dockerfile-ast`, words and stages by us. Never throws. */
export function parseDockerfile({ path, text }: CheckedFile): Dockerfile {
  const parsed = DockerfileParser.parse(text);
  const starts = lineStarts(text);
  const offset = ({ line, character }: Range['start']): number =>
    Math.min(text.length, (starts[line] ?? text.length) + character);
  const toSpan: ToSpan = ({ start, end }) => ({ start: offset(start), end: offset(end) });
  const escape = parsed.getEscapeCharacter();
  const rough = parsed.getInstructions().map((each) => readPlace(each, toSpan));
  const masked = maskAll(text, rough, escape);
  const instructions = readInstructions(rough, masked, escape);
  const stages = readStages(instructions);
  const last = stages.at(-1);
  return {
    path,
    text,
    masked,
    escape,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    instructions,
    stages,
    finalStages: new Set(last ? chainOf(last).map(({ index }) => index) : []),
  };
}

interface Place extends Span {
  readonly keyword: string;
  readonly heredocs: readonly Heredoc[];
}

function readPlace(instruction: ParsedInstruction, toSpan: ToSpan): Place {
  const heredocs = heredocsOf(instruction).flatMap((heredoc) => {
    const content = heredoc.getContentRange();
    return content ? [{ name: heredoc.getName(), content: toSpan(content) }] : [];
  });
  return { ...toSpan(instruction.getRange()), keyword: instruction.getKeyword().toUpperCase(), heredocs };
}

interface ParsedHeredoc {
  getName(): string;
  getContentRange(): Range | null;
}

/** Declared as protected but for RUN, COPY and ADD, where it is public. */
function heredocsOf(instruction: ParsedInstruction): readonly ParsedHeredoc[] {
  const holder = instruction as unknown as { getHeredocs(): ParsedHeredoc[] };
  return ['RUN', 'COPY', 'ADD'].includes(instruction.getKeyword()) ? holder.getHeredocs() : [];
}

function maskAll(text: string, places: readonly Place[], escape: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const place of places) {
    if (place.start < at) continue;
    parts.push(
      text.slice(at, place.start),
      maskContinuations(
        text,
        place,
        escape,
        place.heredocs.map(({ content }) => content),
      ),
    );
    at = place.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function readInstructions(places: readonly Place[], masked: string, escape: string): Instruction[] {
  let stage = -1;
  return places.map((place) => {
    if (place.keyword === 'FROM') stage++;
    return readInstruction(place, masked, escape, stage);
  });
}

/** Elsewhere `--` begins an argument: `CMD --port 8080`. */
const withFlags = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);

function readInstruction(place: Place, masked: string, escape: string, stage: number): Instruction {
  const keywordEnd = place.start + place.keyword.length;
  const end = place.heredocs[0] ? lineEndBefore(masked, place.heredocs[0].content.start) : place.end;
  const { flags, at } = readFlags(masked, keywordEnd, withFlags.has(place.keyword) ? end : keywordEnd);
  const args = { start: skipSpace(masked, at, end), end: trimmedEnd(masked, at, end) };
  const words = splitWords(masked, args.start, args.end, escape);
  // HEALTHCHECK has the word CMD before its command.
  const command = place.keyword === 'HEALTHCHECK' ? (words[0]?.end ?? args.end) : args.start;
  const json = readJsonWords(masked, skipSpace(masked, command, args.end), args.end);
  const trigger = place.keyword === 'ONBUILD' ? words[0] : undefined;
  return {
    start: place.start,
    end: place.end,
    keyword: place.keyword,
    keywordEnd,
    flags,
    args,
    words,
    heredocs: place.heredocs,
    stage,
    ...(json && { json }),
    ...(trigger && { trigger: readTrigger(trigger, place, masked, escape, stage) }),
  };
}

function readTrigger(
  keyword: Word,
  place: Place,
  masked: string,
  escape: string,
  stage: number,
): Instruction {
  const word = masked.slice(keyword.start, keyword.end).toUpperCase();
  // A chain of ONBUILD is an error of its own, and is not followed.
  const name = word === 'ONBUILD' ? 'ONBUILD ' : word;
  return readInstruction({ ...place, start: keyword.start, keyword: name }, masked, escape, stage);
}

function readFlags(masked: string, start: number, end: number): { flags: Flag[]; at: number } {
  const flags: Flag[] = [];
  let at = start;
  for (;;) {
    at = skipSpace(masked, at, end);
    if (!masked.startsWith('--', at) || at >= end) return { flags, at };
    const from = at;
    while (at < end && !isSpace(masked, at)) at++;
    const flag = masked.slice(from, at);
    const equals = flag.indexOf('=');
    flags.push({
      start: from,
      end: at,
      name: (equals < 0 ? flag : flag.slice(0, equals)).slice(2).toLowerCase(),
      value: equals < 0 ? undefined : flag.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2'),
      valueStart: equals < 0 ? at : from + equals + 1,
    });
  }
}

function readStages(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  const known = new Map<string, string | undefined>();
  const named = new Map<string, Stage>();
  const bodies = Map.groupBy(instructions, ({ stage }) => stage);
  for (const each of bodies.get(-1) ?? []) {
    if (each.keyword !== 'ARG') continue;
    for (const { value } of each.words) {
      const [name = '', ...rest] = value.split('=');
      known.set(name, rest.length > 0 ? resolveReference(rest.join('='), known) : undefined);
    }
  }
  for (const from of instructions.filter(({ keyword }) => keyword === 'FROM')) {
    const [base, as, name] = from.words;
    const reference = base && resolveReference(base.value, known);
    const parent = reference === undefined ? undefined : named.get(reference.toLowerCase());
    const stage: Stage = {
      index: from.stage,
      from,
      base,
      reference,
      instructions: (bodies.get(from.stage) ?? []).filter((each) => each !== from),
      ...(as?.value.toLowerCase() === 'as' && name && { name: name.value.toLowerCase() }),
      ...(parent && { parent }),
    };
    stages.push(stage);
    if (stage.name !== undefined) named.set(stage.name, stage);
  }
  return stages;
}

function lineEndBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at--;
  return at;
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text, at)) at++;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text, at - 1)) at--;
  return at;
}
