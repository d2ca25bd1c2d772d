import { suggestion } from '../../../guide/file/suggestion.ts';
import type { CloudGpu } from '../../../serving/catalogue/servingCatalogue.ts';
import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { gib, memoryText, parseCpu, parseMemory } from '../amounts.ts';
import {
  fixOf,
  numberOf,
  placeOf,
  putSetting,
  type ServiceRule,
  type ServiceSettings,
  type SettingName,
} from '../serviceSettings.ts';

/** What Cloud Run asks of a service that has a GPU. */
export const gpuRules: ServiceRule = (service, context) => {
  const type = service.get('gpuType');
  const count = service.get('gpuCount');
  if (!type && (!count || count.value === '0')) return [];
  // Whether there is a GPU at all is decided elsewhere.
  if (type?.value === undefined && count?.value !== '1') return [];
  const gpu = context.catalogue.gpus.find(({ accelerator }) => accelerator === type?.value);
  return [
    ...countRule(service),
    ...(gpu ? gpuOf(gpu, service, context) : unknownType(service, context)),
    ...throttlingRule(service),
    ...environmentRule(service),
    ...(service.kind === 'service' ? [...maxInstances(service, context), ...redundancy(service)] : []),
    ...idleCost(service),
  ];
};

function gpuOf(gpu: CloudGpu, service: ServiceSettings, context: CheckContext): CheckDiagnostic[] {
  return [...cpuRule(gpu, service), ...memoryRule(gpu, service), ...regionRule(gpu, service, context)];
}

function unknownType(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const type = service.get('gpuType');
  if (type?.value === undefined) return [];
  const known = catalogue.gpus.map(({ accelerator }) => accelerator);
  const hint = suggestion(type.value, known);
  const near = /"(.+)"/.exec(hint)?.[1];
  return [
    {
      code: 'cloudrun/gpu-unknown',
      severity: 'warning',
      message: `Cloud Run has no GPU ${type.value} that we know of; it has ${known.join(' and ')}.${hint}`,
      fixes: near === undefined ? [] : fixOf('write-gpu', `Write ${near}`, type.write?.(near)),
      ...placeOf(service, 'gpuType'),
    },
  ];
}

function countRule(service: ServiceSettings): CheckDiagnostic[] {
  const count = service.get('gpuCount');
  if (count ? count.value === undefined || count.value === '1' : !service.complete) return [];
  const message = count
    ? `An instance of Cloud Run has one GPU; ${count.value ?? ''} are refused.`
    : `${service.title('gpuType')} alone asks for no GPU: set ${service.title('gpuCount')} to 1, too.`;
  return [
    {
      code: 'cloudrun/gpu-count',
      severity: 'error',
      message,
      fixes: fixOf('one-gpu', 'Ask for one GPU', putSetting(service, 'gpuCount', '1')),
      ...placeOf(service, count ? 'gpuCount' : 'gpuType'),
    },
  ];
}

function cpuRule(gpu: CloudGpu, service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('cpu');
  const cpu = setting ? parseCpu(setting.value) : service.complete ? 1 : undefined;
  if (cpu === undefined || cpu >= gpu.minCpu) return [];
  const wanted = String(gpu.recommendedCpu);
  return [
    {
      code: 'cloudrun/gpu-cpu',
      severity: 'error',
      message: `${gpu.title} needs at least ${gpu.minCpu} CPUs (${wanted} recommended); ${service.title('cpu')} is ${cpu}${setting ? '' : ' where it is not set'}.`,
      fixes: fixOf(
        'write-cpu',
        `Set ${service.title('cpu')} to ${wanted}`,
        putSetting(service, 'cpu', wanted),
      ),
      ...placeOf(service, 'cpu'),
    },
  ];
}

function memoryRule(gpu: CloudGpu, service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('memory');
  const bytes = setting ? parseMemory(setting.value) : service.complete ? gib / 2 : undefined;
  if (bytes === undefined || bytes >= gpu.minMemoryGiB * gib) return [];
  const wanted = `${gpu.recommendedMemoryGiB}Gi`;
  return [
    {
      code: 'cloudrun/gpu-memory',
      severity: 'error',
      message: `${gpu.title} needs at least ${gpu.minMemoryGiB} GiB of memory (${gpu.recommendedMemoryGiB} recommended); ${service.title('memory')} is ${memoryText(bytes)}${setting ? '' : ' where it is not set'}.`,
      fixes: fixOf(
        'write-memory',
        `Set ${service.title('memory')} to ${wanted}`,
        putSetting(service, 'memory', wanted),
      ),
      ...placeOf(service, 'memory'),
    },
  ];
}

