import type { ModelfileInstruction } from '../modelfile/modelfile.ts';

/** Words of the server's errors on create (`server/create.go`, `convert/`), and the instruction they are about. */
const complaints: readonly (readonly [RegExp, string])[] = [
  [/\btemplate\b/i, 'template'],
  [/\badapters?\b|\blora\b/i, 'adapter'],
  [/\brequires\b.*\bversion\b|\bsemver\b/i, 'requires'],
  [
    /pull model manifest|file does not exist|invalid model name|model .* not found|\bGGUF\b|unknown type|unsupported architecture|unknown architecture|\btensors?\b|\bsafetensors\b|\btokenizer\b|config\.json|\bquantiz|failed to load model|invalid file magic/i,
    'model',
  ],
];

/** The instruction that the server complains about, as far as its words tell; the last, where one overrides another. */
export function blamedInstruction(
  words: string,
  instructions: readonly ModelfileInstruction[],
): ModelfileInstruction | undefined {
  for (const [pattern, command] of complaints) {
    const found = instructions.findLast((line) => line.command === command);
    if (found && pattern.test(words)) return found;
  }
  return undefined;
}
