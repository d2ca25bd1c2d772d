import type { SettingName } from '../cloudRun/serviceSettings.ts';

/** How a value is written: seconds as `"300s"`, the generation as `EXECUTION_ENVIRONMENT_GEN2`. */
export type HclForm = 'string' | 'number' | 'boolean' | 'seconds' | 'environment';

/** An attribute in the block at a path; from the resource, or from its container. */
export interface HclField {
  readonly path: readonly string[];
  readonly name: string;
  readonly form: HclForm;
}

/** Where a resource has the settings of a service. */
export interface ServiceLayout {
  readonly kind: 'service' | 'job';
  /** The block that has the containers. */
  readonly pod: readonly string[];
  readonly fields: Readonly<Partial<Record<SettingName, readonly HclField[]>>>;
  /** In `resources` of the container. */
  readonly inResources: Readonly<Partial<Record<SettingName, string>>>;
  /** Annotations of the revision and of the service, where the resource takes them. */
  readonly annotations?: {
    readonly inner: readonly string[];
    readonly outer: readonly string[];
  };
  readonly secretVersion: readonly [block: string, attribute: string];
}

const revision = ['template'];

const serviceV2: ServiceLayout = {
  kind: 'service',
  pod: revision,
  fields: {
    gpuType: [{ path: ['template', 'node_selector'], name: 'accelerator', form: 'string' }],
    concurrency: [{ path: revision, name: 'max_instance_request_concurrency', form: 'number' }],
    minInstances: [
      { path: ['template', 'scaling'], name: 'min_instance_count', form: 'number' },
      { path: ['scaling'], name: 'min_instance_count', form: 'number' },
    ],
    maxInstances: [
      { path: ['template', 'scaling'], name: 'max_instance_count', form: 'number' },
      { path: ['scaling'], name: 'max_instance_count', form: 'number' },
    ],
    timeout: [{ path: revision, name: 'timeout', form: 'seconds' }],
    serviceAccount: [{ path: revision, name: 'service_account', form: 'string' }],
    executionEnvironment: [{ path: revision, name: 'execution_environment', form: 'environment' }],
    redundancyDisabled: [{ path: revision, name: 'gpu_zonal_redundancy_disabled', form: 'boolean' }],
    invokerCheckDisabled: [{ path: [], name: 'invoker_iam_disabled', form: 'boolean' }],
    region: [{ path: [], name: 'location', form: 'string' }],
  },
  inResources: { cpuThrottling: 'cpu_idle', startupBoost: 'startup_cpu_boost' },
  secretVersion: ['value_source', 'version'],
};

const task = ['template', 'template'];

const jobV2: ServiceLayout = {
  kind: 'job',
  pod: task,
  fields: {
    gpuType: [{ path: [...task, 'node_selector'], name: 'accelerator', form: 'string' }],
    timeout: [{ path: task, name: 'timeout', form: 'seconds' }],
    serviceAccount: [{ path: task, name: 'service_account', form: 'string' }],
    executionEnvironment: [{ path: task, name: 'execution_environment', form: 'environment' }],
    redundancyDisabled: [{ path: task, name: 'gpu_zonal_redundancy_disabled', form: 'boolean' }],
    region: [{ path: [], name: 'location', form: 'string' }],
  },
  inResources: {},
  secretVersion: ['value_source', 'version'],
};

const spec = ['template', 'spec'];

const serviceV1: ServiceLayout = {
  kind: 'service',
  pod: spec,
  fields: {
    concurrency: [{ path: spec, name: 'container_concurrency', form: 'number' }],
    timeout: [{ path: spec, name: 'timeout_seconds', form: 'number' }],
    serviceAccount: [{ path: spec, name: 'service_account_name', form: 'string' }],
    region: [{ path: [], name: 'location', form: 'string' }],
  },
  inResources: {},
  annotations: { inner: ['template', 'metadata'], outer: ['metadata'] },
  secretVersion: ['value_from', 'key'],
};

/** The resources that are services or jobs of Cloud Run. */
export const serviceLayouts: Readonly<Record<string, ServiceLayout>> = {
  google_cloud_run_v2_service: serviceV2,
  google_cloud_run_v2_job: jobV2,
  google_cloud_run_service: serviceV1,
};

/** Of the first version: the settings that are annotations, of the revision and of the service. */
export const annotationNames: Readonly<
  Partial<Record<SettingName, { readonly inner?: string; readonly outer?: string }>>
> = {
  minInstances: { inner: 'autoscaling.knative.dev/minScale', outer: 'run.googleapis.com/minScale' },
  maxInstances: { inner: 'autoscaling.knative.dev/maxScale', outer: 'run.googleapis.com/maxScale' },
  cpuThrottling: { inner: 'run.googleapis.com/cpu-throttling' },
  startupBoost: { inner: 'run.googleapis.com/startup-cpu-boost' },
  executionEnvironment: { inner: 'run.googleapis.com/execution-environment' },
  redundancyDisabled: { inner: 'run.googleapis.com/gpu-zonal-redundancy-disabled' },
  invokerCheckDisabled: { outer: 'run.googleapis.com/invoker-iam-disabled' },
};
