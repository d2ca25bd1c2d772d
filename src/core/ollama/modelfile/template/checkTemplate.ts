import type { Span } from '../modelfile.ts';
import { isGoCharacter, isGoNumber, isGoString } from '../values/goLiterals.ts';
import { lexTemplate } from './lexTemplate.ts';
import type { TemplateToken, TemplateTokenType } from './templateToken.ts';
import { VariableScope } from './variableScope.ts';

/** What is wrong with a template; offsets are into the template. */
export interface TemplateError extends Span {
  readonly message: string;
  /** What is still open when the text ends. */
  readonly open?: TemplateToken;
}

export interface CheckedTemplate {
  readonly error?: TemplateError;
  /** Names of fields and variables that it reads, in lower case, as `prompt` and `messages`. */
  readonly names: ReadonlySet<string>;
}

/** Functions that templates may call: Go's own and those of the server's `template/template.go`. */
export const templateFunctions: readonly string[] = [
  ...['and', 'call', 'eq', 'ge', 'gt', 'html', 'index', 'js', 'le', 'len', 'lt', 'ne', 'not', 'or'],
  ...['print', 'printf', 'println', 'slice', 'urlquery'],
  ...['json', 'currentDate', 'yesterdayDate', 'toTypeScriptType'],
];

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

class TemplateFailure extends Error {
  readonly error: TemplateError;

  constructor(error: TemplateError) {
    super(error.message);
    this.error = error;
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

const operands: ReadonlySet<TemplateTokenType> = new Set<TemplateTokenType>([
  ...(['bool', 'character', 'complex', 'dot', 'field', 'identifier', 'number'] as const),
  ...(['rawString', 'string', 'variable', 'openParen'] as const),
]);
/** Neither called nor asked for a field. */
const literals: ReadonlySet<TemplateTokenType> = new Set<TemplateTokenType>([
  ...(['bool', 'dot', 'keyword', 'number', 'complex', 'character', 'string', 'rawString'] as const),
]);
const functions = new Set(templateFunctions);
const maxDepth = 200;

class TemplateChecker {
  readonly names = new Set<string>();
  readonly #tokens: readonly TemplateToken[];
  readonly #blocks: OpenBlock[] = [];
  /** Names of clauses, and whether anything stands in them. */
  readonly #defined = new Map<string, boolean>();
  #at = 0;
  #variables = new VariableScope();
  #ranges = 0;
  #depth = 0;

  constructor(tokens: readonly TemplateToken[]) {
    this.#tokens = tokens;
  }

  check(): void {
    for (;;) {
      const token = this.#nextNonSpace();
      const block = this.#blocks.at(-1);
      if (block && token.type === 'text' && /\S/.test(token.text)) block.filled = true;
      if (token.type === 'text') continue;
      if (token.type === 'left') this.#action(token);
      else if (token.type === 'end') {
        if (!block) return;
        this.#fail(`unexpected EOF: {{ ${block.token.text} }} has no {{ end }}`, block.token, block.token);
      } else this.#unexpected(token, 'input');
    }
  }

  #action(left: TemplateToken): void {
    const token = this.#nextNonSpace();
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
      this.#pipeline('block clause', 'right');
      this.#openClause('block clause', token, name);
    } else if (word === 'define' && this.#blocks.length === 0) {
      const name = this.#name('define clause');
      this.#expect('right', 'define clause');
      this.#openClause('define clause', token, name);
    } else {
      this.#at--;
      this.#pipeline('command', 'right', left);
    }
  }

  #control(kind: 'if' | 'with' | 'range', token: TemplateToken, chained: boolean): void {
    const [variables, count, ranges] = [this.#variables, this.#variables.size, this.#ranges];
    this.#pipeline(kind, 'right', token);
    this.#blocks.push({ kind, token, chained, variables, count, ranges, inElse: false, filled: false });
    if (kind === 'range') this.#ranges++;
  }

