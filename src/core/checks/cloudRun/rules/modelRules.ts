import type { CloudGpu, ServingCatalogue } from '../../../serving/catalogue/servingCatalogue.ts';
import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { gib, memoryText } from '../amounts.ts';
import { engineOf, optionOf } from '../engines.ts';
import { numberOf, type ContainerSettings, type ServiceRule, type Setting } from '../serviceSettings.ts';

/** Bytes of one parameter in each format. 4-bit formats carry their scales with them. */
const bytesPerParameter: Readonly<Record<string, number>> = {
  float32: 4,
  bfloat16: 2,
  float16: 2,
  fp8: 1,
  int8: 1,
  int4: 0.56,
};

const modelVariables = new Set(['MODEL', 'MODEL_ID', 'MODEL_NAME', 'HF_MODEL', 'HF_MODEL_ID', 'MODEL_PATH']);

/** Weights that the GPU's memory cannot hold, and engines that ask for more than the one GPU of an instance. */
export const modelRules: ServiceRule = (service, context) => {
  const gpu = context.catalogue.gpus.find(({ accelerator }) => accelerator === service.get('gpuType')?.value);
  if (!gpu) return [];
  return service.containers.flatMap((container) => {
    const parallel = tooManyGpus(container);
    return parallel.length > 0 ? parallel : fitRule(gpu, container, context);
  });
};

function tooManyGpus(container: ContainerSettings): CheckDiagnostic[] {
  const names = ['--tensor-parallel-size', '-tp', '--tp_size', '--pipeline-parallel-size', '--pp_size'];
  const option = optionOf(container.words, ...names);
  const value = numberOf(option);
  if (!option || value === undefined || value <= 1) return [];
  return [
    {
      code: 'cloudrun/gpu-parallel',
      severity: 'error',
      message: `An instance of Cloud Run has one GPU, and the engine asks for ${value}: it will not start. A model that needs more goes to GKE.`,
      fixes: [],
      start: option.start,
      end: option.end,
    },
  ];
}

function fitRule(gpu: CloudGpu, container: ContainerSettings, context: CheckContext): CheckDiagnostic[] {
  const engine = engineOf(container, context);
  const model = engine && modelOf(container, engine === 'ollama');
  const id = model?.value;
  if (!model || id === undefined) return [];
  const size = sizeOf(id, context.catalogue);
  if (size === undefined) return [];
  const type = engine === 'ollama' ? ollamaType(id) : typeOf(id, container, size.dtype);
  const bytes = weights(size.billions, type);
  const holds = gpu.usableGiB * gib;
  if (bytes <= holds) return [];
  return [
    {
      code: 'cloudrun/gpu-memory-model',
      severity: 'error',
      message: `${id} takes about ${memoryText(bytes)} of weights in ${type}; ${gpu.title} holds ${gpu.usableGiB} GiB. ${nearest(size.billions, type, gpu, context.catalogue)}`,
      fixes: [],
      start: model.start,
      end: model.end,
    },
  ];
}

function modelOf(container: ContainerSettings, ollama: boolean): Setting | undefined {
  const option = optionOf(container.words, '--model', '--model_path', '--model-path');
  if (option?.value !== undefined) return option;
  const served = container.words.findIndex(
    ({ value }) => value === 'serve' || /(?:^|\/)trtllm-serve$/.test(value ?? ''),
  );
  const positional = container.words[served + 1];
  if (!ollama && /^[\w.-]+\/[\w.-]+$/.test(positional?.value ?? '')) return positional;
  const variable = container.variables.find(({ name, value }) => modelVariables.has(name) && value?.value);
  return variable?.value;
}

interface ModelSize {
  readonly billions: number;
  readonly dtype?: string;
}

/** Parameters of a model, from the catalogue or from its name. `30B-A3B` has 30 of which 3 work at a time. */
function sizeOf(id: string, catalogue: ServingCatalogue): ModelSize | undefined {
  const wanted = id.toLowerCase();
  const known = catalogue.models.find((model) => model.id.toLowerCase() === wanted);
  if (known) return { billions: known.parametersBillion, dtype: known.dtype };
  const name = wanted.slice(wanted.lastIndexOf('/') + 1).slice(0, 200);
  const experts = /(?:^|[-_:])(\d{1,2})x(\d{1,3}(?:\.\d{1,2})?)b(?![a-z0-9])/.exec(name);
  // The experts share attention and embeddings: about five sixths of what the name multiplies to (Mixtral 8x7B has 46.7).
  if (experts) return { billions: Number(experts[1]) * Number(experts[2]) * 0.83 };
  const plain = /(?:^|[-_:])(\d{1,4}(?:\.\d{1,2})?)b(?![a-z0-9])/.exec(name);
  return plain ? { billions: Number(plain[1]) } : undefined;
}

function typeOf(id: string, { words }: ContainerSettings, listed: string | undefined): string {
  const quantization = optionOf(words, '--quantization', '-q')?.value ?? '';
  const chosen = optionOf(words, '--dtype')?.value ?? '';
  const name = `${quantization} ${id.slice(id.lastIndexOf('/') + 1)}`.toLowerCase();
  if (/(?:awq|gptq|int4|w4a16|4bit|fp4|bitsandbytes|bnb|q4_|gguf|-qat)/.test(name)) return 'int4';
  if (/fp8|w8a8|int8|8bit|q8_/.test(name)) return name.includes('int8') ? 'int8' : 'fp8';
  if (/^(?:float32|float)$/.test(chosen)) return 'float32';
  if (/fp4|int4/.test(listed ?? '')) return 'int4';
  return listed === 'fp8' || listed === 'int8' ? listed : 'bfloat16';
}

/** Ollama's models are in 4 bits unless their tag says otherwise. */
function ollamaType(id: string): string {
  if (/fp16|bf16|f16/.test(id)) return 'bfloat16';
  return /q8|int8/.test(id) ? 'int8' : 'int4';
}

function weights(billions: number, type: string): number {
  return billions * 1e9 * (bytesPerParameter[type] ?? 2);
}

/** The next thing that fits: another GPU, or the same one with weights in fewer bits. */
function nearest(billions: number, type: string, gpu: CloudGpu, catalogue: ServingCatalogue): string {
  const larger = catalogue.gpus
    .filter(({ usableGiB }) => usableGiB > gpu.usableGiB && weights(billions, type) <= usableGiB * gib)
    .sort((a, b) => a.usableGiB - b.usableGiB)[0];
  const smaller = ['fp8', 'int4'].find(
    (candidate) =>
      (bytesPerParameter[candidate] ?? 2) < (bytesPerParameter[type] ?? 2) &&
      weights(billions, candidate) <= gpu.usableGiB * gib,
  );
  const ways = [
    ...(larger ? [`on ${larger.accelerator}`] : []),
    ...(smaller === undefined ? [] : [`here in ${smaller}`]),
  ];
  if (ways.length === 0) return 'No GPU of Cloud Run holds it: serve it on GKE, or take a smaller model.';
  return `It fits ${ways.join(', or ')}.`;
}
