import type { Clue, FileReader } from '../../clue.ts';

export function isGoMod(path: string): boolean {
  return path === 'go.mod' || path.endsWith('/go.mod');
}

/** Reads the direct requirements of a go.mod; those marked `// indirect` are left out. */
export const readGoMod: FileReader = (file) => {
  const clues: Clue[] = [];
  let block: string | undefined;
  for (const [index, raw] of file.text.split(/\r\n|\n|\r/).entries()) {
    const [code = '', comment = ''] = raw.split('//', 2);
    const words = code.trim().split(/\s+/);
    if (block !== undefined && words[0] === ')') block = undefined;
    else if (words[1] === '(') block = words[0];
    else {
      const [name, version] = words[0] === 'require' ? words.slice(1) : block === 'require' ? words : [];
      const indirect = comment.trim().startsWith('indirect');
      if (
        name === undefined ||
        version === undefined ||
        indirect ||
        !/^"?[\w.~-]+(?:\/[\w.~-]+)*"?$/.test(name)
      )
        continue;
      if (!/^v\d/.test(version)) continue;
      const plain = name.replaceAll('"', '');
      clues.push({
        kind: 'dependency',
        name: plain,
        ecosystem: 'go',
        version,
        scope: 'runtime',
        line: index + 1,
      });
    }
  }
  return { clues, problems: [] };
};
