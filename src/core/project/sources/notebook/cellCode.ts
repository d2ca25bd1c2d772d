import type { CellLine } from './notebookCells.ts';

/** A cell without what is not Python: the code with magics taken out, and the shell script they make up. */
export interface CellCode {
  /** As many lines as the cell. */
  readonly python: string;
  /** As many lines as the cell; empty lines where there is no command. */
  readonly shell: string;
}

/** Cell magics whose body is Python, and those whose body is a shell script; the body of others is left alone. */
const pythonMagics =
  /^%%(?:time|timeit|capture|prun|memit|mprun|python3?|debug|wandb|skip|script\s+python3?)\b/;
const shellMagics = /^%%(?:bash|sh|!|shell|system|script\s+(?:bash|sh))/;
const pythonFile = /^%%writefile\s.*\.py\s*$/i;

/** `%pip install x`, `!pip install x`, `out = !nvidia-smi`; a `%` before a space and `!=` are operators. */
const lineMagic = /^(\s*)(?:[A-Za-z_]\w*\s*=\s*)?(?:!{1,2}\s*(?![\s=])|(%)(?=[A-Za-z_]\w*(?:\s|$)))(.*)$/;
/** IPython runs these without a sign in front. */
const bareCommand = /^(\s*)((?:pip3?|conda|mamba)\s+install\s.*)$/;
const shellPrograms = /^(?:pip3?|conda|mamba|micromamba|uv|sx|system)\b/;
/** Magics before a Python statement on the same line. */
const timing = /^(?:timeit|time|prun|memit|mprun)\s+(?:-\w+\s+(?:\d+\s+)?)*/;

/** Splits a cell into Python and shell. */
export function cellCode(lines: readonly CellLine[]): CellCode {
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const magic = lines[first]?.text.trim() ?? '';
  const texts = lines.map(({ text }) => text);
  const blank = texts.map(() => '');
  if (magic.startsWith('%%')) {
    const body = texts.map((text, index) => (index <= first ? '' : text));
    if (shellMagics.test(magic)) return { python: blank.join('\n'), shell: body.join('\n') };
    if (!pythonMagics.test(magic) && !pythonFile.test(magic))
      return { python: blank.join('\n'), shell: blank.join('\n') };
    return splitLines(body);
  }
  return splitLines(texts);
}

function splitLines(texts: readonly string[]): CellCode {
  const python: string[] = [];
  const shell: string[] = [];
  let continues = false;
  for (const text of texts) {
    const split: CellCode = continues ? { python: '', shell: text } : splitLine(text);
    python.push(split.python);
    shell.push(split.shell);
    continues = split.python !== text && split.shell !== '' && /\\\s*$/.test(text);
  }
  return { python: python.join('\n'), shell: shell.join('\n') };
}

function splitLine(text: string): CellCode {
  const plain = { python: text, shell: '' };
  if (text.length > 4000 || !/[!%]|\binstall\s/.test(text)) return plain;
  const bare = bareCommand.exec(text);
  // `pass` keeps a block whole whose only line was a command.
  if (bare) return { python: `${bare[1] ?? ''}pass`, shell: bare[2] ?? '' };
  const match = lineMagic.exec(text);
  if (!match) return plain;
  const [, indent = '', percent, rest = ''] = match;
  if (percent !== undefined && timing.test(rest))
    return { python: indent + rest.replace(timing, ''), shell: '' };
  return { python: `${indent}pass`, shell: percent === undefined ? shellCommand(rest) : magicCommand(rest) };
}

/** IPython fills in braces; the one that matters is the path of the running Python. */
function shellCommand(text: string): string {
  return text.replace(/^\{sys\.executable\}/, 'python').trim();
}

/** `%pip` and its kin are programs; `%env NAME=value` sets a variable; other magics are about the notebook itself. */
function magicCommand(text: string): string {
  if (shellPrograms.test(text)) return text.replace(/^(?:sx|system)\b/, '').trim();
  const assigned = /^(?:set_)?env\s+([A-Z_]\w*)\s*[= ]/.exec(text)?.[1];
  return assigned === undefined ? '' : `export ${assigned}=set`;
}
