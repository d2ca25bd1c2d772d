import { DockerfileParser, PropertyInstruction, type Instruction } from 'dockerfile-ast';
import { nothing, type Clue, type FileReader, type Problem, type SourceFile } from '../../clue.ts';
import { commandClues, scriptClues } from '../commands/scriptClues.ts';
import { shellCommands, type ShellCommand } from '../commands/shellWords.ts';
import { execForm } from './execForm.ts';
import { imageClue } from './imageReference.ts';
import { substitute } from './substitute.ts';

/** Dockerfile, Dockerfile.*, *.Dockerfile and Containerfile*, but no notes or ignore files beside them. */
export function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^(?:Dockerfile|Containerfile)(?:[.-].+)?$|\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/.test(name) &&
    !/\.(?:dockerignore|md|txt|rst|ya?ml|json|py|sh)$/.test(name)
  );
}

/**
 * Reads the images, programs, packages and variables of a Dockerfile. `FROM` is resolved through `ARG`s and their
 * defaults; a stage is no image. Each stage with an image gives a `file` clue `Dockerfile` at its first `FROM`.
 */
export const readDockerfile: FileReader = (file) => {
  if (file.text.trim() === '' || file.text.length > maxSize) return nothing;
  return new DockerfileReading(file).read();
};

/** Characters; the largest real ones are a hundredth of this. */
const maxSize = 400_000;

interface Stage {
  readonly values: Map<string, string>;
  entrypoint?: Instruction;
  command?: Instruction;
}

class DockerfileReading {
  readonly #clues: Clue[] = [];
  readonly #problems: Problem[] = [];
  readonly #globals = new Map<string, string>();
  readonly #stages = new Map<string, Stage>();
  readonly #file: SourceFile;
  readonly #lines: readonly string[];
  #stage: Stage | undefined;
  #stageCount = 0;
  #escape = '\\';

  constructor(file: SourceFile) {
    this.#file = file;
    this.#lines = file.text.split(/\r\n|\n|\r/);
  }

