import type { SyntaxNode } from '@lezer/common';
import type { SetupEvaluator } from './setupEvaluator.ts';
import { addTo, listOf, merged, type SetupValue } from './setupValue.ts';
import { argumentsOf, childrenOf, expressionsIn } from './syntaxNodes.ts';

/** How deep blocks may nest before they are passed over. */
const maxDepth = 30;

/**
 * Follows the statements of `setup.py` in order and keeps what variables are known to be, up to the call of
 * `setup`. Both branches of a condition count, as either may be taken where the package is installed.
 */
export class SetupModule {
  /** Keyword arguments of `setup(…)`. */
  readonly options = new Map<string, SetupValue>();
  readonly #evaluator: SetupEvaluator;
  #foundSetup = false;

  constructor(evaluator: SetupEvaluator) {
    this.#evaluator = evaluator;
  }

  read(module: SyntaxNode): void {
    for (const definition of module.getChildren('FunctionDefinition')) {
      const name = definition.getChild('VariableName');
      if (name) this.#evaluator.functions.set(this.#evaluator.text(name), definition);
    }
    this.#block(module, 0);
    if (this.#foundSetup) return;
    // Some call it in a function of their own.
    for (const definition of this.#evaluator.functions.values()) {
      const body = definition.getChild('Body');
      if (body && /\bsetup\s*\(/.test(this.#evaluator.text(body))) this.#block(body, 1);
    }
  }

  #block(block: SyntaxNode, depth: number): void {
    if (depth > maxDepth) return;
    for (let statement = block.firstChild; statement; statement = statement.nextSibling) {
      if (statement.name === 'AssignStatement') this.#assign(statement, depth > 0);
      else if (statement.name === 'UpdateStatement') this.#update(statement);
      else if (statement.name === 'ExpressionStatement') this.#call(statement.firstChild);
      else if (/^(?:If|Try|With|For|While)Statement$/.test(statement.name)) {
        if (statement.name === 'WithStatement') this.#bindAfter(statement, 'as');
        if (statement.name === 'ForStatement') this.#bindLoop(statement);
        for (const body of statement.getChildren('Body')) this.#block(body, depth + 1);
      }
    }
  }

  #assign(statement: SyntaxNode, conditional: boolean): void {
    const value = this.#evaluator.evaluate(statement.lastChild);
    if (statement.getChild(',')) return;
    for (const target of expressionsIn(statement).slice(0, -1)) this.#set(target, value, conditional);
  }

  #set(target: SyntaxNode, value: SetupValue | undefined, conditional: boolean): void {
    if (target.name === 'VariableName') {
      const { variables } = this.#evaluator;
      const name = this.#evaluator.text(target);
      const known = variables.get(name);
      if (!value && !conditional) variables.delete(name);
      else if (value)
        variables.set(name, conditional && known?.kind === 'list' ? listOf(known, value) : value);
    } else if (target.name === 'MemberExpression') {
      const table = this.#evaluator.evaluate(target.firstChild);
      const key = this.#evaluator.evaluate(target.getChild('[')?.nextSibling);
      if (value && table?.kind === 'dict' && key?.kind === 'text') table.entries.set(key.text, value);
    }
  }

  #update(statement: SyntaxNode): void {
    const target = statement.firstChild;
    const value = this.#evaluator.evaluate(statement.lastChild);
    if (!target || !value) return;
    const known = this.#evaluator.evaluate(target);
    if (known?.kind === 'list') addTo(known, value);
    else if (known?.kind === 'dict') this.#set(target, merged(known, value), false);
    else this.#set(target, listOf(known, value), false);
  }

  #call(call: SyntaxNode | null): void {
    const callee = call?.name === 'CallExpression' ? call.firstChild : null;
    const list = call?.getChild('ArgList');
    if (!callee || !list) return;
    const method = callee.name === 'MemberExpression' ? callee.getChild('PropertyName') : null;
    const name = this.#evaluator.text(method ?? callee);
    if (name === 'setup') this.#setup(list);
    else if (method) this.#changeBy(name, callee.firstChild, list);
  }

  /** `x.append(…)`, `x.extend(…)`, `x.update(…)` and their kin. */
  #changeBy(method: string, object: SyntaxNode | null, list: SyntaxNode): void {
    const known = this.#evaluator.evaluate(object);
    const values = argumentsOf(list).map(({ value }) => this.#evaluator.evaluate(value));
    if (known?.kind === 'list' && /^(?:append|extend|insert|add|update)$/.test(method)) {
      for (const value of values) addTo(known, value);
    } else if (known?.kind === 'dict' && method === 'update') {
      for (const [key, value] of merged(values[0], undefined).entries) known.entries.set(key, value);
      for (const { name, value } of argumentsOf(list)) {
        const entry = this.#evaluator.evaluate(value);
        if (name && entry) known.entries.set(this.#evaluator.text(name), entry);
      }
    }
  }

  #setup(list: SyntaxNode): void {
    this.#foundSetup = true;
    for (const { name, spread, value } of argumentsOf(list)) {
      const known = this.#evaluator.evaluate(value);
      if (known && name) this.options.set(this.#evaluator.text(name), known);
      if (spread && known?.kind === 'dict')
        for (const [key, entry] of known.entries) this.options.set(key, entry);
    }
  }

  /** `with open("requirements.txt") as f`. */
  #bindAfter(statement: SyntaxNode, word: string): void {
    for (const as of childrenOf(statement).filter((child) => child.name === word)) {
      if (as.nextSibling) this.#set(as.nextSibling, this.#evaluator.evaluate(as.prevSibling), false);
    }
  }

  /** `for line in f`: the variable stands for all it goes over. */
  #bindLoop(statement: SyntaxNode): void {
    const over = statement.getChild('in');
    const variable = statement.getChild('VariableName');
    if (over && variable) this.#set(variable, this.#evaluator.evaluate(over.nextSibling), false);
  }
}
