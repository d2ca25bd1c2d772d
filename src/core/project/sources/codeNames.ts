/**
 * What the names in a file stand for: imports, aliases, and variables that hold an instance of an imported class.
 * One flat scope: code that gives one name two meanings is rare, and then the later one counts.
 */
export class CodeNames {
  readonly #imports = new Map<string, string>();
  readonly #instances = new Map<string, string>();
  readonly #roots = new Set<string>();

  /** Records an import of anything, also of modules of no interest: these must hide what they hide. */
  bind(local: string, qualified: string): void {
    this.#imports.set(local, qualified);
    this.#instances.delete(local);
  }

  /** The names known so far, fields by their last part. */
  known(): string[] {
    const fields = [...this.#instances.keys()].map((variable) =>
      variable.slice(variable.lastIndexOf('.') + 1),
    );
    return [...this.#imports.keys(), ...fields];
  }

  /** Notes that a module was imported, by its first word or package name. */
  addRoot(root: string): void {
    this.#roots.add(root);
  }

  hasRoot(...roots: readonly string[]): boolean {
    return roots.some((root) => this.#roots.has(root));
  }

  /** The variable (`client`, `self.client`) holds an instance of the class. */
  bindInstance(variable: string, className: string): void {
    this.#imports.delete(variable);
    this.#instances.set(variable, className);
  }

  /** The name is defined anew by the file itself. */
  forget(name: string): void {
    this.#imports.delete(name);
    this.#instances.delete(name);
  }

  /** The full name of a dotted expression, or undefined when its first name is not known. */
  resolve(dotted: string): string | undefined {
    const dot = dotted.indexOf('.');
    const first = dot < 0 ? dotted : dotted.slice(0, dot);
    const base = this.#imports.get(first) ?? this.#instances.get(first);
    if (base !== undefined) return dot < 0 ? base : base + dotted.slice(dot);
    if (dot < 0 || (first !== 'self' && first !== 'this')) return undefined;
    const second = dotted.indexOf('.', dot + 1);
    const field = this.#instances.get(second < 0 ? dotted : dotted.slice(0, second));
    return field === undefined ? undefined : field + (second < 0 ? '' : dotted.slice(second));
  }

  /** True when a dotted expression begins with a variable that holds an instance. */
  isInstance(dotted: string): boolean {
    const [first = '', second = ''] = dotted.split('.', 2);
    return this.#instances.has(first) || this.#instances.has(`${first}.${second}`);
  }
}

/** True when a qualified name ends like a class: `transformers.Trainer`. */
export function isClassName(qualified: string): boolean {
  return /(?:^|\.)[A-Z][A-Za-z0-9_]*$/.test(qualified);
}

/** The text of an expression as a dotted name (`a.b.c`), or undefined when it is anything else. */
export function dottedName(expression: string): string | undefined {
  if (expression.length > 200 || !/^[\w$]+(?:\s*[?!]?\.\s*[\w$]+)*$/.test(expression)) return undefined;
  return /^\d/.test(expression) ? undefined : expression.replace(/[\s?!]+/g, '');
}