  read(): { clues: Clue[]; problems: Problem[] } {
    const dockerfile = DockerfileParser.parse(this.#file.text);
    this.#escape = dockerfile.getEscapeCharacter();
    for (const instruction of dockerfile.getInstructions()) this.#readInstruction(instruction);
    this.#endStage();
    if (this.#stageCount === 0) this.#reportNoFrom(dockerfile.getInstructions()[0]);
    return { clues: this.#stageCount > 0 ? this.#clues : [], problems: this.#problems };
  }

  get #values(): Map<string, string> {
    return this.#stage?.values ?? this.#globals;
  }

  #readInstruction(instruction: Instruction): void {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') this.#readFrom(instruction);
    else if (keyword === 'RUN') this.#readRun(instruction);
    else if (keyword === 'EXPOSE') this.#readExpose(instruction);
    else if (keyword === 'ENTRYPOINT' && this.#stage) this.#stage.entrypoint = instruction;
    else if (keyword === 'CMD' && this.#stage) this.#stage.command = instruction;
    else if (instruction instanceof PropertyInstruction && keyword !== 'LABEL') {
      this.#readVariables(instruction);
    }
  }

  #readFrom(from: Instruction): void {
    this.#endStage();
    const line = lineOf(from);
    const words = from.getArguments().map((argument) => argument.getValue());
    const [image, as, name] = words.filter((word) => !word.startsWith('--'));
    const base = image === undefined ? '' : substitute(image, this.#globals);
    const parent = this.#stages.get(base.toLowerCase());
    this.#stage = { values: new Map(parent?.values) };
    if (as?.toLowerCase() === 'as' && name !== undefined) this.#stages.set(name.toLowerCase(), this.#stage);
    if (base === '') {
      const message = 'FROM names no image: write the image that this stage starts from.';
      this.#problems.push({ file: this.#file.path, line, column: 1, message, severity: 'error' });
      return;
    }
    if (this.#stageCount++ === 0) this.#clues.push({ kind: 'file', name: 'Dockerfile', line });
    const clue = parent ? undefined : imageClue(base, line);
    if (clue) this.#clues.push(clue);
  }

  #readVariables(instruction: PropertyInstruction): void {
    const keyword = instruction.getKeyword();
    const values = this.#values;
    for (const property of instruction.getProperties()) {
      const name = property.getName();
      if (!/^[A-Za-z_]\w*$/.test(name)) continue;
      const given = property.getValue();
      const value = given === null ? this.#globals.get(name) : substitute(given, values);
      if (value !== undefined) values.set(name, value.replaceAll('\n', ' '));
      const line = property.getRange().start.line + 1;
      this.#clues.push({
        kind: 'variable',
        name,
        line,
        text: `${keyword} ${name}${given === null ? '' : '=…'}`,
      });
    }
  }

  #readRun(run: Instruction): void {
    const line = lineOf(run);
    const script = this.#scriptOf(run);
    const options = /^\s*(?:--[\w-]+(?:=\S*)?\s+)*/.exec(script)?.[0] ?? '';
    const body = substitute(options.replaceAll(/\S/g, ' ') + script.slice(options.length), this.#values);
    const words = execForm(body, line);
    const clues = words ? commandClues(words, 'runtime') : scriptClues(body, line, 'runtime', this.#escape);
    this.#clues.push(...clues);
  }

  /** The text after the keyword, line for line; comment lines in it are emptied, as Docker does. */
  #scriptOf(instruction: Instruction): string {
    const { start, end } = instruction.getRange();
    const first = (this.#lines[start.line] ?? '').slice(instruction.getInstructionRange().end.character);
    const others = this.#lines.slice(start.line + 1, end.line + 1);
    return [first, ...others.map((each) => (/^\s*(?:#|$)/.test(each) ? this.#escape : each))].join('\n');
  }

  #readExpose(expose: Instruction): void {
    for (const argument of expose.getArguments()) {
      const port = /^(\d+)(?:\/tcp)?$/.exec(substitute(argument.getValue(), this.#values))?.[1];
      const line = argument.getRange().start.line + 1;
      if (port !== undefined) this.#clues.push({ kind: 'endpoint', name: `:${port}`, line });
    }
  }

  /** The last ENTRYPOINT and CMD of a stage count; CMD gives the arguments when both are in exec form. */
  #endStage(): void {
    const entrypoint = this.#commandsOf(this.#stage?.entrypoint);
    const command = this.#commandsOf(this.#stage?.command);
    this.#stage = undefined;
    if (entrypoint?.exec && command?.exec) {
      const joined = [...entrypoint.commands.flat(), ...command.commands.flat()];
      const clues = commandClues(joined, 'runtime');
      if (clues.length > 0) {
        this.#clues.push(...clues);
        return;
      }
    }
    for (const each of [entrypoint, command]) {
      for (const words of each?.commands ?? []) this.#clues.push(...commandClues(words, 'runtime'));
    }
  }

  #commandsOf(instruction: Instruction | undefined): { exec: boolean; commands: ShellCommand[] } | undefined {
    if (!instruction) return undefined;
    const script = this.#scriptOf(instruction);
    const words = execForm(substitute(script, this.#values), lineOf(instruction));
    if (words) return { exec: true, commands: [words] };
    return { exec: false, commands: shellCommands(script, lineOf(instruction), this.#escape) };
  }

  #reportNoFrom(first: Instruction | undefined): void {
    if (this.#problems.length > 0 || /\{\{|\{%/.test(this.#file.text)) return;
    const line = first ? lineOf(first) : 1;
    const message = 'This Dockerfile has no FROM instruction: begin it with the image to build on.';
    this.#problems.push({ file: this.#file.path, line, column: 1, message, severity: 'warning' });
  }
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}