function regionRule(gpu: CloudGpu, service: ServiceSettings, context: CheckContext): CheckDiagnostic[] {
  const region = service.get('region');
  if (region?.value === undefined || gpu.regions.includes(region.value)) return [];
  if (!/^[a-z]+-[a-z]+\d+$/.test(region.value)) return [];
  const known = context.catalogue.regions.some(({ id }) => id === region.value);
  return [
    {
      code: 'cloudrun/gpu-region',
      severity: known ? 'error' : 'warning',
      message: `${region.value} has no ${gpu.title} (as of ${gpu.asOf}); these have it: ${gpu.regions.join(', ')}.`,
      fixes: [],
      ...placeOf(service, 'region'),
    },
  ];
}

function throttlingRule(service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('cpuThrottling');
  if (service.kind === 'job' || setting?.value === 'false') return [];
  if (setting && setting.value === undefined) return [];
  const title = service.title('cpuThrottling');
  return [
    {
      code: 'cloudrun/gpu-throttling',
      severity: setting || service.complete ? 'error' : 'warning',
      message: `With a GPU the CPU must always be allocated: ${setting ? `${title} is on` : `${title} is not turned off`}.`,
      fixes: fixOf('no-throttling', 'Allocate the CPU always', putSetting(service, 'cpuThrottling', 'false')),
      ...placeOf(service, 'cpuThrottling'),
    },
  ];
}

function environmentRule(service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('executionEnvironment');
  if (setting?.value !== 'gen1') return [];
  return [
    {
      code: 'cloudrun/gpu-environment',
      severity: 'error',
      message: 'GPUs need the second generation of the execution environment.',
      fixes: fixOf('write-gen2', 'Use gen2', setting.write?.('gen2')),
      ...placeOf(service, 'executionEnvironment'),
    },
  ];
}

function maxInstances(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const { maxInstancesGpu: quota } = catalogue.limits;
  const setting = service.get('maxInstances');
  const title = service.title('maxInstances');
  const value = numberOf(setting);
  if (setting && (value === undefined || value <= quota)) return [];
  const fixes = fixOf(
    'write-max-instances',
    `Set ${title} to ${quota}`,
    putSetting(service, 'maxInstances', String(quota)),
  );
  if (!setting)
    return [
      {
        code: 'cloudrun/gpu-max-scale',
        severity: 'warning',
        message: `Set ${title}: without it the service asks for more GPUs than a new project may have (${quota}), and every one of them is paid for.`,
        fixes,
        ...service.head,
      },
    ];
  return [
    {
      code: 'cloudrun/gpu-quota',
      severity: 'warning',
      message: `${title} is ${value ?? ''}; a project may have ${quota} GPU per region until its quota is raised, and Cloud Run refuses to deploy more.`,
      fixes,
      ...placeOf(service, 'maxInstances'),
    },
  ];
}

function redundancy(service: ServiceSettings): CheckDiagnostic[] {
  const setting = service.get('redundancyDisabled');
  if (setting?.value === 'true' || (setting && setting.value === undefined)) return [];
  return [
    {
      code: 'cloudrun/gpu-redundancy',
      severity: 'information',
      message:
        'Zonal redundancy of the GPU is on: it costs more and has a quota of its own, which is 0 until it is asked for.',
      fixes: fixOf(
        'no-redundancy',
        'Turn zonal redundancy off',
        putSetting(service, 'redundancyDisabled', 'true'),
      ),
      ...placeOf(service, 'redundancyDisabled'),
    },
  ];
}

function idleCost(service: ServiceSettings): CheckDiagnostic[] {
  const name: SettingName = 'minInstances';
  const value = numberOf(service.get(name));
  if (value === undefined || value === 0) return [];
  return [
    {
      code: 'cloudrun/gpu-idle',
      severity: 'information',
      message: `${value === 1 ? 'One instance' : `${value} instances`} with a GPU always run and are paid for without a request; 0 lets the service scale to nothing.`,
      fixes: fixOf('write-zero', 'Scale to zero', putSetting(service, name, '0'), false),
      ...placeOf(service, name),
    },
  ];
}
