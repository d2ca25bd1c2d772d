import {
  applyChanges,
  mergeRescan,
  planRescan,
  type KnownFindings,
} from '../../../src/editor/secrets/changedRegion.ts';
import { scanFile } from '../../../src/core/secrets/scanFile.ts';
import type { SecretScanner } from '../../../src/core/secrets/scanner.ts';
import type { Measurement } from '../measurement.ts';
import { Random } from '../tree/random.ts';
import { textKinds } from './textKinds.ts';
import { word } from './vocabulary.ts';

const lines = 10_000;
const keystrokes = 2_000;
/** As the editor has it: texts up to this length are scanned whole, of longer ones what changed. UTF-16 code units. */
const wholeLength = 262_144;
const keystrokeLimitMs = 5;
const minifiedLength = 1_200_000;
const minifiedLimitMs = 50;

/** One keystroke after the other in a long Python file, each followed by what the editor does after it. */
export function benchKeystrokes(scanner: SecretScanner): Measurement[] {
  const random = new Random(3);
  let text = pythonFile(random);
  const path = 'long.py';
  const scan = (part: string): KnownFindings['findings'] => scanFile(scanner, { text: part, path }).findings;
  let known: KnownFindings = { findings: scan(text) };
  const times: number[] = [];
  const typed = '    api_token = client.fetch(name="report", retries=3)  # later\n';
  for (let stroke = -200; stroke < keystrokes; stroke++) {
    // Sixty keys in one place, then somewhere else.
    const offset = stroke % typed.length === 0 ? random.between(0, text.length) : (known.changed?.end ?? 0);
    const key = typed[Math.abs(stroke) % typed.length] ?? ' ';
    text = text.slice(0, offset) + key + text.slice(offset);
    // Joins what was cut, as the editor's own text is whole.
    text.charCodeAt(text.length >> 1);
    const start = performance.now();
    const changed = applyChanges({ findings: known.findings }, [{ offset, removed: 0, inserted: 1 }]);
    const found = rescan(text, changed, scan);
    if (stroke >= 0) times.push(performance.now() - start);
    known = { findings: found, ...(changed.changed && { changed: changed.changed }) };
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  const note = `${keystrokes} keystrokes, ${(text.length / 1000).toFixed(0)} kB, median ${at(0.5).toFixed(2)} ms, longest ${at(0.9999).toFixed(1)} ms`;
  return [
    { what: 'a keystroke in 10,000 lines, p99', value: at(0.99), unit: 'ms', limit: keystrokeLimitMs, note },
  ];
}

function rescan(
  text: string,
  { findings, changed }: KnownFindings,
  scan: (part: string) => KnownFindings['findings'],
): KnownFindings['findings'] {
  if (text.length <= wholeLength || !changed) return scan(text);
  const plan = planRescan(changed, text.length);
  return mergeRescan(findings, scan(text.slice(plan.slice.start, plan.slice.end)), plan);
}

function pythonFile(random: Random): string {
  const block = textKinds.find(({ extension }) => extension === 'py')?.block;
  if (!block) throw new Error('There is no Python among the kinds of text.');
  const parts: string[] = [];
  for (let count = 0; count < lines; count += parts.at(-1)?.split('\n').length ?? lines)
    parts.push(block(random));
  return parts.join('').split('\n').slice(0, lines).join('\n');
}

/** A bundle that is one line: whoever takes a line for what stands around a value reads all of it again and again. */
export function benchMinified(scanner: SecretScanner): Measurement[] {
  const bytes = new TextEncoder().encode(minifiedScript(new Random(4)));
  const times: number[] = [];
  for (let run = 0; run < 12; run++) {
    const start = performance.now();
    scanFile(scanner, { path: 'app.js', bytes });
    times.push(performance.now() - start);
  }
  const note = `the longest of ${times.length - 2} scans of ${(bytes.length / 1e6).toFixed(1)} MB`;
  return [
    {
      what: 'a minified file of one line',
      value: Math.max(...times.slice(2)),
      unit: 'ms',
      limit: minifiedLimitMs,
      note,
    },
  ];
}

function minifiedScript(random: Random): string {
  const name = (): string =>
    String.fromCharCode(97 + random.between(0, 25)) + (random.chance(0.3) ? 't' : '');
  const pieces = [
    (): string =>
      `function ${name()}(${name()},${name()}){return ${name()}.${word(random)}(${name()},"${word(random)}")}`,
    (): string =>
      `var ${name()}=${name()}?${name()}:{${word(random)}:!0,${word(random)}:"${word(random)} ${word(random)}"};`,
    (): string => `${name()}.headers.set("authorization",\`Bearer \${${name()}}\`),`,
    (): string =>
      `fetch("https://api.example.com/"+${name()}.key,{method:"POST"}).then(${name()}=>${name()}.json());`,
    (): string => `if("password"===${name()}.type||${name()}.token)throw Error("${word(random)}");`,
    (): string =>
      `${name()}.exports=JSON.parse('{"${word(random)}":[${random.between(0, 99)},${random.between(0, 99)}]}');`,
  ];
  const parts: string[] = [];
  for (let length = 0; length < minifiedLength; length += parts.at(-1)?.length ?? minifiedLength)
    parts.push(pieces[random.between(0, pieces.length - 1)]?.() ?? '');
  return parts.join('').slice(0, minifiedLength);
}
