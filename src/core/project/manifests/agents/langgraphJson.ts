import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { variableClue } from '../commands/scriptClues.ts';
import { parseJson } from '../configuration/jsonTree.ts';

export function isLanggraphJson(path: string): boolean {
  return path === 'langgraph.json' || path.endsWith('/langgraph.json');
}

/** Reads a langgraph.json: a `file` clue with the names of its graphs, and names of variables set in it. */
export const readLanggraphJson: FileReader = (file) => {
  const { root, problem } = parseJson(file);
  if (problem) return { clues: [], problems: file.sampled ? [] : [problem] };
  const graphs = root.entries.find((entry) => entry.key === 'graphs');
  if (!graphs) return nothing;
  const names = graphs.value.entries.map((entry) => entry.key).slice(0, 20);
  const clues: Clue[] = [
    { kind: 'file', name: 'langgraph.json', line: graphs.line, details: { graphs: names.join(',') } },
  ];
  clues.push(...root.get('env').entries.map(({ key, line }) => variableClue(key, line)));
  return { clues, problems: [] };
};
