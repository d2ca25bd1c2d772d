import { DockerfileParser } from 'dockerfile-ast';
import type { DeployedShape } from './deployedShape.ts';

/** What the last stage of a Dockerfile says: settings that are the plan's, the port, whether root runs it. */
export function readDockerfile(text: string, names: readonly string[]): Partial<DeployedShape> {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const last = instructions.map((each) => each.getKeyword()).lastIndexOf('FROM');
  const environment: Record<string, string> = {};
  const asks: Partial<DeployedShape>[] = [];
  let port = 0;
  let user = 'root';
  for (const instruction of instructions.slice(last)) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    if (instruction.getKeyword() === 'EXPOSE') port = Number(words[0]);
    if (instruction.getKeyword() === 'HEALTHCHECK')
      for (const [, path = ''] of instruction.getTextContent().matchAll(/'GET', '([^']+)'/g))
        asks.push({ healthPath: path });
    if (instruction.getKeyword() === 'USER') user = words[0] ?? '';
    if (instruction.getKeyword() === 'ENV')
      for (const word of instruction
        .getRawArgumentsContent()
        ?.replaceAll(/\\\n\s*/g, ' ')
        .match(pairs) ?? []) {
        const [name = '', ...value] = word.split('=');
        if (names.includes(name)) environment[name] = unquoted(value.join('='));
      }
  }
  return { ...asks[0], environment, port, root: /^(?:root|0)(?::|$)/.test(user) };
}

const pairs = /\w+=(?:"(?:\\.|[^"\\])*"|\S*)/g;

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
