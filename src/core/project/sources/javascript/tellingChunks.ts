import type { Code } from '../clueCollector.ts';
import { ExcerptBuilder } from '../excerpt.ts';
import type { WordGate } from '../wordGate.ts';

/** Lines that begin a statement of the module itself, in code as formatters leave it. */
const chunkStart =
  /^(?:import|export|const|let|var|function|class|async|interface|type|enum|abstract|declare|namespace)\b/gm;

const declared =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:const|let|var|function\*?|class)\s+(\{[^}]{0,2000}\}|[A-Za-z_$][\w$]*)/;

/** Names handed on from one statement to the next are followed so far. */
const rounds = 4;

/**
 * The code without the statements of the module that mention nothing of interest: no mark, and no name that a
 * statement of interest imports or declares. All of the code where it is not formatted as statements at the margin.
 */
export function tellingChunks(code: Code, marks: WordGate): Code {
  const chunks = chunksOf(code.text);
  const kept = chunks.map(({ text }) => marks.test(text));
  const names = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const before = names.size;
    chunks.forEach(({ text }, at) => {
      kept[at] ||= mentions(text, names);
      if (kept[at]) for (const name of namesOf(text)) names.add(name);
    });
    if (names.size === before) break;
  }
  const excerpt = new ExcerptBuilder(code.text);
  for (const [at, { text, from }] of chunks.entries()) {
    if (kept[at]) excerpt.take(text, from);
    else if (!isClosed(text)) return code;
  }
  return { text: excerpt.text, placeAt: (offset) => code.placeAt(excerpt.originOf(offset)) };
}

function chunksOf(text: string): { readonly text: string; readonly from: number }[] {
  const starts = [
    0,
    ...Array.from(text.matchAll(chunkStart), (match) => match.index).filter((start) => start > 0),
  ];
  return starts.map((from, at) => ({ from, text: text.slice(from, starts[at + 1]) }));
}

/** What a statement imports, or the names that it declares. */
function namesOf(text: string): readonly string[] {
  const part = text.startsWith('import')
    ? text.slice(0, text.search(/\bfrom\b|$/))
    : declared.exec(text)?.[1];
  return (part?.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((name) => !/^(?:import|type|as|from)$/.test(name));
}

function mentions(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const [word] of text.matchAll(/[A-Za-z_$][\w$]*/g)) if (names.has(word)) return true;
  return false;
}

/** True when no comment or template goes on past the end, as far as counting tells. */
function isClosed(text: string): boolean {
  const count = (part: string): number => text.split(part).length;
  return count('/*') === count('*/') && count('`') % 2 === 1;
}
