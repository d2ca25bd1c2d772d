/** The variables that are known at a place of a template; looking one up takes no longer for their number. */
export class VariableScope {
  readonly #names: string[] = [];
  readonly #counts = new Map<string, number>();

  /** `$` is always known. */
  constructor() {
    this.add('$');
  }

  get size(): number {
    return this.#names.length;
  }

  add(name: string): void {
    this.#names.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  /** Forgets what was added since there were `size` of them. */
  shrink(size: number): void {
    for (const name of this.#names.splice(size)) this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1);
  }
}
