import type { CreateModelRequest } from '../models.ts';
import type { ModelfileContext, ModelfileDiagnostic, ModelfileInstruction } from './modelfile.ts';
import { deprecatedParameters, findParameter } from './parameters.ts';
import { parseModelfile } from './parseModelfile.ts';
import { validateModelfile } from './validateModelfile.ts';
import { parseGoBool, parseGoFloat, parseGoInt } from './values/goNumbers.ts';
import { looksLikePath } from './values/pathLook.ts';

export interface ToCreateOptions {
  /** The name of the new model. */
  readonly model: string;
  readonly quantize?: string;
  /** With `paths`, what is a file is known and not guessed. */
  readonly context?: ModelfileContext;
}

/** A Modelfile as a request. */
export interface ModelfileToCreate {
  /** Without `files` and `adapters`, whose digests are the shell's to find. */
  readonly request: CreateModelRequest;
  /** Values of FROM that are paths, or look so where nothing is known; their files go together. */
  readonly fromPaths: readonly string[];
  /** At most one: the last ADAPTER counts. */
  readonly adapterPaths: readonly string[];
  /** As `validateModelfile` says; with an error among them the server would refuse the request. */
  readonly diagnostics: readonly ModelfileDiagnostic[];
}

type Parameters = Record<string, string | number | boolean | readonly string[]>;

/** Does what `ollama create` does before it asks the server. Source: `CreateRequest` in `parser/parser.go`. */
export function modelfileToCreate(text: string, options: ToCreateOptions): ModelfileToCreate {
  const { model, quantize, context = {} } = options;
  const { instructions } = parseModelfile(text);
  const isPath = ({ value }: ModelfileInstruction) => {
    const kind = context.paths?.get(value);
    return kind === undefined ? value === '' || looksLikePath(value) : kind !== 'missing';
  };
  const from = instructions.filter(({ command }) => command === 'model');
  const base = from.findLast((instruction) => !isPath(instruction));
  const adapter = instructions.findLast(({ command }) => command === 'adapter');
  return {
    request: {
      model,
      ...(base && { from: base.value }),
      ...requestTexts(instructions),
      ...(quantize !== undefined && { quantize }),
    },
    fromPaths: from.filter(isPath).map(({ value }) => value),
    adapterPaths: adapter ? [adapter.value] : [],
    diagnostics: validateModelfile(text, context),
  };
}

function requestTexts(instructions: readonly ModelfileInstruction[]): Partial<CreateModelRequest> {
  const last = (command: string) => instructions.findLast((each) => each.command === command)?.value ?? '';
  const license = instructions.filter(({ command }) => command === 'license').map(({ value }) => value);
  const messages = instructions.filter(({ command }) => command === 'message').map(messageOf);
  const parameters = parametersOf(instructions);
  const texts = {
    template: last('template'),
    system: last('system'),
    renderer: last('renderer'),
    parser: last('parser'),
  };
  const requires = last('requires').replace(/^v/, '');
  return {
    ...Object.fromEntries(Object.entries({ ...texts, requires }).filter(([, value]) => value !== '')),
    ...(license.length > 0 && { license }),
    ...(messages.length > 0 && { messages }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

/** `PARAMETER message x` has no role of its own: the server cuts one from the value. */
function messageOf({ name, argument, value }: ModelfileInstruction): { role: string; content: string } {
  const whole = name === 'message' ? `${argument?.text ?? ''}: ${value}` : value;
  const cut = whole.indexOf(': ');
  return cut < 0
    ? { role: whole, content: '' }
    : { role: whole.slice(0, cut), content: whole.slice(cut + 2) };
}

function parametersOf(instructions: readonly ModelfileInstruction[]): Parameters {
  const parameters: Parameters = {};
  const stop: string[] = [];
  for (const { command, value, name } of instructions) {
    const parameter =
      name === 'parameter' && !deprecatedParameters.includes(command) && findParameter(command);
    if (!parameter) continue;
    if (parameter.type === 'string') stop.push(value);
    const read = { int: parseGoInt, float: parseGoFloat, bool: parseGoBool, string: () => undefined }[
      parameter.type
    ](value);
    if (read !== undefined) parameters[command] = read;
  }
  return stop.length > 0 ? { ...parameters, stop } : parameters;
}
