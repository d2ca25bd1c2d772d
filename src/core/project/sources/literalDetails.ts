import { looksSecret } from './literalKey.ts';

const hiddenName = /key|token|secret|passw|credential|auth/i;
const mostDetails = 24;

/** Collects what a call says in plain literals, leaving out whatever could be a secret. */
export class LiteralDetails {
  readonly #entries = new Map<string, string>();

  /** A keyword argument or property with a literal value. Long texts and secrets are left out. */
  add(name: string, value: string | undefined): void {
    if (value === undefined || value.length > 80 || hiddenName.test(name) || looksSecret(value)) return;
    if (this.#entries.size < mostDetails && name.length <= 60) this.#entries.set(name, value);
  }

  /** The first argument, when it is a literal text. */
  addFirst(value: string | undefined): void {
    if (value !== undefined && value.length <= 120 && !looksSecret(value)) this.#entries.set('arg0', value);
  }

  /** Something that the reader itself says of the call, such as its target. */
  set(name: string, value: string): void {
    this.#entries.set(name, value);
  }

  get(name: string): string | undefined {
    return this.#entries.get(name);
  }

  /** Undefined when nothing was said. */
  record(): Readonly<Record<string, string>> | undefined {
    return this.#entries.size === 0 ? undefined : Object.fromEntries(this.#entries);
  }
}