  /** Neither variables nor loops around a clause reach into it. */
  #openClause(
    kind: 'define clause' | 'block clause',
    token: TemplateToken,
    { text: name }: TemplateToken,
  ): void {
    const [variables, ranges] = [this.#variables, this.#ranges];
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
    this.#variables = new VariableScope();
    this.#ranges = 0;
  }

  #end(token: TemplateToken): void {
    this.#expect('right', 'end');
    for (;;) {
      const block = this.#blocks.pop();
      if (!block) return this.#fail('unexpected {{end}}', token);
      this.#variables = block.variables;
      this.#variables.shrink(block.count);
      this.#ranges = block.ranges;
      if (block.name !== undefined) this.#define(block.name.slice(1, -1), block.filled, block.token);
      if (!block.chained) return;
    }
  }

  #define(name: string, filled: boolean, token: TemplateToken): void {
    if (filled && this.#defined.get(name)) this.#fail(`multiple definition of template "${name}"`, token);
    if (filled || !this.#defined.has(name)) this.#defined.set(name, filled);
  }

  #else(token: TemplateToken): void {
    const next = this.#peekNonSpace();
    const block = this.#blocks.at(-1);
    const goesOn = next.type === 'keyword' && (next.text === 'if' || next.text === 'with');
    if (!goesOn) this.#expect('right', 'else');
    if (!block) return this.#fail('unexpected {{else}}', token);
    if (block.kind.endsWith('clause')) return this.#fail(`unexpected {{else}} in ${block.kind}`, token);
    if (block.inElse) return this.#fail('expected end; found {{else}}', token);
    if (block.kind === 'range') this.#ranges = block.ranges;
    block.inElse = true;
    if (!goesOn || block.kind !== next.text) return;
    this.#nextNonSpace();
    this.#control(block.kind === 'with' ? 'with' : 'if', next, true);
  }

  #jump(token: TemplateToken): void {
    this.#expect('right', `{{${token.text}}}`);
    if (this.#ranges === 0) this.#fail(`{{${token.text}}} outside {{range}}`, token);
  }

  #template(): void {
    const name = this.#name('template clause');
    if (this.#peekNonSpace().type === 'right') this.#fail('undefined template specified', name);
    this.#pipeline('template clause', 'right');
  }

  #name(context: string): TemplateToken {
    const token = this.#nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') this.#unexpected(token, context);
    this.#literal(token);
    return token;
  }

  #pipeline(context: string, end: 'right' | 'closeParen', opener?: TemplateToken): void {
    this.#declarations(context);
    for (let stage = 1; ; stage++) {
      const token = this.#nextNonSpace();
      if (token.type === end) {
        if (stage === 1) this.#fail(`missing value for ${context}`, token, undefined, opener);
        return;
      }
      if (!operands.has(token.type) && !isNil(token)) this.#unexpected(token, context);
      if (stage > 1 && literals.has(token.type)) {
        this.#fail(`non executable command in pipeline stage ${stage}`, token);
      }
      this.#at--;
      this.#command();
    }
  }

  /** `$x :=`, `$x =` and, for range, `$i, $x :=`. */
  #declarations(context: string): void {
    for (let count = 1; ; count++) {
      const variable = this.#peekNonSpace();
      if (variable.type !== 'variable') return;
      const back = this.#at;
      this.#nextNonSpace();
      const next = this.#peekNonSpace();
      const isComma = next.type === 'other' && next.text === ',';
      if (next.type !== 'assign' && next.type !== 'declare' && !isComma) {
        this.#at = back;
        return;
      }
      this.#nextNonSpace();
      this.#variables.add(variable.text);
      if (!isComma) return;
      if (context !== 'range' || count > 1) this.#fail(`too many declarations in ${context}`, next);
      if (!['variable', 'right', 'closeParen'].includes(this.#peekNonSpace().type))
        this.#fail('range can only initialize variables', next);
    }
  }

  /** Operands with blanks between, up to `|` or the end of the pipeline. */
  #command(): void {
    for (let operandCount = 0; ;) {
      const before = this.#peekNonSpace();
      if (this.#operand()) operandCount++;
      const token = this.#next();
      if (token.type === 'space') continue;
      if (token.type === 'right' || token.type === 'closeParen') this.#at--;
      else if (token.type !== 'pipe') this.#unexpected(token, 'operand');
      if (operandCount === 0) this.#fail('empty command', before);
      return;
    }
  }

  #operand(): boolean {
    const token = this.#nextNonSpace();
    if (!operands.has(token.type) && !isNil(token)) {
      this.#at--;
      return false;
    }
    this.#term(token);
    if (this.#peek().type === 'field' && literals.has(token.type))
      this.#fail(`unexpected . after term "${token.text}"`, token);
    while (this.#peek().type === 'field') this.#readName(this.#next(), token.type !== 'openParen');
    return true;
  }

  #term(token: TemplateToken): void {
    if (token.type === 'identifier' && !functions.has(token.text))
      this.#fail(`function "${token.text}" not defined`, token);
    else if (token.type === 'variable') {
      if (!this.#variables.has(token.text)) this.#fail(`undefined variable "${token.text}"`, token);
    } else if (token.type === 'field') this.#readName(token, true);
    else if (token.type === 'openParen') {
      if (++this.#depth > maxDepth) this.#fail('max expression depth exceeded', token);
      this.#pipeline('parenthesized pipeline', 'closeParen', token);
      this.#depth--;
    } else this.#literal(token);
  }

  #readName(field: TemplateToken, counts: boolean): void {
    if (counts) this.names.add(field.text.slice(1).toLowerCase());
  }

  #literal({ type, text, ...span }: TemplateToken): void {
    if (type === 'string' && !isGoString(text)) this.#fail('invalid syntax', span);
    if (type === 'character' && !isGoCharacter(text))
      this.#fail(`malformed character constant: ${text}`, span);
    if (type === 'number' && !isGoNumber(text)) this.#fail(`illegal number syntax: "${text}"`, span);
  }

  #expect(type: TemplateTokenType, context: string): void {
    const token = this.#nextNonSpace();
    if (token.type !== type) this.#unexpected(token, context);
  }

  #next(): TemplateToken {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    this.#at++;
    return token ?? { type: 'end', text: '', start: 0, end: 0 };
  }

  #nextNonSpace(): TemplateToken {
    let token = this.#next();
    while (token.type === 'space') token = this.#next();
    return token;
  }

  #peek(): TemplateToken {
    const token = this.#next();
    this.#at--;
    return token;
  }

  #peekNonSpace(): TemplateToken {
    const token = this.#nextNonSpace();
    this.#at--;
    return token;
  }

  #unexpected(token: TemplateToken, context: string): never {
    if (token.type === 'error') this.#fail(token.text, token);
    const what = token.type === 'keyword' ? `<${token.text}>` : `"${token.text}"`;
    return this.#fail(`unexpected ${token.type === 'end' ? 'EOF' : what} in ${context}`, token);
  }

  #fail(message: string, at: Span, open?: TemplateToken, opener?: TemplateToken): never {
    const start = opener?.start ?? at.start;
    throw new TemplateFailure({ message, start, end: Math.max(at.end, start), ...(open && { open }) });
  }
}

function isNil(token: TemplateToken): boolean {
  return token.type === 'keyword' && token.text === 'nil';
}
