import type { CheckDiagnostic } from '../../check.ts';
import type { CloudRunLimits } from '../../../serving/catalogue/servingCatalogue.ts';
import { loadsModel } from '../engines.ts';
import {
  fixOf,
  numberOf,
  type ProbeSettings,
  type ServiceRule,
  type ServiceSettings,
  type Setting,
} from '../serviceSettings.ts';

/**
 * For liveness and readiness probes, in seconds. Source: the comments on `Probe` in the official types
 * (`@googleapis/run`, v1).
 */
const longestLiveness = 3600;
/** What Cloud Run takes where a probe does not say, after the same comments. */
const defaults = { period: 10, timeout: 1, failureThreshold: 3 };

/** The arithmetic of probes, and the paths that they ask for. */
export const probeRules: ServiceRule = (service, { catalogue: { limits } }) =>
  service.containers.flatMap((container) =>
    container.probes.flatMap((probe) => [
      ...overLimit(probe, limits),
      ...timeoutOverPeriod(probe),
      ...tooLong(probe, service, limits),
      ...reservedPath(probe),
    ]),
  );

function overLimit(probe: ProbeSettings, limits: CloudRunLimits): CheckDiagnostic[] {
  const startup = probe.kind === 'startup';
  const checked = [
    ['period', probe.period, startup ? limits.periodSeconds : longestLiveness],
    ['initialDelay', probe.initialDelay, startup ? limits.initialDelaySeconds : longestLiveness],
  ] as const;
  return checked.flatMap(([name, setting, limit]) => {
    const value = numberOf(setting);
    if (!setting || value === undefined || value <= limit) return [];
    return [
      {
        code: 'cloudrun/probe-limit',
        severity: 'error',
        message: `${probe.title(name)} of a ${probe.kind} probe can be ${limit} at most; Cloud Run refuses ${value}.`,
        fixes: fixOf('write-limit', `Set it to ${limit}`, setting.write?.(String(limit))),
        ...spanOf(setting),
      },
    ];
  });
}

function timeoutOverPeriod(probe: ProbeSettings): CheckDiagnostic[] {
  const timeout = numberOf(probe.timeout);
  const period = probe.period ? numberOf(probe.period) : defaults.period;
  if (!probe.timeout || timeout === undefined || period === undefined || timeout <= period) return [];
  const reason = probe.period ? `is ${period}` : `is ${period} where it is not set`;
  return [
    {
      code: 'cloudrun/probe-timeout',
      severity: 'error',
      message: `${probe.title('timeout')} (${timeout}) can be no longer than ${probe.title('period')}, which ${reason}.`,
      fixes: fixOf('write-period', `Set it to ${period}`, probe.timeout.write?.(String(period))),
      ...spanOf(probe.timeout),
    },
  ];
}

function tooLong(probe: ProbeSettings, service: ServiceSettings, limits: CloudRunLimits): CheckDiagnostic[] {
  if (probe.kind !== 'startup') return [];
  const period = probe.period ? numberOf(probe.period) : defaults.period;
  const times = probe.failureThreshold ? numberOf(probe.failureThreshold) : defaults.failureThreshold;
  if (period === undefined || times === undefined || period === 0 || period > limits.periodSeconds) return [];
  const gpu = hasGpu(service);
  const limit = gpu ? limits.startupSecondsGpu : limits.startupSecondsCpu;
  if (period * times <= limit) return [];
  const fitting = Math.max(1, Math.floor(limit / period));
  const title = probe.title('failureThreshold');
  return [
    {
      code: 'cloudrun/probe-too-long',
      severity: 'error',
      message: `${times} × ${period} s are ${times * period} s; ${title} times ${probe.title('period')} can be ${limit} s at most ${gpu ? 'with' : 'without'} a GPU.`,
      fixes: fixOf(
        'write-threshold',
        `Set ${title} to ${fitting}`,
        probe.failureThreshold?.write?.(String(fitting)),
      ),
      ...spanOf(probe.failureThreshold ?? probe.period ?? probe.head),
    },
  ];
}

/** A GPU that may be there counts as one: the limit is then the wider one. */
function hasGpu(service: ServiceSettings): boolean {
  const count = service.get('gpuCount');
  return service.get('gpuType') !== undefined || (count !== undefined && count.value !== '0');
}

function reservedPath(probe: ProbeSettings): CheckDiagnostic[] {
  const path = probe.path?.value;
  if (!probe.path || path === undefined) return [];
  const reserved =
    /z$/.test(path.replace(/[?#].*$/, '').replace(/\/$/, '')) || /^\/(?:eventlog$|_ah\/)/.test(path);
  if (!reserved) return [];
  return [
    {
      code: 'cloudrun/reserved-path',
      severity: 'warning',
      message: `Cloud Run keeps ${path} to itself: requests from outside never reach it. Let the server answer on a path such as /health, and ask for that.`,
      fixes: fixOf('use-health', 'Ask for /health', probe.path.write?.('/health'), false),
      ...spanOf(probe.path),
    },
  ];
}

/** A startup probe that only sees whether the port is open, where a model must be loaded first. */
export const portOnlyRule: ServiceRule = (service, context) =>
  service.containers.flatMap((container) => {
    if (!loadsModel(service, container, context)) return [];
    return container.probes
      .filter((probe) => probe.kind === 'startup' && probe.action === 'tcp')
      .map((probe) => ({
        code: 'cloudrun/probe-port-only' as const,
        severity: 'information' as const,
        message:
          'A TCP probe only sees that the port is open, which many servers do before the model is loaded. Ask for a path that answers once it is.',
        fixes: [],
        ...spanOf(probe.head),
      }));
  });

function spanOf({ start, end }: Setting | { start: number; end: number }): { start: number; end: number } {
  return { start, end };
}
