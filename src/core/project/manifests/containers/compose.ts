import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { resourceClue } from '../cloud/resources.ts';
import { commandClues, variableClue } from '../commands/scriptClues.ts';
import { textCommandClues, wordsOf } from '../configuration/yamlCommands.ts';
import { parseYaml, type YamlTree } from '../configuration/yamlTree.ts';
import { imageClue } from './imageReference.ts';
import { substitute } from './substitute.ts';

const noValues: ReadonlyMap<string, string> = new Map();

export function isCompose(path: string): boolean {
  return /(?:^|\/)(?:docker-|podman-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(path);
}

/**
 * Reads the services of a compose file: `image` clues (with the defaults of variables), a `file` clue `compose`
 * for the file and `compose-build` for each service that is built here, a `resource` clue `compose-gpu`, the programs of `command` and
 * `entrypoint`, names of variables, and published ports as `endpoint` clues (`:11434`, the container's port).
 */
export const readCompose: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const services = documents.flatMap((document) => document.get('services').entries);
  if (services.length === 0) return nothing;
  const clues: Clue[] = [{ kind: 'file', name: 'compose', line: services[0]?.line ?? 1 }];
  for (const { value } of services) clues.push(...serviceClues(value));
  return { clues, problems: [] };
};

function serviceClues(service: YamlTree): Clue[] {
  const clues: Clue[] = [];
  const image = service.get('image');
  const imageName =
    image.text === undefined ? undefined : imageClue(substitute(image.text, noValues), image.line);
  if (imageName) clues.push(imageName);
  const build = service.entries.find((entry) => entry.key === 'build');
  if (build) clues.push({ kind: 'file', name: 'compose-build', line: build.line });
  clues.push(...programClues(service.get('entrypoint'), service.get('command')));
  clues.push(...environmentClues(service.get('environment')));
  for (const port of service.get('ports').items) clues.push(...portClues(port));
  const devices = service.get('deploy', 'resources', 'reservations', 'devices');
  const gpu = service.get('gpus').exists || service.get('runtime').text === 'nvidia';
  const device = devices.items.find((item) =>
    item.get('capabilities').items.some((each) => each.text === 'gpu'),
  );
  if (device || gpu) clues.push(resourceClue('compose-gpu', device?.line ?? service.line));
  return clues;
}

/** As in a Dockerfile, the command gives the arguments of the entry point when both are lists. */
function programClues(entrypoint: YamlTree, command: YamlTree): Clue[] {
  const [first, second] = [wordsOf(entrypoint), wordsOf(command)];
  if (first.length > 0 && second.length > 0) {
    const joined = commandClues([...first, ...second], 'runtime');
    if (joined.length > 0) return joined;
  }
  return [entrypoint, command].flatMap((tree) => {
    if (tree.text !== undefined) return textCommandClues(tree);
    return commandClues(wordsOf(tree), 'runtime');
  });
}

/** Names only, from either form: a mapping, or a list of `NAME=value`. */
function environmentClues(environment: YamlTree): Clue[] {
  const mapped = environment.entries.map(({ key, line }) => variableClue(key, line));
  const listed = environment.items.flatMap((item) => {
    const name = /^([A-Za-z_]\w*)(?:=|$)/.exec(item.text ?? '')?.[1];
    return name === undefined ? [] : [variableClue(name, item.line)];
  });
  return [...mapped, ...listed];
}

function portClues(port: YamlTree): Clue[] {
  const written = substitute((port.isMap ? port.get('target').text : port.text) ?? '', noValues);
  const target = /(?:^|:)(\d{2,5})(?:\/tcp)?$/.exec(written)?.[1];
  return target === undefined ? [] : [{ kind: 'endpoint', name: `:${target}`, line: port.line }];
}
