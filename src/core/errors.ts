/**
 * A failure the user can act on: one sentence that says what is wrong and one that says what to do.
 * Everything else that is thrown is a bug and keeps its stack.
 */
export class UserError extends Error {
  readonly remedy: string;

  constructor(sentence: string, remedy: string) {
    super(sentence);
    this.name = 'UserError';
    this.remedy = remedy;
  }
}
