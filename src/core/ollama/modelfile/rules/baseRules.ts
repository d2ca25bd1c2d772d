import type {
  ModelfileContext,
  ModelfileDiagnostic,
  ModelfileFix,
  ModelfileInstruction,
  PathKind,
} from '../modelfile.ts';
import { parseModelReference, sameModel } from '../values/modelReference.ts';
import { nearest } from '../values/nearest.ts';
import { looksLikePath } from '../values/pathLook.ts';
import { commentAfterValue, noteBehind } from './commentAfterValue.ts';
import { preferred, removeLines, replace } from './fixes.ts';
import { shown } from './shown.ts';
import { forEachInstruction, type Rule, type RuleInput } from './rule.ts';

/** What FROM and ADAPTER name: whether it is there, and whether it can be a model. */
export const baseRules: Rule = forEachInstruction((instruction, input) => {
  if (instruction.command === 'model') return checkFrom(instruction, input);
  return instruction.command === 'adapter' ? checkAdapter(instruction, input) : [];
});

function checkFrom(from: ModelfileInstruction, input: RuleInput): ModelfileDiagnostic[] {
  const { value } = from;
  const kind = input.context.paths?.get(value);
  const inDoubt = kind === undefined;
  if (isWithoutWeights(kind)) return [withoutWeights(from, kind)];
  if (kind === 'file') return loneShard(from);
  if (kind === 'folder' || value === '') return [];
  const reference = parseModelReference(value);
  const note = noteBehind(from, input.text);
  if (note && (!reference || value.includes('#')))
    return [commentAfterValue(from, note, input.text, inDoubt ? 'warning' : 'error')];
  if (looksLikePath(value))
    return inDoubt ? [] : [pathNotFound(from, input, reference ? 'warning' : 'error')];
  if (!reference) return [invalidName(from, inDoubt)];
  if (reference.cloud) return [cloudModel(from)];
  return notInstalled(from, input.context);
}

function checkAdapter(adapter: ModelfileInstruction, input: RuleInput): ModelfileDiagnostic[] {
  const kind = input.context.paths?.get(adapter.value);
  if (isWithoutWeights(kind)) return [withoutWeights(adapter, kind)];
  if (kind !== 'missing') return [];
  const note = noteBehind(adapter, input.text);
  return [
    note ? commentAfterValue(adapter, note, input.text, 'error') : pathNotFound(adapter, input, 'error'),
  ];
}

/** The file or folder is missing. The server takes such a FROM for a model's name and goes to pull it. */
function pathNotFound(
  instruction: ModelfileInstruction,
  { text, context }: RuleInput,
  severity: 'error' | 'warning',
): ModelfileDiagnostic {
  const { name, value, valueSpan } = instruction;
  const pulls =
    severity === 'warning' ? ' The server would take it for the name of a model and try to pull it.' : '';
  return {
    code: 'modelfile/path-not-found',
    severity,
    message: `There is no file or folder ${shown(value)}.${pulls}`,
    fixes: name === 'adapter' ? [removeLines(text, instruction)] : nearModelFixes(instruction, context),
    ...valueSpan,
  };
}

function invalidName(from: ModelfileInstruction, inDoubt: boolean): ModelfileDiagnostic {
  const what = `${shown(from.value)} is neither a file or folder nor a name that a model can have.`;
  const mended = from.value
    .replace(/^'|[':/@]+$/g, '')
    .trim()
    .replace(/\s+/g, '-');
  const fix = parseModelReference(mended) && mended !== from.value;
  return {
    code: 'modelfile/invalid-model-name',
    severity: inDoubt ? 'warning' : 'error',
    message: inDoubt ? `Unless a file has this name, ${what}` : what,
    fixes: fix ? [replace('mend-name', `Write ${mended}`, from.valueSpan, mended)] : [],
    ...from.valueSpan,
  };
}

function isWithoutWeights(kind: PathKind | undefined): kind is `${'file' | 'folder'}-without-weights` {
  return kind === 'file-without-weights' || kind === 'folder-without-weights';
}

function withoutWeights(
  { value, valueSpan }: ModelfileInstruction,
  kind: `${'file' | 'folder'}-without-weights`,
): ModelfileDiagnostic {
  const folder =
    value === '' || value === '.' ? 'The folder of this Modelfile' : `The folder ${shown(value)}`;
  const message =
    kind === 'folder-without-weights'
      ? `${folder} holds no weights: model*.safetensors, consolidated*.safetensors, pytorch_model*.bin or *.gguf.`
      : `The file ${shown(value)} holds no weights: it is neither GGUF nor safetensors.`;
  return { code: 'modelfile/no-weights', severity: 'error', message, fixes: [], ...valueSpan };
}

/** Safetensors say nothing of the model's shape: config.json and the tokenizer beside them do. */
function loneShard(from: ModelfileInstruction): ModelfileDiagnostic[] {
  const { value, valueSpan } = from;
  if (!/\.safetensors$/i.test(value)) return [];
  const folder = value.replace(/[^\\/]*$/, '') || '.';
  return [
    {
      code: 'modelfile/single-safetensors',
      severity: 'warning',
      message:
        'A safetensors file alone cannot be converted: its folder with config.json and the tokenizer can.',
      fixes: [preferred(replace('use-folder', `Build on the folder ${folder}`, valueSpan, folder))],
      ...valueSpan,
    },
  ];
}

function cloudModel({ value, valueSpan }: ModelfileInstruction): ModelfileDiagnostic {
  const message = `${shown(value)} runs in the vendor's cloud, not on this machine.`;
  return { code: 'modelfile/cloud-model', severity: 'information', message, fixes: [], ...valueSpan };
}

function notInstalled(from: ModelfileInstruction, context: ModelfileContext): ModelfileDiagnostic[] {
  const { value, valueSpan } = from;
  if (!context.installed || context.installed.some((name) => sameModel(name, value))) return [];
  return [
    {
      code: 'modelfile/model-not-installed',
      severity: 'information',
      message: `${shown(value)} is not installed: creating will pull it first.`,
      fixes: nearModelFixes(from, context),
      ...valueSpan,
    },
  ];
}

function nearModelFixes(from: ModelfileInstruction, { installed = [] }: ModelfileContext): ModelfileFix[] {
  const last = from.value.replace(/^.*[\\/]/, '');
  const near = nearest(last, installed) ?? installed.find((name) => name.startsWith(`${last}:`));
  return near === undefined ? [] : [replace('use-installed', `Build on ${near}`, from.valueSpan, near)];
}
