import type { Clue, DependencyScope } from '../../clue.ts';
import { scriptClues } from '../commands/scriptClues.ts';
import type { ShellWord } from '../commands/shellWords.ts';
import type { YamlTree } from './yamlTree.ts';

/** The clues of a command that is written as one text. */
export function textCommandClues(tree: YamlTree, scope: DependencyScope = 'runtime'): Clue[] {
  const script = tree.script;
  return script ? scriptClues(script.text, script.line, scope) : [];
}

/** The elements of a sequence as the words of one command. */
export function wordsOf(...trees: readonly YamlTree[]): ShellWord[] {
  return trees.flatMap((tree) =>
    tree.items.flatMap((item) => {
      const script = item.script;
      return script ? [script] : [];
    }),
  );
}
