import type { CheckContext, CheckDiagnostic, CheckEdit, CheckFix, Span } from '../check.ts';

/** What a service or job is set to, however it is written: YAML, Terraform or the arguments of gcloud. */
export type SettingName =
  | 'gpuType'
  | 'gpuCount'
  | 'cpu'
  | 'memory'
  | 'concurrency'
  | 'minInstances'
  | 'maxInstances'
  | 'timeout'
  | 'serviceAccount'
  | 'cpuThrottling'
  | 'startupBoost'
  | 'executionEnvironment'
  | 'redundancyDisabled'
  | 'invokerCheckDisabled'
  | 'region';

/** A value that is written somewhere. Its span is that of the value. */
export interface Setting extends Span {
  /** As Cloud Run's YAML has it (`"true"`, `8`, `32Gi`, seconds); undefined where it is an expression or a variable. */
  readonly value: string | undefined;
  /** Edits that put another value there; undefined where that is not safe. */
  readonly write?: (value: string) => readonly CheckEdit[] | undefined;
  /** Edits that take the whole setting away. */
  readonly remove?: () => readonly CheckEdit[] | undefined;
}

export interface ServiceSettings {
  readonly kind: 'service' | 'job';
  /** What a finding on something that is missing marks. */
  readonly head: Span;
  /** True where what is not said takes its default; false where it stays as it was, or may be said elsewhere. */
  readonly complete: boolean;
  readonly get: (name: SettingName) => Setting | undefined;
  /** What the format calls it: `containerConcurrency`, `--concurrency`. */
  readonly title: (name: SettingName) => string;
  /** Edits that add a setting that is not there. */
  readonly add: (name: SettingName, value: string) => readonly CheckEdit[] | undefined;
  readonly containers: readonly ContainerSettings[];
}

export interface ContainerSettings {
  readonly head: Span;
  readonly image?: Setting;
  /** The command and its arguments. */
  readonly words: readonly Setting[];
  readonly variables: readonly VariableSetting[];
  readonly port?: Setting;
  /** True where it says that it takes requests. */
  readonly hasPort: boolean;
  readonly probes: readonly ProbeSettings[];
  /** Of this container alone. */
  readonly memory?: Setting;
  /** Volumes in memory, with their size in bytes, where it is said. */
  readonly memoryVolumes: readonly (Span & { readonly bytes: number | undefined })[];
  readonly addVariable?: (name: string, value: string) => readonly CheckEdit[] | undefined;
  readonly addPort?: (port: string) => readonly CheckEdit[] | undefined;
}

/** An environment variable; its span is that of its name. */
export interface VariableSetting extends Span {
  readonly name: string;
  /** Of a plain one. */
  readonly value?: Setting;
  /** Of one from Secret Manager. */
  readonly secretVersion?: Setting;
  readonly remove?: () => readonly CheckEdit[] | undefined;
  /** Edits that take the value from Secret Manager. */
  readonly fromSecret?: (secret: string, version: string) => readonly CheckEdit[] | undefined;
}

export interface ProbeSettings {
  readonly kind: 'startup' | 'liveness' | 'readiness';
  readonly head: Span;
  readonly action: 'http' | 'tcp' | 'grpc' | 'other';
  readonly path?: Setting;
  readonly initialDelay?: Setting;
  readonly period?: Setting;
  readonly timeout?: Setting;
  readonly failureThreshold?: Setting;
  readonly title: (name: 'initialDelay' | 'period' | 'timeout' | 'failureThreshold') => string;
}

export type ServiceRule = (service: ServiceSettings, context: CheckContext) => CheckDiagnostic[];

/** A fix where there are edits for it, none otherwise. */
export function fixOf(
  id: string,
  title: string,
  edits: readonly CheckEdit[] | undefined,
  preferred = true,
): CheckFix[] {
  return edits && edits.length > 0 ? [{ id, title, edits, ...(preferred ? { preferred } : {}) }] : [];
}

/** Edits that put a value where the setting stands, or add it where there is none. */
export function putSetting(
  service: ServiceSettings,
  name: SettingName,
  value: string,
): readonly CheckEdit[] | undefined {
  const setting = service.get(name);
  return setting ? setting.write?.(value) : service.add(name, value);
}

/** A setting as a number; undefined where it is missing or no plain number. */
export function numberOf(setting: Setting | undefined): number | undefined {
  const text = setting?.value;
  return text !== undefined && /^\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** Where a setting stands, or what stands for it where it is missing. */
export function placeOf(service: ServiceSettings, name: SettingName): Span {
  const { start, end } = service.get(name) ?? service.head;
  return { start, end };
}
