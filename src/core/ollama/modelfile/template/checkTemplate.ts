import { lexTemplate } from './lexTemplate.ts';
import { PipelineChecker } from './pipelineChecker.ts';
import { TemplateCursor, TemplateFailure, type TemplateError } from './templateCursor.ts';
import type { TemplateToken } from './templateToken.ts';
import { VariableScope } from './variableScope.ts';

export interface CheckedTemplate {
  readonly error?: TemplateError;
  /** Names of fields and variables that it reads, in lower case, as `prompt` and `messages`. */
  readonly names: ReadonlySet<string>;
}

/**
 * Checks a template as the server does when it creates a model: Go's `text/template` parser (`parse/parse.go`) without
 * building a tree, and one rule of the server's own: `{{ template "x" }}` has to hand something over.
 * Takes linear time; brackets nested deeper than 200 are refused, where Go goes to 10000.
 */
export function checkTemplate(text: string): CheckedTemplate {
  const checker = new TemplateChecker(lexTemplate(text));
  try {
    checker.check();
    return { names: checker.names };
  } catch (error) {
    if (error instanceof TemplateFailure) return { error: error.error, names: checker.names };
    throw error;
  }
}

type BlockKind = 'if' | 'with' | 'range' | 'define clause' | 'block clause';

/** A block that waits for its `end`. */
interface OpenBlock {
  readonly kind: BlockKind;
  readonly token: TemplateToken;
  /** Whether its end ends the block around it too, as after `else if`. */
  readonly chained: boolean;
  /** What to go back to. */
  readonly variables: VariableScope;
  readonly count: number;
  readonly ranges: number;
  /** Of a clause, the name that it defines. */
  readonly name?: string;
  inElse: boolean;
  /** Whether anything but blanks and comments stands in it. */
  filled: boolean;
}

class TemplateChecker {
  readonly #cursor: TemplateCursor;
  readonly #pipelines: PipelineChecker;
  readonly #blocks: OpenBlock[] = [];
  /** Names of clauses, and whether anything stands in them. */
  readonly #defined = new Map<string, boolean>();
  #ranges = 0;

  constructor(tokens: readonly TemplateToken[]) {
    this.#cursor = new TemplateCursor(tokens);
    this.#pipelines = new PipelineChecker(this.#cursor);
  }

  get names(): ReadonlySet<string> {
    return this.#pipelines.names;
  }

  check(): void {
    for (;;) {
      const token = this.#cursor.nextNonSpace();
      const block = this.#blocks.at(-1);
      if (block && token.type === 'text' && /\S/.test(token.text)) block.filled = true;
      if (token.type === 'text') continue;
      if (token.type === 'left') this.#action(token);
      else if (token.type === 'end') {
        if (!block) return;
        this.#cursor.fail(
          `unexpected EOF: {{ ${block.token.text} }} has no {{ end }}`,
          block.token,
          block.token,
        );
      } else this.#cursor.unexpected(token, 'input');
    }
  }

  #action(left: TemplateToken): void {
    const token = this.#cursor.nextNonSpace();
    const word = token.type === 'keyword' ? token.text : '';
    const block = this.#blocks.at(-1);
    if (block && word !== 'end' && word !== 'else') block.filled = true;
    if (word === 'end') this.#end(token);
    else if (word === 'else') this.#else(token);
    else if (word === 'if' || word === 'with' || word === 'range') this.#control(word, token, false);
    else if (word === 'break' || word === 'continue') this.#jump(token);
    else if (word === 'template') this.#template();
    else if (word === 'block') {
      const name = this.#name('block clause');
      this.#pipelines.pipeline('block clause', 'right');
      this.#openClause('block clause', token, name);
    } else if (word === 'define' && this.#blocks.length === 0) {
      const name = this.#name('define clause');
      this.#cursor.expect('right', 'define clause');
      this.#openClause('define clause', token, name);
    } else {
      this.#cursor.goBack();
      this.#pipelines.pipeline('command', 'right', left);
    }
  }

  #control(kind: 'if' | 'with' | 'range', token: TemplateToken, chained: boolean): void {
    const [variables, count, ranges] = [
      this.#pipelines.variables,
      this.#pipelines.variables.size,
      this.#ranges,
    ];
    this.#pipelines.pipeline(kind, 'right', token);
    this.#blocks.push({ kind, token, chained, variables, count, ranges, inElse: false, filled: false });
    if (kind === 'range') this.#ranges++;
  }

  /** Neither variables nor loops around a clause reach into it. */
  #openClause(
    kind: 'define clause' | 'block clause',
    token: TemplateToken,
    { text: name }: TemplateToken,
  ): void {
    const [variables, ranges] = [this.#pipelines.variables, this.#ranges];
    const count = variables.size;
    this.#blocks.push({
      kind,
      token,
      chained: false,
      variables,
      count,
      ranges,
      name,
      inElse: false,
      filled: false,
    });
    this.#pipelines.variables = new VariableScope();
    this.#ranges = 0;
  }

  #end(token: TemplateToken): void {
    this.#cursor.expect('right', 'end');
    for (;;) {
      const block = this.#blocks.pop();
      if (!block) return this.#cursor.fail('unexpected {{end}}', token);
      this.#pipelines.variables = block.variables;
      this.#pipelines.variables.shrink(block.count);
      this.#ranges = block.ranges;
      if (block.name !== undefined) this.#define(block.name.slice(1, -1), block.filled, block.token);
      if (!block.chained) return;
    }
  }

  #define(name: string, filled: boolean, token: TemplateToken): void {
    if (filled && this.#defined.get(name))
      this.#cursor.fail(`multiple definition of template "${name}"`, token);
    if (filled || !this.#defined.has(name)) this.#defined.set(name, filled);
  }

  #else(token: TemplateToken): void {
    const next = this.#cursor.peekNonSpace();
    const block = this.#blocks.at(-1);
    const goesOn = next.type === 'keyword' && (next.text === 'if' || next.text === 'with');
    if (!goesOn) this.#cursor.expect('right', 'else');
    if (!block) return this.#cursor.fail('unexpected {{else}}', token);
    if (block.kind.endsWith('clause'))
      return this.#cursor.fail(`unexpected {{else}} in ${block.kind}`, token);
    if (block.inElse) return this.#cursor.fail('expected end; found {{else}}', token);
    if (block.kind === 'range') this.#ranges = block.ranges;
    block.inElse = true;
    if (!goesOn || block.kind !== next.text) return;
    this.#cursor.nextNonSpace();
    this.#control(block.kind === 'with' ? 'with' : 'if', next, true);
  }

  #jump(token: TemplateToken): void {
    this.#cursor.expect('right', `{{${token.text}}}`);
    if (this.#ranges === 0) this.#cursor.fail(`{{${token.text}}} outside {{range}}`, token);
  }

  #template(): void {
    const name = this.#name('template clause');
    if (this.#cursor.peekNonSpace().type === 'right') this.#cursor.fail('undefined template specified', name);
    this.#pipelines.pipeline('template clause', 'right');
  }

  #name(context: string): TemplateToken {
    const token = this.#cursor.nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') this.#cursor.unexpected(token, context);
    this.#pipelines.literal(token);
    return token;
  }
}
