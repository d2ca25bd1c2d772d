import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { parseBounded } from '../../../project/sources/boundedParse.ts';
import { lineEnding } from '../applyFix.ts';
import type { TextEdit } from '../secretFix.ts';
import { children, nodesOf, usesOf, wholeLines } from './treeSearch.ts';

/** An argument of a call; `name` is absent for positional ones. */
export interface PythonArgument {
  readonly name?: string;
  readonly value: SyntaxNode;
  readonly start: number;
  readonly end: number;
}

/** A name that an import gives: `import a.b as c` gives c for a.b; `from a import b as c` gives c for a.b. */
interface ImportedName {
  readonly full: string;
  readonly local: string;
  readonly statement: SyntaxNode;
}

/** A Python text with its syntax tree, and what fixes ask of it. Cells with `%` lines are read as Python as well. */
export class PythonCode {
  readonly text: string;
  readonly tree: Tree;
  readonly eol: string;
  readonly #imports: readonly ImportedName[];

  constructor(text: string) {
    this.text = text;
    this.eol = lineEnding(text);
    this.tree = parseBounded(parser, withoutMagics(text));
    const top = children(this.tree.topNode);
    const statements = top.flatMap((node) => (node.name === 'StatementGroup' ? children(node) : [node]));
    this.#imports = statements.flatMap((node) =>
      node.name === 'ImportStatement' ? importedNames(this.slice(node), node) : [],
    );
  }

  slice(node: { from: number; to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  /** What the imports make of an expression: `genai.Client` is `google.genai.Client`. */
  qualified(expression: SyntaxNode | string): string {
    const written = typeof expression === 'string' ? expression : this.slice(expression).replace(/\s+/g, '');
    const head = /^\w+/.exec(written)?.[0] ?? '';
    const found = this.#imports.findLast(({ local }) => local === head);
    return found ? found.full + written.slice(head.length) : written;
  }

  /** How the code can name `module` (`os`) or a name of it (`google.genai.types`), where an import allows it. */
  localName(full: string, before = Infinity): string | undefined {
    const reach = this.#imports.filter(({ statement }) => statement.from < before);
    const exact = reach.find((name) => name.full === full);
    if (exact) return exact.local;
    // `import google.auth` gives `google`, and through it everything of google.auth.
    const parent = reach.find((name) => full.startsWith(`${name.full}.`) && name.full === name.local && this.slice(name.statement).includes(full)); // prettier-ignore
    return parent === undefined ? undefined : full;
  }

  /** Statements that import the module or something of it. */
  importsOf(module: string): SyntaxNode[] {
    const found = this.#imports.filter(({ full }) => full === module || full.startsWith(`${module}.`));
    return [...new Set(found.map(({ statement }) => statement))];
  }

  calls(): SyntaxNode[] {
    return nodesOf(this.tree, 'CallExpression');
  }

  callee(call: SyntaxNode): string {
    return call.firstChild ? this.qualified(call.firstChild) : '';
  }

  args(call: SyntaxNode): PythonArgument[] {
    const list = call.getChild('ArgList');
    return list ? splitArguments(children(list), this.text) : [];
  }

  uses(name: string): SyntaxNode[] {
    return usesOf(this.tree, this.text, name);
  }

  /** Where a further import goes: after the docstring and `from __future__`, before everything else. */
  importPlace(): number {
    let end = 0;
    for (const node of children(this.tree.topNode)) {
      if (node.name === 'Comment' || node.name === '⚠') continue;
      const isFuture = node.name === 'ImportStatement' && /^from\s+__future__\b/.test(this.slice(node));
      const isDocstring =
        end === 0 && node.name === 'ExpressionStatement' && node.firstChild?.name.endsWith('String');
      if (!isFuture && !isDocstring) return this.text.lastIndexOf('\n', node.from - 1) + 1;
      end = node.to;
    }
    const next = this.text.indexOf('\n', end);
    return next < 0 ? this.text.length : next + 1;
  }

  /** The edit that adds import lines, leaving out those that the text has above the place where they are needed. */
  addImports(lines: readonly string[], before = Infinity): TextEdit[] {
    const above = this.#imports.filter(({ statement }) => statement.from < before);
    const present = new Set(above.map(({ statement }) => this.slice(statement)));
    const missing = [...new Set(lines)].filter((line) => !present.has(line));
    if (missing.length === 0) return [];
    const at = this.importPlace();
    const glue = at > 0 && this.text[at - 1] !== '\n' ? this.eol : '';
    return [{ start: at, end: at, text: glue + missing.map((line) => line + this.eol).join('') }];
  }

  /** The edit that takes a statement out; leaves `pass` where its block would be empty. */
  removeStatement(statement: SyntaxNode): TextEdit {
    const group = statement.parent;
    if (group?.name === 'StatementGroup') return this.#removeFromGroup(statement);
    const siblings = group ? children(group).filter((node) => /Statement$|Definition$/.test(node.name)) : [];
    if (group?.name === 'Body' && siblings.length === 1) {
      return { start: statement.from, end: statement.to, text: 'pass' };
    }
    const lines = wholeLines(this.text, { start: statement.from, end: statement.to });
    return { ...lines, text: '' };
  }

  #removeFromGroup(statement: SyntaxNode): TextEdit {
    const next = statement.nextSibling?.nextSibling;
    if (next) return { start: statement.from, end: next.from, text: '' };
    const previous = statement.prevSibling?.prevSibling;
    return { start: previous?.to ?? statement.from, end: statement.to, text: previous ? '' : 'pass' };
  }
}

/** The text of the same length with lines of IPython (`%env`, `!pip`, `?name`) made comments. */
function withoutMagics(text: string): string {
  return text.replace(/^([ \t]*)[%!?]/gm, '$1#');
}

function importedNames(source: string, statement: SyntaxNode): ImportedName[] {
  const flat = source.replace(/#[^\n]*/g, '').replace(/[()\\\r\n]/g, ' ');
  const from = /^from\s+([\w.]+)\s+import\s+(.*)$/.exec(flat);
  const list = from?.[2] ?? /^import\s+(.*)$/.exec(flat)?.[1] ?? '';
  return list.split(',').flatMap((item) => {
    const [name = '', as, alias] = item.trim().split(/\s+/);
    if (name === '') return [];
    const full = from ? `${from[1] ?? ''}.${name}` : name;
    if (as === 'as' && alias !== undefined) return [{ full, local: alias, statement }];
    if (from) return [{ full, local: name, statement }];
    // `import google.genai` binds `google` alone.
    const head = name.split('.')[0] ?? name;
    return [{ full: head, local: head, statement }];
  });
}

function splitArguments(nodes: readonly SyntaxNode[], text: string): PythonArgument[] {
  const found: PythonArgument[] = [];
  let part: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.name === '(' || node.name === 'Comment') continue;
    if (node.name !== ',' && node.name !== ')') {
      part.push(node);
      continue;
    }
    const [first, second, third] = part;
    const last = part.at(-1);
    if (first && last) {
      const isNamed = first.name === 'VariableName' && second?.name === 'AssignOp' && third !== undefined;
      found.push({ ...(isNamed ? { name: text.slice(first.from, first.to) } : {}), value: isNamed ? third : last, start: first.from, end: last.to }); // prettier-ignore
    }
    part = [];
  }
  return found;
}
