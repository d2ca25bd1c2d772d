import type { Span } from '../modelfile.ts';
import type { TemplateToken, TemplateTokenType } from './templateToken.ts';

/** What is wrong with a template; offsets are into the template. */
export interface TemplateError extends Span {
  readonly message: string;
  /** What is still open when the text ends. */
  readonly open?: TemplateToken;
}

/** Thrown by the cursor, and caught where the check began. */
export class TemplateFailure extends Error {
  readonly error: TemplateError;

  constructor(error: TemplateError) {
    super(error.message);
    this.error = error;
  }
}

/** Goes through the tokens of a template, and says what is wrong where it stands. */
export class TemplateCursor {
  readonly #tokens: readonly TemplateToken[];
  #at = 0;

  constructor(tokens: readonly TemplateToken[]) {
    this.#tokens = tokens;
  }

  /** Where it is, to come back to. */
  get place(): number {
    return this.#at;
  }

  goBackTo(place: number): void {
    this.#at = place;
  }

  goBack(): void {
    this.#at--;
  }

  expect(type: TemplateTokenType, context: string): void {
    const token = this.nextNonSpace();
    if (token.type !== type) this.unexpected(token, context);
  }

  next(): TemplateToken {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    this.#at++;
    return token ?? { type: 'end', text: '', start: 0, end: 0 };
  }

  nextNonSpace(): TemplateToken {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  peek(): TemplateToken {
    const token = this.next();
    this.#at--;
    return token;
  }

  peekNonSpace(): TemplateToken {
    const token = this.nextNonSpace();
    this.#at--;
    return token;
  }

  unexpected(token: TemplateToken, context: string): never {
    if (token.type === 'error') this.fail(token.text, token);
    const what = token.type === 'keyword' ? `<${token.text}>` : `"${token.text}"`;
    return this.fail(`unexpected ${token.type === 'end' ? 'EOF' : what} in ${context}`, token);
  }

  fail(message: string, at: Span, open?: TemplateToken, opener?: TemplateToken): never {
    const start = opener?.start ?? at.start;
    throw new TemplateFailure({ message, start, end: Math.max(at.end, start), ...(open && { open }) });
  }
}
