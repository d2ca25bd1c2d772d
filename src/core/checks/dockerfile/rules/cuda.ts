import type { CloudGpu, ServingCatalogue } from '../../../serving/catalogue/servingCatalogue.ts';
import type { CheckFix, Span } from '../../check.ts';
import {
  finalChain,
  finalInstructions,
  rootReference,
  type Dockerfile,
  type Instruction,
  type Word,
} from '../dockerfile.ts';
import { fix, insertAt, linesBefore, replace } from '../edits.ts';
import { compareVersions, cudaOf, cudaOfVariant, isGpuImage } from '../facts/baseImage.ts';
import { imageName, readImageReference } from '../facts/imageReference.ts';
import { folderOf } from '../../checkKind.ts';
import { join } from '../facts/buildContext.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';
import { hasOption, operands } from '../shell/arguments.ts';
import { pipInstalls, type PipInstall } from './pipInstalls.ts';
import { assignments } from './secretValues.ts';

const cpuService = 'apiVersion: serving.knative.dev/v1\nkind: Service\n';
const l4Service = 'apiVersion: serving.knative.dev/v1\nkind: Service\nspec:\n  template:\n    spec:\n      nodeSelector:\n        run.googleapis.com/accelerator: nvidia-l4\n'; // prettier-ignore

const torchWord = /^torch(?:vision|audio)?(?:\[[\w,]*\])?(?:\s*[=<>!~].*)?$/;

export const torchIndex: DockerRule = {
  id: 'torch-index',
  severity: 'warning',
  find: findCudaTorch,
  bad: [
    {
      dockerfile: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir torch transformers\n',
      files: { 'service.yaml': cpuService },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
      files: { 'service.yaml': cpuService, 'requirements.txt': 'torch==2.8.0\n' },
    },
    {
      dockerfile: 'FROM python:3.12-slim\nRUN uv pip install --system torch==2.8.0\n',
      files: { 'deploy.sh': 'gcloud run deploy a --image b\n' },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu128\n',
      files: { 'service.yaml': cpuService },
    },
  ],
  good: [
    {
      dockerfile:
        'FROM python:3.12-slim\nRUN pip install torch --index-url https://download.pytorch.org/whl/cpu\n',
      files: { 'service.yaml': cpuService },
    },
    { dockerfile: 'FROM python:3.12-slim\nRUN pip install torch\n', files: { 'service.yaml': l4Service } },
    {
      dockerfile: 'FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
      files: {
        'service.yaml': cpuService,
        'requirements.txt': '--extra-index-url https://download.pytorch.org/whl/cpu\ntorch==2.8.0+cpu\n',
      },
    },
    'FROM python:3.12-slim\nRUN pip install torch\n',
    {
      dockerfile: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install torch\n',
      files: { 'service.yaml': cpuService },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nENV PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu\nRUN pip install torch\n',
      files: { 'service.yaml': cpuService },
    },
  ],
};

/** Where a service is known and has no GPU, the CUDA wheels are gigabytes that nothing uses. */
function findCudaTorch(input: RuleInput): Found[] {
  const { file, deployment, context } = input;
  const stage = finalChain(file)[0];
  const reference = stage && rootReference(stage);
  if (deployment.cloudRun === undefined || deployment.usesGpu) return [];
  if (reference === undefined || isGpuImage(reference) || setsCpuIndex(file)) return [];
  const cpu = context.catalogue.torch.find(({ variant }) => variant === 'cpu')?.index;
  return pipInstalls(file).flatMap((install): Found[] => {
    const place = torchPlace(install, input);
    if (
      !place ||
      install.args.some(({ value }) => /whl\/cpu|\+cpu/.test(value)) ||
      hasOption(install.args, '--torch-backend')
    )
      return [];
    const fixes = cpu === undefined ? [] : [indexFix(file, install, cpu)];
    const message = `This installs torch with CUDA, gigabytes that a service without a GPU does not use; take it from the CPU index.`;
    return [{ ...placeOf(place), message, fixes }];
  });
}

