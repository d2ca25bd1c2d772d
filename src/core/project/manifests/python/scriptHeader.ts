import { nothing, type FileReader } from '../../clue.ts';
import { parseToml } from '../../text/tomlTree.ts';
import { DependencyReading } from './dependencyReading.ts';
import { addRequirementLine } from './requirements.ts';

/**
 * Reads the dependencies that a Python script declares in its header (PEP 723), a comment block from
 * `# /// script` to `# ///`. A script without one yields nothing.
 */
export const readScriptHeader: FileReader = (file) => {
  const block = scriptBlock(file.text);
  if (!block) return nothing;
  const { root, problem } = parseToml({
    path: file.path,
    text: block.toml,
    size: block.toml.length,
    sampled: false,
  });
  if (problem) {
    // The comment mark and its blank were cut off.
    return {
      clues: [],
      problems: [{ ...problem, line: problem.line + block.line, column: problem.column + 2 }],
    };
  }
  const reading = new DependencyReading(file.path);
  for (const item of root.get('dependencies').items) {
    const line = item.line + block.line;
    if (item.text === undefined)
      reading.warn(line, 'This entry is not a requirement: write it as text, such as "torch>=2.4".');
    else addRequirementLine(reading, item.text.trim(), { scope: 'runtime', line });
  }
  return reading.finish();
};

/** The TOML of the block and the 1-based line of its opening. */
function scriptBlock(text: string): { toml: string; line: number } | undefined {
  if (!text.includes('# /// script')) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => /^# \/\/\/ script\s*$/.test(line));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const length = rest.findIndex((line) => !/^#(?: |$)/.test(line));
  const comments = length < 0 ? rest : rest.slice(0, length);
  const end = comments.findLastIndex((line) => /^# \/\/\/\s*$/.test(line));
  return end < 0
    ? undefined
    : {
        toml: comments
          .slice(0, end)
          .map((line) => line.slice(2))
          .join('\n'),
        line: start + 1,
      };
}
