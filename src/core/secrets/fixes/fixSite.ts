import type { SecretFinding } from '../finding.ts';
import { languageOf, type Language } from '../language.ts';
import type { Provider } from '../provider.ts';
import { providers } from '../providers.ts';
import { lineEnding } from './applyFix.ts';
import { environmentName } from './environmentName.ts';
import { JavascriptCode } from './syntax/javascriptCode.ts';
import { PythonCode } from './syntax/pythonCode.ts';

/** One finding in its text, with what the fixes ask of both; syntax trees are made when first asked for. */
export class FixSite {
  readonly text: string;
  readonly path: string;
  readonly finding: SecretFinding;
  readonly language: Language;
  readonly provider: Provider | undefined;
  readonly eol: '\n' | '\r\n';
  #python: PythonCode | undefined;
  #javascript: JavascriptCode | undefined;

  constructor(text: string, path: string, finding: SecretFinding, language = languageOf(path)) {
    this.text = text;
    this.path = path.replaceAll('\\', '/');
    this.finding = finding;
    this.language = codeLanguage(text, language);
    this.provider = providers[finding.provider];
    this.eol = lineEnding(text);
  }

  get python(): PythonCode {
    return (this.#python ??= new PythonCode(this.text));
  }

  get javascript(): JavascriptCode {
    return (this.#javascript ??= new JavascriptCode(this.text, this.path));
  }

  /** The secret as it is written in the text. Never to be shown, logged or kept. */
  get written(): string {
    return this.text.slice(this.finding.start, this.finding.end);
  }

  get fileName(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  get folder(): string {
    return this.path.slice(0, this.path.lastIndexOf('/') + 1);
  }

  /** True where the secret is the password in `scheme://user:password@host`. */
  get inUrl(): boolean {
    const before = this.text.slice(Math.max(0, this.finding.start - 300), this.finding.start);
    return /[a-z][a-z0-9+.-]*:\/\/[^\s/'"`@]*:$/i.test(before) && this.text[this.finding.end] === '@';
  }

  /** The environment variable that takes the secret's place. */
  get variable(): string {
    const name = environmentName(this.finding, this.provider, this.inUrl);
    return this.#isTaken(name) ? `${name}_2` : name;
  }

  get lineStart(): number {
    return this.text.lastIndexOf('\n', this.finding.start - 1) + 1;
  }

  get lineEnd(): number {
    const end = this.text.indexOf('\n', this.finding.end);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** The line or lines that the finding is on, without the end of the line. */
  get line(): string {
    return this.text.slice(this.lineStart, this.lineEnd);
  }

  /** Another line reads a variable of this name for something else: true for names that say little. */
  #isTaken(name: string): boolean {
    if (this.finding.provider !== 'generic') return false;
    const others = this.text.slice(0, this.lineStart) + this.text.slice(this.lineEnd);
    const read = new RegExp(
      `\\b(?:env\\w{0,9}|ENV|getenv|Getenv)\\b[^\\n]{0,20}\\b${name}\\b|\\$\\{${name}\\b`,
    );
    return read.test(others);
  }
}

/** A cell of a notebook comes as its text: Python, or what its first line says. */
function codeLanguage(text: string, language: Language): Language {
  if (language !== 'notebook') return language;
  if (/^\s*\{\s*"(?:cells|metadata|nbformat)"/.test(text)) return 'notebook';
  const cell = /^\s*%%(\w+)/.exec(text)?.[1] ?? '';
  if (/^(?:bash|sh|script)$/.test(cell)) return 'shell';
  if (cell === 'javascript' || cell === 'js') return 'javascript';
  return /^(?:html|latex|markdown|svg|writefile|sql|R|ruby|perl)$/i.test(cell) ? 'text' : 'python';
}
