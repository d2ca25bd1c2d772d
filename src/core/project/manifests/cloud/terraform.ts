import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { commandClues, scriptClues, variableClue } from '../commands/scriptClues.ts';
import { imageClue } from '../containers/imageReference.ts';
import { scanHcl, type HclAttribute, type HclBlock } from './hcl.ts';
import { resourceClue } from './resources.ts';

const accountAttribute = /^(?:service_account|service_account_name|service_account_email)$/;
const runsAsAccount =
  /^(?:google_cloud_run|google_cloudfunctions|google_vertex_ai|google_app_engine|kubernetes_)/;
/** Blocks that Terraform knows; a file without any of them is another kind of HCL. */
const topLevel = new Set([
  'resource',
  'data',
  'module',
  'provider',
  'terraform',
  'variable',
  'locals',
  'output',
]);

/** The name of the `resource` clue for a module from a registry or a repository; `details.source` says which. */
export const terraformModule = 'terraform module';

export function isTerraform(path: string): boolean {
  return path.endsWith('.tf');
}

/**
 * Reads a Terraform file: a `resource` clue for each resource by its type, images, programs and names of variables
 * of containers, roles that are granted, service accounts that services run as, and accelerators. The first block
 * gives a `file` clue `terraform`. Images and roles that are made of references are passed over.
 */
export const readTerraform: FileReader = (file) => {
  const { blocks, fault } = scanHcl(file.text);
  if (fault && !file.sampled) {
    const message = `This Terraform file cannot be read (${fault.reason}): check its braces and quotes.`;
    return {
      clues: [],
      problems: [{ file: file.path, line: fault.line, column: 1, message, severity: 'error' }],
    };
  }
  const known = blocks.filter((block) => topLevel.has(block.header[0] ?? ''));
  const [first] = known;
  if (!first) return nothing;
  return {
    clues: [{ kind: 'file', name: 'terraform', line: first.line }, ...known.flatMap(blockClues)],
    problems: [],
  };
};

function blockClues(block: HclBlock): Clue[] {
  const [keyword, type] = block.header;
  const clues = keyword === 'provider' || keyword === 'output' ? [] : block.attributes.flatMap(roleClues);
  if (keyword === 'module') {
    const source = block.attributes.find((each) => each.path.length === 0 && each.name === 'source');
    const text = source?.values[0]?.text;
    if (source && text !== undefined && !text.startsWith('.')) {
      clues.push({ kind: 'resource', name: terraformModule, line: source.line, details: { source: text } });
    }
  }
  if (keyword !== 'resource' || type === undefined || !/^[a-z]\w*$/.test(type)) return clues;
  clues.push({ kind: 'resource', name: type, line: block.line });
  return [...clues, ...block.attributes.flatMap((attribute) => attributeClues(attribute, type))];
}

function attributeClues(attribute: HclAttribute, type: string): Clue[] {
  const { name, line, path, values } = attribute;
  const [value] = values;
  if (name === 'image' && value?.quoted) {
    const clue = imageClue(value.text, line);
    return clue ? [clue] : [];
  }
  if (accountAttribute.test(name) && runsAsAccount.test(type) && value) {
    return [resourceClue('service-account-attached', line, { via: type })];
  }
  if (name === 'name' && path.at(-1) === 'env' && value?.quoted) return [variableClue(value.text, line)];
  if (name === 'nvidia.com/gpu' || name === 'cloud.google.com/gke-accelerator')
    return [hardwareClue(name, attribute)];
  if (path.at(-1) === 'guest_accelerator' && name === 'type')
    return [hardwareClue('nvidia.com/gpu', attribute)];
  return name === 'command' || name === 'args' ? programClues(attribute) : [];
}

function hardwareClue(name: string, { line, values }: HclAttribute): Clue {
  return { kind: 'resource', name, line, details: { value: values[0]?.text ?? '' } };
}

function programClues({ values }: HclAttribute): Clue[] {
  const words = values.filter((value) => value.quoted);
  const [only] = words;
  if (words.length === 1 && only?.text.includes(' ')) return scriptClues(only.text, only.line, 'runtime');
  return commandClues(words, 'runtime');
}

function roleClues({ values }: HclAttribute): Clue[] {
  return values
    .filter((value) => value.quoted && /^roles\/[\w.]+$/.test(value.text))
    .map(({ text, line }) =>
      resourceClue(text === 'roles/iam.workloadIdentityUser' ? 'workload-identity' : 'iam role', line, {
        role: text,
      }),
    );
}