function setsCpuIndex(file: Dockerfile): boolean {
  return assignments(file, 'ENV', 'ARG').some(
    ({ name, value }) => /INDEX|TORCH_BACKEND/.test(name) && /cpu/.test(value ?? ''),
  );
}

/** The word that brings torch in: its name, or the requirements that name it. */
function torchPlace(
  { args, instruction }: PipInstall,
  { file, context, build }: RuleInput,
): Word | undefined {
  const word = args.find(({ value }) => torchWord.test(value));
  if (word) return word;
  return args.find(({ value }, at) => {
    const isFile = ['-r', '--requirement', '--requirements'].includes(args[at - 1]?.value ?? '');
    if (!isFile) return false;
    const name = value.slice(value.lastIndexOf('/') + 1);
    const root = build?.root ?? folderOf(file.path);
    const text = context.text(join(root, value.replace(/^\.\//, ''))) ?? context.text(join(root, name)) ?? '';
    return instruction.keyword === 'RUN' && bringsCudaTorch(text);
  });
}

function bringsCudaTorch(requirements: string): boolean {
  if (/download\.pytorch\.org\/whl\/cpu|\+cpu/.test(requirements)) return false;
  return /^torch(?:vision|audio)?(?:\[[\w,]*\])?[ \t]*(?:[=<>!~;#@]|\r?$)/m.test(requirements);
}

function indexFix(file: Dockerfile, install: PipInstall, index: string): CheckFix {
  const title = 'Install torch from the CPU index';
  const url = install.args.find(({ value }) => value.includes('download.pytorch.org/whl/'));
  if (url) {
    const value = file.masked.slice(url.start, url.end);
    return fix(
      'use-cpu-index',
      title,
      replace(url, value.replace(/https?:\/\/download\.pytorch\.org\/whl\/[\w/]+/, index)),
    );
  }
  const packages = operands(install.args, ['-r', '--requirement', '-c', '--constraint']);
  const isAlone = packages.length > 0 && packages.every(({ value }) => torchWord.test(value));
  const flag =
    isAlone && !hasOption(install.args, '-r', '--requirement') ? '--index-url' : '--extra-index-url';
  const words = install.run.args;
  const at = words.find(({ value }) => value === 'install')?.end ?? install.run.command.end;
  const json = install.instruction.json !== undefined;
  return fix('use-cpu-index', title, insertAt(at, json ? `, "${flag}", "${index}"` : ` ${flag} ${index}`));
}

export const cudaDriver: DockerRule = {
  id: 'cuda-driver',
  severity: 'warning',
  find: (input) => {
    const gpus = input.context.catalogue.gpus.filter(({ accelerator }) =>
      input.deployment.accelerators.includes(accelerator),
    );
    const oldest = gpus.toSorted((a, b) => a.driver - b.driver)[0];
    return oldest ? [...tooNewBase(input, oldest), ...tooNewTorch(input, oldest)] : [];
  },
  bad: [
    { dockerfile: 'FROM vllm/vllm-openai:v0.29.0\nUSER 2000\n', files: { 'service.yaml': l4Service } },
    {
      dockerfile: 'FROM nvidia/cuda:13.0.1-runtime-ubuntu24.04\n',
      files: { 'deploy.sh': 'gcloud run deploy a --gpu 1 --gpu-type nvidia-l4\n' },
    },
    {
      dockerfile:
        'FROM python:3.12-slim\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu130\n',
      files: { 'service.yaml': l4Service },
    },
  ],
  good: [
    {
      dockerfile: 'FROM vllm/vllm-openai:v0.29.0\nENV VLLM_ENABLE_CUDA_COMPATIBILITY=1\n',
      files: { 'service.yaml': l4Service },
    },
    { dockerfile: 'FROM nvidia/cuda:12.2.2-runtime-ubuntu22.04\n', files: { 'service.yaml': l4Service } },
    'FROM vllm/vllm-openai:v0.29.0\n',
  ],
};

function tooNewBase({ file, context, deployment }: RuleInput, gpu: CloudGpu): Found[] {
  const root = finalChain(file).at(-1);
  const reference = root?.reference;
  if (!root?.base || reference === undefined) return [];
  const engine = engineOf(reference, context.catalogue);
  const cuda = cudaOf(reference) ?? engine?.cuda;
  if (cuda === undefined || compareVersions(cuda, gpu.driverCuda) <= 0) return [];
  const variable = engine?.compatibility;
  const isSet =
    variable &&
    (assignments(file, 'ENV').some(({ name }) => name === variable.name) ||
      isSetBeside(variable.name, context, deployment.cloudRun));
  if (isSet) return [];
  const last = finalInstructions(file).at(-1);
  const fixes = variable ? [compatibilityFix(file, variable, last)] : [];
  return [tooNew(root.base, `This image has CUDA ${cuda}`, cuda, gpu, fixes, variable?.name)];
}

function tooNewTorch({ file, context }: RuleInput, gpu: CloudGpu): Found[] {
  return pipInstalls(file).flatMap(({ args }) => {
    const word = args.find(({ value }) => /download\.pytorch\.org\/whl\/cu\d+/.test(value));
    const variant = /whl\/(cu\d+)/.exec(word?.value ?? '')?.[1];
    const row = context.catalogue.torch.find((each) => each.variant === variant);
    const cuda = variant === undefined ? undefined : (row?.cuda ?? cudaOfVariant(variant));
    if (!word || cuda === undefined) return [];
    const fits =
      row?.minDriver === undefined ? compareVersions(cuda, gpu.driverCuda) <= 0 : gpu.driver >= row.minDriver;
    return fits ? [] : [tooNew(word, `These wheels are for CUDA ${cuda}`, cuda, gpu, [])];
  });
}

/** Within one major version most programs run on an older driver; across two none does. */
function tooNew(
  place: Span,
  what: string,
  cuda: string,
  gpu: CloudGpu,
  fixes: readonly CheckFix[],
  variable?: string,
): Found {
  const [major, known] = [cuda, gpu.driverCuda].map((version) => version.split('.', 1)[0]);
  const remedy = variable === undefined ? `take one for CUDA ${gpu.driverCuda} or older` : `set ${variable}`;
  return {
    ...placeOf(place),
    severity: major === known ? 'information' : 'error',
    message: `${what}, and the driver ${gpu.driver} of ${gpu.accelerator} knows CUDA ${gpu.driverCuda}; ${remedy}.`,
    fixes,
  };
}

function compatibilityFix(
  file: Dockerfile,
  { name, value }: { name: string; value: string },
  last: Instruction | undefined,
): CheckFix {
  const line = `ENV ${name}=${value}`;
  const title = `Set ${name}`;
  const stage = finalChain(file)[0];
  const next = stage?.instructions[0] ?? last;
  if (next && next.stage === stage?.index)
    return fix('set-compatibility', title, linesBefore(file, next, [line]));
  const isEnded = /[\r\n]$/.test(file.text);
  return fix(
    'set-compatibility',
    title,
    insertAt(file.text.length, `${isEnded ? '' : file.lineEnd}${line}${file.lineEnd}`),
  );
}

function isSetBeside(name: string, { text }: RuleInput['context'], path: string | undefined): boolean {
  return path !== undefined && text(path)?.includes(name) === true;
}

function engineOf(
  reference: string,
  { engines }: ServingCatalogue,
): ServingCatalogue['engines']['vllm'] | undefined {
  const name = imageName(readImageReference(reference));
  return Object.values(engines).find(({ image }) => imageName(readImageReference(image)) === name);
}
