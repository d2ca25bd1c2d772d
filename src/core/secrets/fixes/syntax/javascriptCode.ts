import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { parseBounded } from '../../../project/sources/boundedParse.ts';
import { lineEnding } from '../applyFix.ts';
import type { TextEdit } from '../secretFix.ts';
import { children, nodesOf, usesOf, wholeLines } from './treeSearch.ts';

/** A name that an import or a `require` gives. */
export interface JavascriptImport {
  readonly module: string;
  /** `default` and `*` for those forms. */
  readonly name: string;
  readonly local: string;
  readonly statement: SyntaxNode;
}

/** A property of an object literal; `value` is absent for `{ apiKey }`. */
export interface JavascriptProperty {
  readonly name: string;
  readonly value: SyntaxNode | undefined;
  readonly node: SyntaxNode;
}

/** A JavaScript or TypeScript text with its syntax tree, and what fixes ask of it. */
export class JavascriptCode {
  readonly text: string;
  readonly tree: Tree;
  readonly eol: string;
  readonly isTypescript: boolean;
  readonly imports: readonly JavascriptImport[];

  constructor(text: string, path: string) {
    this.text = text;
    this.eol = lineEnding(text);
    this.isTypescript = /\.[mc]?tsx?$/.test(path);
    const dialect = `${this.isTypescript ? 'ts ' : ''}${/\.[mc]?ts$/.test(path) ? '' : 'jsx'}`;
    this.tree = parseBounded(parser.configure({ dialect: dialect.trim() }), text);
    this.imports = children(this.tree.topNode).flatMap((node) =>
      isImport(node) ? importedNames(this.slice(node), node) : [],
    );
  }

  slice(node: { from: number; to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  /** The import that gives the name, where it comes from one of the modules. */
  importOf(local: string, module: string | RegExp): JavascriptImport | undefined {
    const fits = (name: string): boolean =>
      typeof module === 'string' ? name === module : module.test(name);
    return this.imports.find((found) => found.local === local && fits(found.module));
  }

  news(): SyntaxNode[] {
    return nodesOf(this.tree, 'NewExpression');
  }

  calls(): SyntaxNode[] {
    return nodesOf(this.tree, 'CallExpression');
  }

  /** What is called or constructed, as it is written. */
  callee(call: SyntaxNode): string {
    const node = children(call).find(({ name }) => name === 'VariableName' || name === 'MemberExpression');
    return node ? this.slice(node).replace(/\s+/g, '') : '';
  }

  args(call: SyntaxNode): SyntaxNode[] {
    const list = call.getChild('ArgList');
    return list ? children(list).filter(({ name }) => !/^[(),]$|Comment$/.test(name)) : [];
  }

  properties(object: SyntaxNode): JavascriptProperty[] {
    return children(object)
      .filter(({ name }) => name === 'Property')
      .map((node) => {
        const parts = children(node);
        const colon = parts.findIndex(({ name }) => name === ':');
        const key = parts[0];
        const name = key ? this.slice(key).replace(/^['"]|['"]$/g, '') : '';
        return { name, value: colon < 0 ? undefined : parts[colon + 1], node };
      });
  }

  uses(name: string): SyntaxNode[] {
    return usesOf(this.tree, this.text, name);
  }

  /** True where the file loads modules with `require`. */
  get isCommonJs(): boolean {
    const hasImport = /^[ \t]*import\b/m.test(this.text);
    return !hasImport && /\brequire\(/.test(this.text);
  }

  /** Where a further import goes: before the first, else after hashbang, comments and directives. */
  importPlace(): number {
    const first = this.imports[0]?.statement;
    if (first) return first.from;
    for (const node of children(this.tree.topNode)) {
      if (/Comment$|^Hashbang$/.test(node.name)) continue;
      const isDirective = node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
      if (!isDirective) return node.from;
    }
    return this.text.length;
  }

  /** The edit that adds an import of a name, where the text lacks it. */
  addImport(name: string, module: string): TextEdit[] {
    if (this.imports.some((found) => found.module === module && found.name === name)) return [];
    const at = this.importPlace();
    const quote = /from '|require\('/.test(this.text) || !/"/.test(this.text) ? "'" : '"';
    const end = this.#usesSemicolons() ? ';' : '';
    const line = this.isCommonJs
      ? `const { ${name} } = require(${quote}${module}${quote})${end}`
      : `import { ${name} } from ${quote}${module}${quote}${end}`;
    return [{ start: at, end: at, text: line + this.eol }];
  }

  #usesSemicolons(): boolean {
    return /;\s*$/m.test(this.text);
  }

  removeStatement(statement: SyntaxNode): TextEdit {
    return { ...wholeLines(this.text, { start: statement.from, end: statement.to }), text: '' };
  }

  /** The quote that the file uses for strings. */
  get quote(): "'" | '"' {
    return this.text.split('"').length > this.text.split("'").length ? '"' : "'";
  }
}

/** The name of the variable that `process.env.NAME` and `process.env['NAME']` read. */
export function environmentRead(expression: string): string | undefined {
  const found = /^process\.env(?:\.(\w+)|\[(?:'(\w+)'|"(\w+)")\])!?$/.exec(expression);
  return found ? found.slice(1).join('') : undefined;
}

/** Statements that may load a module; one longer than any list of names is something else. */
function isImport(node: SyntaxNode): boolean {
  return (
    (node.name === 'ImportDeclaration' || node.name === 'VariableDeclaration') && node.to - node.from < 5000
  );
}

function importedNames(source: string, statement: SyntaxNode): JavascriptImport[] {
  const flat = source.replace(/\s+/g, ' ');
  const [, clause, from = ''] = /^import (.*?) ?from ?["']([^"']+)["']/.exec(flat) ?? [];
  if (clause !== undefined) return clauseNames(clause.replace(/^type /, ''), from, ' as ', statement);
  const [, target, module = ''] = /^(?:const|let|var) (.*?) ?= ?require\(["']([^"']+)["']\)/.exec(flat) ?? [];
  return target === undefined ? [] : clauseNames(target, module, ':', statement);
}

function clauseNames(clause: string, module: string, as: string, statement: SyntaxNode): JavascriptImport[] {
  const group = /\{(.*)\}/.exec(clause);
  const outside = clause.replace(/\{.*\}/, '').split(',');
  const named = (group?.[1] ?? '').split(',').flatMap((item) => {
    const [name = '', local] = item
      .replace(/^ ?type /, '')
      .split(as)
      .map((part) => part.trim());
    return name === '' ? [] : [{ module, name, local: local ?? name, statement }];
  });
  const others = outside.flatMap((item) => {
    const word = item.trim();
    const star = /^\* as (\w+)$/.exec(word)?.[1];
    return word === ''
      ? []
      : [{ module, name: star === undefined ? 'default' : '*', local: star ?? word, statement }];
  });
  return [...others, ...named];
}
