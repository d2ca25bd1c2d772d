import { isGoCharacter, isGoNumber, isGoString } from '../values/goLiterals.ts';
import type { TemplateCursor } from './templateCursor.ts';
import type { TemplateToken, TemplateTokenType } from './templateToken.ts';
import { VariableScope } from './variableScope.ts';

/** Functions that templates may call: Go's own and those of the server's `template/template.go`. */
export const templateFunctions: readonly string[] = [
  ...['and', 'call', 'eq', 'ge', 'gt', 'html', 'index', 'js', 'le', 'len', 'lt', 'ne', 'not', 'or'],
  ...['print', 'printf', 'println', 'slice', 'urlquery'],
  ...['json', 'currentDate', 'yesterdayDate', 'toTypeScriptType'],
];

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

/** Checks what stands inside an action: declarations, commands, operands and constants. */
export class PipelineChecker {
  /** Names of fields that are read, in lower case. */
  readonly names = new Set<string>();
  /** Those known where the cursor is; blocks set and restore them. */
  variables = new VariableScope();
  readonly #cursor: TemplateCursor;
  #depth = 0;

  constructor(cursor: TemplateCursor) {
    this.#cursor = cursor;
  }

  /** Up to its end; declares its variables. `opener` is where a pipeline without a value begins. */
  pipeline(context: string, end: 'right' | 'closeParen', opener?: TemplateToken): void {
    this.#declarations(context);
    for (let stage = 1; ; stage++) {
      const token = this.#cursor.nextNonSpace();
      if (token.type === end) {
        if (stage === 1) this.#cursor.fail(`missing value for ${context}`, token, undefined, opener);
        return;
      }
      if (!operands.has(token.type) && !isNil(token)) this.#cursor.unexpected(token, context);
      if (stage > 1 && literals.has(token.type)) {
        this.#cursor.fail(`non executable command in pipeline stage ${stage}`, token);
      }
      this.#cursor.goBack();
      this.#command();
    }
  }

  /** `$x :=`, `$x =` and, for range, `$i, $x :=`. */
  #declarations(context: string): void {
    for (let count = 1; ; count++) {
      const variable = this.#cursor.peekNonSpace();
      if (variable.type !== 'variable') return;
      const back = this.#cursor.place;
      this.#cursor.nextNonSpace();
      const next = this.#cursor.peekNonSpace();
      const isComma = next.type === 'other' && next.text === ',';
      if (next.type !== 'assign' && next.type !== 'declare' && !isComma) {
        this.#cursor.goBackTo(back);
        return;
      }
      this.#cursor.nextNonSpace();
      this.variables.add(variable.text);
      if (!isComma) return;
      if (context !== 'range' || count > 1) this.#cursor.fail(`too many declarations in ${context}`, next);
      if (!['variable', 'right', 'closeParen'].includes(this.#cursor.peekNonSpace().type))
        this.#cursor.fail('range can only initialize variables', next);
    }
  }

  /** Operands with blanks between, up to `|` or the end of the pipeline. */
  #command(): void {
    for (let operandCount = 0; ;) {
      const before = this.#cursor.peekNonSpace();
      if (this.#operand()) operandCount++;
      const token = this.#cursor.next();
      if (token.type === 'space') continue;
      if (token.type === 'right' || token.type === 'closeParen') this.#cursor.goBack();
      else if (token.type !== 'pipe') this.#cursor.unexpected(token, 'operand');
      if (operandCount === 0) this.#cursor.fail('empty command', before);
      return;
    }
  }

  #operand(): boolean {
    const token = this.#cursor.nextNonSpace();
    if (!operands.has(token.type) && !isNil(token)) {
      this.#cursor.goBack();
      return false;
    }
    this.#term(token);
    if (this.#cursor.peek().type === 'field' && literals.has(token.type))
      this.#cursor.fail(`unexpected . after term "${token.text}"`, token);
    while (this.#cursor.peek().type === 'field')
      this.#readName(this.#cursor.next(), token.type !== 'openParen');
    return true;
  }

  #term(token: TemplateToken): void {
    if (token.type === 'identifier' && !functions.has(token.text))
      this.#cursor.fail(`function "${token.text}" not defined`, token);
    else if (token.type === 'variable') {
      if (!this.variables.has(token.text)) this.#cursor.fail(`undefined variable "${token.text}"`, token);
    } else if (token.type === 'field') this.#readName(token, true);
    else if (token.type === 'openParen') {
      if (++this.#depth > maxDepth) this.#cursor.fail('max expression depth exceeded', token);
      this.pipeline('parenthesized pipeline', 'closeParen', token);
      this.#depth--;
    } else this.literal(token);
  }

  #readName(field: TemplateToken, counts: boolean): void {
    if (counts) this.names.add(field.text.slice(1).toLowerCase());
  }

  /** Whether a constant is one that Go reads. */
  literal({ type, text, ...span }: TemplateToken): void {
    if (type === 'string' && !isGoString(text)) this.#cursor.fail('invalid syntax', span);
    if (type === 'character' && !isGoCharacter(text))
      this.#cursor.fail(`malformed character constant: ${text}`, span);
    if (type === 'number' && !isGoNumber(text)) this.#cursor.fail(`illegal number syntax: "${text}"`, span);
  }
}

function isNil(token: TemplateToken): boolean {
  return token.type === 'keyword' && token.text === 'nil';
}
