import type { SyntaxNode, TreeCursor } from '@lezer/common';
import { parser } from '@lezer/python';
import { parseBounded } from '../boundedParse.ts';
import type { ClueCollector, Code } from '../clueCollector.ts';
import { dottedName, type CodeNames } from '../codeNames.ts';
import { isInterestingPythonName } from '../interest.ts';
import { tellingStrings, type TellingString } from '../tellingStrings.ts';
import { argumentDetails, assignedTo, bindAssigned, calledName, isTellingCall } from './pythonCalls.ts';
import { readPythonImport } from './pythonImports.ts';
import { variableOfCall, variableOfSubscript, variablesOfSettings } from './pythonVariables.ts';

/**
 * Walks the syntax tree of one piece of Python and gathers its clues. Names bound by earlier pieces (the cells of a
 * notebook) stay known. Syntax errors are passed over: the rest of the file still says what it says.
 */
export function scanPython(code: Code, names: CodeNames, clues: ClueCollector): void {
  new PythonScan(code, names, clues).run();
}

class PythonScan {
  readonly #code: Code;
  readonly #names: CodeNames;
  readonly #clues: ClueCollector;
  readonly #strings: readonly TellingString[];
  #nextString = 0;

  constructor(code: Code, names: CodeNames, clues: ClueCollector) {
    this.#code = code;
    this.#names = names;
    this.#clues = clues;
    this.#strings = tellingStrings(code.text);
  }

  run(): void {
    const cursor = parseBounded(parser, this.#code.text).cursor();
    do this.#visit(cursor);
    while (cursor.next());
  }

  #visit(cursor: TreeCursor): void {
    switch (cursor.name) {
      case 'ImportStatement':
        readPythonImport(cursor.node, this.#code, this.#names, this.#clues);
        break;
      case 'CallExpression':
        this.#call(cursor.node);
        break;
      case 'ClassDefinition':
        this.#class(cursor.node);
        break;
      case 'FunctionDefinition':
        this.#function(cursor.node);
        break;
      case 'Decorator':
        this.#decorator(cursor.node);
        break;
      case 'AssignStatement':
        this.#assignment(cursor.node);
        break;
      case 'MemberExpression':
        if (this.#code.text.charCodeAt(cursor.to - 1) === 93) this.#subscript(cursor.node);
        break;
      case 'String':
      case 'FormatString':
        this.#string(cursor);
        break;
    }
  }

  #slice(node: SyntaxNode): string {
    return this.#code.text.slice(node.from, Math.min(node.to, node.from + 201));
  }

  #call(node: SyntaxNode): void {
    const callee = node.firstChild;
    const list = node.lastChild;
    if (!callee || list?.name !== 'ArgList') return;
    const variable = variableOfCall(this.#slice(callee), list, this.#code.text);
    if (variable) this.#clues.add(variable, this.#code.placeAt(node.from));
    const called = calledName(callee, this.#code.text, this.#names);
    const target = assignedTo(node, this.#code.text);
    if (target) bindAssigned(target.name, called, this.#names);
    if (called === undefined) return;
    const details = argumentDetails(list, this.#code.text);
    if (target?.topLevel === true) details.set('target', target.name);
    if (isTellingCall(called, details)) this.#report(called, details.record(), callee.from);
  }

  /** A class built on an interesting one says as much as a call: `class Net(nn.Module)`. */
  #class(node: SyntaxNode): void {
    const name = node.getChild('VariableName');
    const own = name ? this.#slice(name) : '';
    const bases = node.getChild('ArgList');
    for (let base = bases?.firstChild ?? null; base; base = base.nextSibling) {
      if (base.prevSibling?.name === 'AssignOp') continue;
      const dotted = dottedName(this.#slice(base));
      const full = dotted === undefined ? undefined : this.#names.resolve(dotted);
      if (full !== undefined && isInterestingPythonName(full)) {
        this.#report(full, { base: 'true', target: own }, node.from);
      }
      if (dotted?.endsWith('BaseSettings') === true) this.#settings(node.getChild('Body'));
    }
    this.#names.forget(own);
  }

  #settings(body: SyntaxNode | null): void {
    if (!body) return;
    for (const { offset, ...clue } of variablesOfSettings(body, this.#code.text)) {
      this.#clues.add(clue, this.#code.placeAt(offset));
    }
  }

  /** A function of the file hides an import of the same name; a method does not. */
  #function(node: SyntaxNode): void {
    const parent = node.parent?.name === 'DecoratedStatement' ? node.parent.parent : node.parent;
    const name = node.getChild('VariableName');
    if (parent?.name === 'Script' && name) this.#names.forget(this.#slice(name));
  }

  #decorator(node: SyntaxNode): void {
    const list = node.getChild('ArgList');
    const dotted = dottedName(this.#code.text.slice(node.from + 1, list?.from ?? node.to).trim());
    // Decorators of the file's own objects (`@app.get`) are routes and the like.
    if (dotted === undefined || this.#names.isInstance(dotted)) return;
    const full = this.#names.resolve(dotted);
    if (full === undefined || !isInterestingPythonName(full)) return;
    const details = argumentDetails(list, this.#code.text);
    details.set('decorator', 'true');
    this.#report(full, details.record(), node.from);
  }

  /** `layers = tf.keras.layers` gives a module a second name. */
  #assignment(node: SyntaxNode): void {
    const target = node.firstChild;
    const value = node.lastChild;
    if (target?.name !== 'VariableName' || !value || !/^(?:VariableName|MemberExpression)$/.test(value.name))
      return;
    const dotted = dottedName(this.#slice(value));
    const full = dotted === undefined || target.to > value.from ? undefined : this.#names.resolve(dotted);
    if (full === undefined || dotted === undefined || !isInterestingPythonName(full)) return;
    if (this.#names.isInstance(dotted)) {
      if (!dotted.includes('.')) this.#names.bindInstance(this.#slice(target), full);
    } else this.#names.bind(this.#slice(target), full);
  }

  #subscript(node: SyntaxNode): void {
    const clue = variableOfSubscript(node, this.#code.text);
    if (clue) this.#clues.add(clue, this.#code.placeAt(node.from));
  }

  /** Reports the telling strings inside this literal; documentation strings say nothing. */
  #string(cursor: TreeCursor): void {
    for (; this.#nextString < this.#strings.length; this.#nextString++) {
      const hit = this.#strings[this.#nextString];
      if (!hit || hit.offset >= cursor.to) return;
      if (hit.offset < cursor.from || isDocumentation(cursor)) continue;
      this.#clues.add({ kind: hit.kind, name: hit.name }, this.#code.placeAt(hit.offset));
    }
  }

  #report(name: string, details: Readonly<Record<string, string>> | undefined, offset: number): void {
    this.#clues.add({ kind: 'call', name, ...(details ? { details } : {}) }, this.#code.placeAt(offset));
  }
}

function isDocumentation(cursor: TreeCursor): boolean {
  const parent = cursor.node.parent;
  return (
    parent?.name === 'ExpressionStatement' ||
    (parent?.parent?.name === 'ExpressionStatement' && parent.name === 'ContinuedString')
  );
}
