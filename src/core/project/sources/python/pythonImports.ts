import type { SyntaxNode } from '@lezer/common';
import type { Code, ClueCollector } from '../clueCollector.ts';
import type { CodeNames } from '../codeNames.ts';
import { isInterestingPythonName } from '../interest.ts';

interface ImportedName {
  readonly name: string;
  readonly alias?: string;
  readonly offset: number;
}

/** Reads one import statement: binds what it binds, and reports the interesting modules. */
export function readPythonImport(node: SyntaxNode, code: Code, names: CodeNames, clues: ClueCollector): void {
  const { module, relative, imported } = partsOf(node, code.text);
  for (const { name, alias, offset } of imported) {
    const full = module === undefined ? name : `${module}.${name}`;
    if (name !== '*') bind(names, full, alias, module === undefined, relative);
    if (relative || !isInterestingPythonName(full)) continue;
    names.addRoot(full.split('.', 1)[0] ?? '');
    const place = code.placeAt(offset);
    const spread = place.line !== code.placeAt(node.from).line;
    const text = spread
      ? { text: module === undefined ? `import ${name}` : `from ${module} import ${name}` }
      : {};
    clues.add({ kind: 'import', ecosystem: 'pypi', name: full, ...text }, place);
  }
}

function bind(
  names: CodeNames,
  full: string,
  alias: string | undefined,
  plain: boolean,
  relative: boolean,
): void {
  const qualified = relative ? `.${full}` : full;
  if (alias !== undefined) names.bind(alias, qualified);
  else if (plain) {
    // `import a.b` makes `a` known, not `b`.
    const root = full.split('.', 1)[0] ?? full;
    names.bind(root, root);
  } else names.bind(full.slice(full.lastIndexOf('.') + 1), qualified);
}

interface ImportParts {
  /** The module after `from`; undefined for plain imports. */
  readonly module: string | undefined;
  readonly relative: boolean;
  readonly imported: readonly ImportedName[];
}

/** The tree is flat here: words, dots and commas follow each other. */
function partsOf(node: SyntaxNode, text: string): ImportParts {
  let module: string | undefined;
  let relative = false;
  let inList = false;
  let current: { name: string; alias?: string; offset: number } | undefined;
  let afterAs = false;
  const imported: ImportedName[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) {
    const word = text.slice(part.from, Math.min(part.to, part.from + 200));
    if (part.name === 'from') module = '';
    else if (part.name === 'import') inList = true;
    else if (!inList) {
      if (part.name === '.' && module === '') relative = true;
      if (part.name === 'Ellipsis') relative = true;
      if (module !== undefined && /^(?:VariableName|\.)$/.test(part.name)) module += word;
    } else if (part.name === ',') {
      if (current) imported.push(current);
      current = undefined;
      afterAs = false;
    } else if (part.name === 'as') afterAs = true;
    else if (part.name === 'VariableName' && afterAs && current) current.alias = word;
    else if (/^(?:VariableName|\.|\*)$/.test(part.name)) {
      if (current) current.name += word;
      else current = { name: word, offset: part.from };
    }
  }
  if (current) imported.push(current);
  return {
    module: module?.replace(/^\.+/, ''),
    relative,
    imported: imported.filter(({ name }) => /^[\w.*]+$/.test(name)),
  };
}
