import { decodeText } from '../../project/decodeText.ts';
import type { WorkspaceReader } from '../../ports.ts';
import type { ConfigProblem } from '../peers/configProblems.ts';

const megabyte = 1024 * 1024;
const usualLimit = 4 * megabyte;
/** Baselines of large repositories. */
export const baselineLimit = 32 * megabyte;

/** The files of a folder that a policy is made of. One that cannot be read is a problem; one that is not there is none. */
export class PolicyFiles {
  readonly #reader: WorkspaceReader;
  readonly #names: ReadonlySet<string>;
  readonly #problems: ConfigProblem[];

  private constructor(reader: WorkspaceReader, names: ReadonlySet<string>, problems: ConfigProblem[]) {
    this.#reader = reader;
    this.#names = names;
    this.#problems = problems;
  }

  /** Looks once what lies in the folder itself. */
  static async open(reader: WorkspaceReader, problems: ConfigProblem[]): Promise<PolicyFiles> {
    const entries = await reader.list('').catch(() => []);
    const names = entries.filter(({ kind }) => kind !== 'directory').map(({ name }) => name);
    return new PolicyFiles(reader, new Set(names), problems);
  }

  /** The text of a file in the folder itself. */
  async read(name: string, limit = usualLimit): Promise<string | undefined> {
    if (!this.#names.has(name)) return undefined;
    const text = await this.#text(name, limit);
    if (text === undefined) this.#add(name, 'The file cannot be read: check its permissions.');
    return text ?? undefined;
  }

  /** The text of a file anywhere below the folder; whether it is there is found out by reading it. */
  async readNested(path: string, limit = usualLimit): Promise<string | undefined> {
    return (await this.#text(path, limit)) ?? undefined;
  }

  /** Null for a file that is too large, which is a problem already. */
  async #text(path: string, limit: number): Promise<string | null | undefined> {
    let content;
    try {
      content = await this.#reader.read(path, limit);
    } catch {
      return undefined;
    }
    if (content.size > limit) {
      this.#add(path, `The file is larger than ${limit / megabyte} MB and is left out.`);
      return null;
    }
    return decodeText(content.bytes).text;
  }

  #add(file: string, message: string): void {
    this.#problems.push({ file, line: 1, column: 1, message, severity: 'warning' });
  }
}
