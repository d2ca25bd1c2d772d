import type { SyntaxNode, TreeCursor } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { parseBounded } from '../boundedParse.ts';
import type { ClueCollector, Code } from '../clueCollector.ts';
import { CodeNames, dottedName, isClassName } from '../codeNames.ts';
import { isInterestingNpmPackage, npmPackageOf } from '../interestingPackages.ts';
import { LiteralDetails } from '../literalDetails.ts';
import { tellingStrings, type TellingString } from '../tellingStrings.ts';
import { isTellingVariable } from '../tellingVariables.ts';
import { readImportDeclaration, readModuleCall } from './javascriptImports.ts';
import { firstArgument, literalValue, propertiesOf, stringValue } from './javascriptTree.ts';

export type JavascriptDialect = 'jsx' | 'ts' | 'tsx';

const dialects: Readonly<Record<JavascriptDialect, string>> = { jsx: 'jsx', ts: 'ts', tsx: 'ts jsx' };

const environmentMember =
  /^(?:(?:globalThis\.)?process|import\.meta|Bun)\s*\.\s*env\s*(?:\??\.\s*(\w+)|\[\s*(["'`])(\w+)\2\s*\])$/;
const environmentPattern = /\{([^{}]{0,1000})\}\s*(?::[^=]{0,100})?=\s*process\.env\b/;
const redisClients = [
  'redis',
  'ioredis',
  'iovalkey',
  '@redis/client',
  '@redis/search',
  '@valkey/valkey-glide',
];

/** Walks the syntax tree of a JavaScript or TypeScript file and gathers its clues; syntax errors are passed over. */
export function scanJavascript(code: Code, dialect: JavascriptDialect, clues: ClueCollector): void {
  new JavascriptScan(code, clues).run(dialect);
}

class JavascriptScan {
  readonly #code: Code;
  readonly #names = new CodeNames();
  readonly #clues: ClueCollector;
  readonly #strings: readonly TellingString[];
  #nextString = 0;

  constructor(code: Code, clues: ClueCollector) {
    this.#code = code;
    this.#clues = clues;
    this.#strings = tellingStrings(code.text);
  }

  run(dialect: JavascriptDialect): void {
    const cursor = parseBounded(parser.configure({ dialect: dialects[dialect] }), this.#code.text).cursor();
    do this.#visit(cursor);
    while (cursor.next());
  }

  #visit(cursor: TreeCursor): void {
    switch (cursor.name) {
      case 'ImportDeclaration':
      case 'ExportDeclaration':
        readImportDeclaration(cursor.node, this.#code, this.#names, this.#clues);
        break;
      case 'DynamicImport':
        readModuleCall(cursor.node, this.#code, this.#names, this.#clues);
        break;
      case 'CallExpression':
        readModuleCall(cursor.node, this.#code, this.#names, this.#clues);
        this.#call(cursor.node, cursor.node.firstChild);
        break;
      case 'NewExpression':
        this.#call(cursor.node, cursor.node.firstChild?.nextSibling ?? null);
        break;
      case 'ClassDeclaration':
        this.#class(cursor.node);
        break;
      case 'MemberExpression':
        this.#environment(cursor);
        break;
      case 'VariableDeclaration':
        this.#destructured(cursor.node);
        break;
      case 'String':
      case 'TemplateString':
      case 'JSXAttributeValue':
        this.#string(cursor);
        break;
    }
  }

  #slice(node: SyntaxNode): string {
    return this.#code.text.slice(node.from, Math.min(node.to, node.from + 201));
  }

  #call(node: SyntaxNode, called: SyntaxNode | null): void {
    const callee = called?.name === 'InstantiationExpression' ? called.firstChild : called;
    if (!callee) return;
    const dotted = dottedName(this.#slice(callee));
    if (dotted === undefined) return;
    const variable = /^(?:Deno|Bun)\.env\.get$/.test(dotted) ? this.#firstText(node) : undefined;
    if (variable !== undefined) this.#variable(variable, node.from);
    const name = this.#calledName(dotted);
    const target = this.#assignedTo(node);
    if (target && name !== undefined && node.name === 'NewExpression' && isClassName(name)) {
      this.#names.bindInstance(target.name, name);
    }
    if (name === undefined) return;
    const details = this.#details(node.getChild('ArgList'));
    if (target?.topLevel === true) details.set('target', target.name);
    this.#report(name, details.record(), callee.from);
  }

  /** The name through the file's imports, or `.ft` for the search commands of a Redis client. */
  #calledName(dotted: string): string | undefined {
    if (/\.ft\.\w+$/.test(dotted) && this.#names.hasRoot(...redisClients)) return '.ft';
    const full = this.#names.resolve(dotted);
    return full !== undefined && isInteresting(full) ? full : undefined;
  }

  #firstText(call: SyntaxNode): string | undefined {
    return stringValue(firstArgument(call.getChild('ArgList')), this.#code.text);
  }

  #details(list: SyntaxNode | null): LiteralDetails {
    const details = new LiteralDetails();
    const first = firstArgument(list);
    if (!first) return details;
    details.addFirst(stringValue(first, this.#code.text));
    const object = first.name === 'ObjectExpression' ? first : list?.getChild('ObjectExpression');
    if (!object) return details;
    for (const { name, value } of propertiesOf(object, this.#code.text)) {
      details.add(name, literalValue(value, this.#code.text));
    }
    return details;
  }

  #assignedTo(node: SyntaxNode): { name: string; topLevel: boolean } | undefined {
    const value = node.parent?.name === 'AwaitExpression' ? node.parent : node;
    const target = value.prevSibling?.name === 'Equals' ? value.prevSibling.prevSibling : null;
    const statement = value.parent;
    const variable = target?.name === 'TypeAnnotation' ? target.prevSibling : target;
    if (!variable || !/^(?:VariableDefinition|VariableName|MemberExpression)$/.test(variable.name))
      return undefined;
    const name = dottedName(this.#slice(variable));
    const above =
      statement?.parent?.name === 'ExportDeclaration' ? statement.parent.parent : statement?.parent;
    const topLevel = statement?.name === 'VariableDeclaration' && above?.name === 'Script';
    return name === undefined ? undefined : { name, topLevel };
  }

  /** `class Mine extends Theirs`. */
  #class(node: SyntaxNode): void {
    const base = node.getChild('extends')?.nextSibling;
    const dotted = base ? dottedName(this.#slice(base)) : undefined;
    const full = dotted === undefined ? undefined : this.#names.resolve(dotted);
    if (full === undefined || !isInteresting(full)) return;
    const name = node.getChild('VariableDefinition');
    this.#report(full, { base: 'true', target: name ? this.#slice(name) : '' }, node.from);
  }

  /** `process.env.X`, `process.env['X']`, `import.meta.env.X`. */
  #environment(cursor: TreeCursor): void {
    if (cursor.to - cursor.from > 120) return;
    const match = environmentMember.exec(this.#code.text.slice(cursor.from, cursor.to));
    if (match) this.#variable(match[1] ?? match[3] ?? '', cursor.from);
  }

  /** `const { X, Y } = process.env`. */
  #destructured(node: SyntaxNode): void {
    if (node.getChild('ObjectPattern') === null || node.to - node.from > 1200) return;
    const match = environmentPattern.exec(this.#code.text.slice(node.from, node.to));
    for (const [name] of (match?.[1] ?? '').matchAll(/[A-Z][A-Z0-9_]+/g)) this.#variable(name, node.from);
  }

  #variable(name: string, offset: number): void {
    // Bundlers hand variables with these beginnings to the browser.
    const bare = name.replace(/^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|EXPO_PUBLIC)_/, '');
    if (isTellingVariable(bare)) this.#clues.add({ kind: 'variable', name }, this.#code.placeAt(offset));
  }

  #string(cursor: TreeCursor): void {
    for (; this.#nextString < this.#strings.length; this.#nextString++) {
      const hit = this.#strings[this.#nextString];
      if (!hit || hit.offset >= cursor.to) return;
      if (hit.offset >= cursor.from) {
        this.#clues.add({ kind: hit.kind, name: hit.name }, this.#code.placeAt(hit.offset));
      }
    }
  }

  #report(name: string, details: Readonly<Record<string, string>> | undefined, offset: number): void {
    this.#clues.add({ kind: 'call', name, ...(details ? { details } : {}) }, this.#code.placeAt(offset));
  }
}

/** A qualified name begins with its package, which may hold dots and slashes itself. */
function isInteresting(qualified: string): boolean {
  const dot = qualified.indexOf('.', qualified.lastIndexOf('/') + 1);
  return isInterestingNpmPackage(npmPackageOf(dot < 0 ? qualified : qualified.slice(0, dot)));
}
