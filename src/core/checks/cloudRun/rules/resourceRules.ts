import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { gib, memoryAmount, memoryText, parseCpu, parseMemory } from '../amounts.ts';
import { loadsModel } from '../engines.ts';
import {
  fixOf,
  numberOf,
  placeOf,
  putSetting,
  type ServiceRule,
  type ServiceSettings,
} from '../serviceSettings.ts';

/** CPU and memory that go together, requests at a time, time limits. Limits of several containers add up: left out. */
export const resourceRules: ServiceRule = (service, context) => [
  ...(service.containers.length === 1
    ? [...cpuNumber(service, context), ...cpuAndMemory(service, context)]
    : []),
  ...belowOneCpu(service),
  ...timeoutRule(service, context),
  ...scaleOrder(service),
  ...startupBoost(service, context),
];

function hasGpu(service: ServiceSettings): boolean {
  return service.get('gpuType') !== undefined || service.get('gpuCount') !== undefined;
}

function cpuNumber(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const cpu = parseCpu(service.get('cpu')?.value);
  if (cpu === undefined || cpu <= 1 || hasGpu(service)) return [];
  const choices = catalogue.limits.memoryByCpu.map((row) => row.cpu);
  if (choices.includes(cpu)) return [];
  const next = choices.find((choice) => choice > cpu) ?? choices.at(-1) ?? 1;
  return [
    {
      code: 'cloudrun/cpu-number',
      severity: 'error',
      message: `Cloud Run has no instances with ${cpu} CPUs; it has ${choices.join(', ')}, and less than 1.`,
      fixes: fixOf('write-cpu', `Set it to ${next}`, putSetting(service, 'cpu', String(next))),
      ...placeOf(service, 'cpu'),
    },
  ];
}

function cpuAndMemory(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const { cpu, memory } = resources(service);
  if (cpu === undefined || memory === undefined || hasGpu(service)) return [];
  const row = catalogue.limits.memoryByCpu.find((candidate) => candidate.cpu === cpu);
  if (!row) return [];
  const amount = memory / gib;
  // Half a GiB as the least of one or two CPUs is a matter of the execution environment, not of the CPUs.
  const least = row.minGiB > 0.5 ? row.minGiB : 0;
  if (amount >= least && amount <= row.maxGiB) return [];
  const wanted = memoryAmount(amount > row.maxGiB ? row.maxGiB : row.minGiB);
  const larger = catalogue.limits.memoryByCpu.find(({ maxGiB }) => maxGiB >= amount);
  const moreCpu =
    amount > row.maxGiB && larger
      ? fixOf(
          'write-cpu',
          `Set ${service.title('cpu')} to ${larger.cpu}`,
          putSetting(service, 'cpu', String(larger.cpu)),
        )
      : [];
  return [
    {
      code: 'cloudrun/cpu-memory',
      severity: 'error',
      message: `${cpu} ${cpu === 1 ? 'CPU' : 'CPUs'} and ${memoryText(memory)} do not go together: Cloud Run takes ${least === 0 ? 'up' : `${memoryText(least * gib)} up`} to ${memoryText(row.maxGiB * gib)} with that many.`,
      fixes: [
        ...moreCpu,
        ...fixOf(
          'write-memory',
          `Set ${service.title('memory')} to ${wanted}`,
          putSetting(service, 'memory', wanted),
          moreCpu.length === 0,
        ),
      ],
      ...placeOf(service, service.get('memory') ? 'memory' : 'cpu'),
    },
  ];
}

/** Both in numbers; what is not said takes Cloud Run's defaults, 1 CPU and 512 MiB. Jobs have the same. */
function resources(service: ServiceSettings): { cpu: number | undefined; memory: number | undefined } {
  const cpu = service.get('cpu');
  const memory = service.get('memory');
  if (!cpu && !memory) return { cpu: undefined, memory: undefined };
  return {
    cpu: cpu ? parseCpu(cpu.value) : service.complete ? 1 : undefined,
    memory: memory ? parseMemory(memory.value) : service.complete ? gib / 2 : undefined,
  };
}

/** Source: the page on CPU limits, "less than 1 CPU". */
function belowOneCpu(service: ServiceSettings): CheckDiagnostic[] {
  const cpu = parseCpu(service.get('cpu')?.value);
  const concurrency = service.get('concurrency');
  const requests = numberOf(concurrency);
  if (
    cpu === undefined ||
    cpu >= 1 ||
    requests === undefined ||
    requests <= 1 ||
    service.containers.length > 1
  )
    return [];
  return [
    {
      code: 'cloudrun/cpu-concurrency',
      severity: 'error',
      message: `With less than one CPU an instance takes one request at a time; ${service.title('concurrency')} is ${requests}.`,
      fixes: [
        ...fixOf('write-cpu', `Set ${service.title('cpu')} to 1`, putSetting(service, 'cpu', '1')),
        ...fixOf('write-one', `Set ${service.title('concurrency')} to 1`, concurrency?.write?.('1'), false),
      ],
      ...placeOf(service, 'concurrency'),
    },
  ];
}

function timeoutRule(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const setting = service.get('timeout');
  const value = numberOf(setting);
  const limit = catalogue.limits.timeoutSeconds;
  if (service.kind === 'job' || value === undefined || value <= limit) return [];
  return [
    {
      code: 'cloudrun/timeout',
      severity: 'error',
      message: `A request can take ${limit} s at most; ${service.title('timeout')} is ${value}.`,
      fixes: fixOf('write-limit', `Set it to ${limit}`, setting?.write?.(String(limit))),
      ...placeOf(service, 'timeout'),
    },
  ];
}

function scaleOrder(service: ServiceSettings): CheckDiagnostic[] {
  const least = numberOf(service.get('minInstances'));
  const most = numberOf(service.get('maxInstances'));
  if (least === undefined || most === undefined || most === 0 || least <= most) return [];
  return [
    {
      code: 'cloudrun/scale-order',
      severity: 'error',
      message: `${service.title('minInstances')} (${least}) is more than ${service.title('maxInstances')} (${most}).`,
      fixes: fixOf(
        'write-maximum',
        `Set ${service.title('minInstances')} to ${most}`,
        putSetting(service, 'minInstances', String(most)),
      ),
      ...placeOf(service, 'minInstances'),
    },
  ];
}

function startupBoost(service: ServiceSettings, context: CheckContext): CheckDiagnostic[] {
  const setting = service.get('startupBoost');
  if (service.kind === 'job' || (setting ? setting.value !== 'false' : !service.complete)) return [];
  if (!service.containers.some((container) => loadsModel(service, container, context))) return [];
  return [
    {
      code: 'cloudrun/startup-boost',
      severity: 'hint',
      message: `Startup CPU boost shortens the time in which the model is loaded; ${service.title('startupBoost')} is ${setting ? 'off' : 'not set'}.`,
      fixes: fixOf('boost', 'Turn startup CPU boost on', putSetting(service, 'startupBoost', 'true')),
      ...placeOf(service, 'startupBoost'),
    },
  ];
}
