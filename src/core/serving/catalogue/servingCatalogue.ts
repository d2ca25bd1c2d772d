/**
 * What ages: images, GPUs, regions, drivers, limits. From `media/catalog/serving.yaml`, where each table says as of
 * when and after which source. Read by `readServingCatalogue`.
 */
export interface ServingCatalogue {
  readonly python: readonly PythonImage[];
  /** The version that is taken where the project allows several: `3.12`. */
  readonly defaultPython: string;
  /** `ghcr.io/astral-sh/uv:…` */
  readonly uvImage: string;
  readonly engines: Readonly<Record<'vllm' | 'tensorrt-llm' | 'ollama', EngineImage>>;
  readonly gpus: readonly CloudGpu[];
  /** GPUs of GKE, for models that one GPU of Cloud Run cannot hold. */
  readonly clusterGpus: readonly ClusterGpu[];
  readonly regions: readonly CloudRegion[];
  readonly torch: readonly TorchIndex[];
  readonly limits: CloudRunLimits;
  /** Packages that a server needs though its project does not declare them, with the version to take. */
  readonly packages: readonly PinnedPackage[];
  /** Debian packages that Python packages load at run time. */
  readonly systemPackages: readonly SystemPackages[];
  /** Images of engines that their makers have given up. */
  readonly retired: readonly RetiredImage[];
  /** Sizes of well-known models of the hub, for those whose name does not say. */
  readonly models: readonly KnownModel[];
}

/** When a row was true, and who said so. */
export interface Dated {
  /** `2026-08` or `2026-08-20`. */
  readonly asOf: string;
  readonly source: string;
}

export interface PythonImage extends Dated {
  /** `3.12` */
  readonly version: string;
  readonly image: string;
}

export interface EngineImage extends Dated {
  readonly image: string;
  /** The CUDA of the image: `13.0`; absent where it brings several. */
  readonly cuda?: string;
  /** The oldest driver that runs it without its compatibility libraries: 580. */
  readonly minDriver?: number;
  /** The variable that turns its compatibility libraries on, where it has them. */
  readonly compatibility?: { readonly name: string; readonly value: string };
  /** Roughly, compressed, in GB. */
  readonly sizeGb: number;
  readonly user: string;
}

export interface CloudGpu extends Dated {
  /** As Cloud Run names it: `nvidia-l4`. */
  readonly accelerator: string;
  readonly title: string;
  readonly memoryGiB: number;
  /** What a model may use of it: 0.9 of the memory, less what the runtime takes. */
  readonly usableGiB: number;
  readonly minCpu: number;
  readonly minMemoryGiB: number;
  readonly recommendedCpu: number;
  readonly recommendedMemoryGiB: number;
  readonly cpuChoices: readonly number[];
  readonly memoryChoicesGiB: readonly number[];
  /** Major version of the driver: 535. */
  readonly driver: number;
  /** The newest CUDA that driver knows: `12.2`. */
  readonly driverCuda: string;
  /** `sm_89` */
  readonly architecture: string;
  readonly regions: readonly string[];
  readonly stage: 'ga' | 'preview';
  /** Of `run.googleapis.com`, for the quota page. */
  readonly quota: string;
}

export interface ClusterGpu extends Dated {
  /** The value of the label `cloud.google.com/gke-accelerator`: `nvidia-l4`. */
  readonly accelerator: string;
  readonly title: string;
  readonly memoryGiB: number;
  readonly usableGiB: number;
  /** Major version of the driver that GKE installs by default: 535. */
  readonly driver: number;
  /** `sm_90` */
  readonly architecture: string;
  /** Machine types with their number of GPUs, fewest first. */
  readonly machines: readonly { readonly gpus: number; readonly type: string }[];
}

export interface PinnedPackage extends Dated {
  readonly name: string;
  readonly version: string;
}

export interface SystemPackages extends Dated {
  /** Normalised name of the Python package. */
  readonly python: string;
  readonly debian: readonly string[];
}

export interface RetiredImage extends Dated {
  /** Without its tag: `pytorch/torchserve`. */
  readonly image: string;
  /** What happened, as the beginning of a sentence: `TorchServe is no longer maintained`. */
  readonly what: string;
  /** What takes its place. */
  readonly instead: string;
}

export interface CloudRegion extends Dated {
  readonly id: string;
  readonly place: string;
}

export interface TorchIndex extends Dated {
  /** `cpu`, `cu128`… */
  readonly variant: string;
  readonly index: string;
  /** Absent for `cpu`. */
  readonly cuda?: string;
  readonly minDriver?: number;
  /** The releases of torch that it has, `2.7`: the first and the last. Absent where there is no such end. */
  readonly firstTorch?: string;
  readonly lastTorch?: string;
}

export interface CloudRunLimits extends Dated {
  readonly periodSeconds: number;
  readonly initialDelaySeconds: number;
  /** failureThreshold × periodSeconds at most, without and with a GPU. */
  readonly startupSecondsCpu: number;
  readonly startupSecondsGpu: number;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  readonly maxInstancesGpu: number;
  /** Memory in GiB that each number of CPUs may have: at least and at most. */
  readonly memoryByCpu: readonly { readonly cpu: number; readonly minGiB: number; readonly maxGiB: number }[];
}

export interface KnownModel extends Dated {
  readonly id: string;
  readonly task: 'text-generation' | 'embeddings' | 'classification' | 'other';
  readonly parametersBillion: number;
  readonly dtype: string;
  /** Bytes of keys and values of one token of context, in 16 bits; absent where the shape is not known. */
  readonly kvBytesPerToken?: number;
  /** The longest context that it was made for, in tokens. */
  readonly contextLength?: number;
  /** Tasks for which `pipeline()` of transformers takes this model when none is named. */
  readonly defaultFor?: readonly string[];
  /** The revision that `pipeline()` takes then. */
  readonly defaultRevision?: string;
  /** True where the hub gives it only to who has a token and agreed to its terms. */
  readonly gated?: boolean;
}
