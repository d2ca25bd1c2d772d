import type { CloudGpu } from '../../../serving/catalogue/servingCatalogue.ts';
import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { baseImage, engineOf, engineOfImage, onlyDockerfile, type EngineName } from '../engines.ts';
import { fixOf, type ContainerSettings, type ServiceRule } from '../serviceSettings.ts';

/** The first release of vLLM whose images bring CUDA 13 where the tag names none: v0.20.0, vllm-project/vllm#39878. */
const firstCuda13 = [0, 20] as const;

/** Images whose tag moves, and images whose CUDA is newer than the driver of the GPU. */
export const imageRules: ServiceRule = (service, context) => {
  const gpu = context.catalogue.gpus.find(({ accelerator }) => accelerator === service.get('gpuType')?.value);
  return service.containers.flatMap((container) => [
    ...mutableTag(container, context),
    ...(gpu ? driverRule(gpu, container, context) : []),
  ]);
};

function mutableTag({ image }: ContainerSettings, { paths }: CheckContext): CheckDiagnostic[] {
  if (image?.value === undefined || image.value.includes('@')) return [];
  // Google's first image, which stands in until the first deployment.
  if (/^(?:us-docker\.pkg\.dev\/cloudrun\/container|gcr\.io\/cloudrun)\//.test(image.value)) return [];
  const [, tag] = /:([\w][\w.-]*)$/.exec(image.value) ?? [];
  // A bare name is what Skaffold and Cloud Deploy put the built image in place of.
  const placeholder =
    !/[./]/.test(image.value) || paths.some((path) => /(?:^|\/)skaffold\.ya?ml$/.test(path));
  if (tag === undefined ? placeholder : !/^(?:latest|stable|main|master|nightly|edge)$/.test(tag)) return [];
  return [
    {
      code: 'cloudrun/mutable-image',
      severity: 'information',
      message: `${tag === undefined ? 'An image without a tag' : `The tag ${tag}`} moves: the next deployment may run another image. Name a version, or better a digest (@sha256:…).`,
      fixes: [],
      start: image.start,
      end: image.end,
    },
  ];
}

function driverRule(gpu: CloudGpu, container: ContainerSettings, context: CheckContext): CheckDiagnostic[] {
  const engine = engineOf(container, context);
  if (!engine) return [];
  const own = container.image?.value ?? '';
  const image = engineOfImage(own) ? own : (baseImage(context) ?? '');
  const needed = neededDriver(engine, image, context);
  if (!needed || needed.driver <= gpu.driver) return [];
  const { compatibility } = context.catalogue.engines[engine];
  const place = container.image ?? container.head;
  if (!compatibility)
    return [finding(gpu, needed, 'Choose an older image or a GPU with a newer driver.', place, [])];
  const set = container.variables.find(({ name }) => name === compatibility.name);
  if (set ? set.value?.value !== '0' : inDockerfile(compatibility.name, context)) return [];
  const fixes = fixOf(
    'cuda-compatibility',
    `Set ${compatibility.name} to ${compatibility.value}`,
    set?.value
      ? set.value.write?.(compatibility.value)
      : container.addVariable?.(compatibility.name, compatibility.value),
  );
  return [finding(gpu, needed, `Set ${compatibility.name}=${compatibility.value}.`, set ?? place, fixes)];
}

function inDockerfile(name: string, context: CheckContext): boolean {
  return (onlyDockerfile(context) ?? '').includes(name);
}

function finding(
  gpu: CloudGpu,
  needed: { readonly cuda: string; readonly driver: number },
  remedy: string,
  { start, end }: { readonly start: number; readonly end: number },
  fixes: CheckDiagnostic['fixes'],
): CheckDiagnostic {
  return {
    code: 'cloudrun/driver-cuda',
    severity: 'error',
    message: `The image brings CUDA ${needed.cuda}, which needs driver ${needed.driver}; ${gpu.title} on Cloud Run has ${gpu.driver} (as of ${gpu.asOf}). ${remedy}`,
    fixes,
    start,
    end,
  };
}

/** The CUDA of an engine's image and the driver that it needs; undefined where neither its tag nor the catalogue says. */
function neededDriver(
  engine: EngineName,
  image: string,
  { catalogue }: CheckContext,
): { cuda: string; driver: number } | undefined {
  const row = catalogue.engines[engine];
  if (row.cuda === undefined || row.minDriver === undefined) return undefined;
  const tag = /:([\w.-]+)/.exec(image.replace(/^[^/]*:\d+\//, ''))?.[1] ?? 'latest';
  const named = /\bcu(\d{2})(\d)\b/.exec(tag.replaceAll('_', '-'));
  if (named)
    return Number(named[1]) >= 13
      ? { cuda: `${named[1] ?? ''}.${named[2] ?? ''}`, driver: row.minDriver }
      : undefined;
  const version = /^v?(\d+)\.(\d+)/.exec(tag);
  const recent = version
    ? Number(version[1]) > firstCuda13[0] || Number(version[2]) >= firstCuda13[1]
    : tag === 'latest';
  return engine === 'vllm' && recent ? { cuda: row.cuda, driver: row.minDriver } : undefined;
}
