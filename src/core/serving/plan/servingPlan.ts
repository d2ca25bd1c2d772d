import type { Decision } from '../../generate/decision.ts';

/**
 * One plan of how a project is served, from which every file is rendered: Dockerfile, Compose, Cloud Run service,
 * scripts, Terraform, workflow, identity. What one rendering says, all say.
 */
export interface ServingPlan {
  /** Of the service, the image and the files: lower-case letters, digits and hyphens, at most 49 characters. */
  readonly name: string;
  readonly target: ServingTarget;
  /** Where it runs. `gke` and `ray` only where one GPU of Cloud Run cannot hold the model, or when asked for. */
  readonly platform: 'cloud-run' | 'gke' | 'ray';
  readonly image: ImagePlan;
  /** Absent where the base image is the whole server (vLLM, TensorRT-LLM, Ollama). */
  readonly python?: PythonPlan;
  readonly app: AppPlan;
  readonly model?: ModelPlan;
  readonly gpu?: GpuPlan;
  readonly resources: ResourcePlan;
  readonly probes: ProbePlan;
  /** Plain settings of the container, without PORT, which Cloud Run sets. In the order in which they are written. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** Settings that come from Secret Manager. */
  readonly secrets: readonly SecretPlan[];
  readonly identity: IdentityPlan;
  readonly deployment: DeploymentPlan;
  /** Every decision with its reason and evidence, in the order in which a reader asks. */
  readonly decisions: readonly Decision[];
  /** What the user should know before building, as sentences: a lock file with CUDA wheels for a CPU target, … */
  readonly warnings: readonly string[];
}

export type ServingTarget =
  'transformers' | 'vllm' | 'tensorrt-llm' | 'ollama' | 'adk' | 'langgraph' | 'vertex' | 'generic';

export interface ImagePlan {
  /** With tag, and digest where one was given: `python:3.12-slim-bookworm`. */
  readonly base: string;
  /** The image that the uv binary is copied from; absent where uv is not used. */
  readonly uv?: string;
  /** `linux/amd64`: what Cloud Run runs. */
  readonly platform: 'linux/amd64';
}

/** How dependencies get into the image. */
export type InstallKind =
  | 'uv-lock'
  | 'poetry-lock'
  | 'pdm-lock'
  | 'pylock'
  /** `requirements.txt`, pinned or not. */
  | 'requirements'
  /** pyproject.toml without any lock file. */
  | 'pyproject'
  /** setup.py or setup.cfg alone. */
  | 'setup';

export interface PythonPlan {
  /** `3.12` */
  readonly version: string;
  readonly install: InstallKind;
  /** What must be there before dependencies are installed, relative to the project: `pyproject.toml`, `uv.lock`. */
  readonly dependencyFiles: readonly string[];
  /** True where the project itself is an installable package (it has a build system). */
  readonly installsProject: boolean;
  /** Packages that the server needs and the project does not declare: `uvicorn==…`. Installed beside the others. */
  readonly extraPackages: readonly string[];
  /** Debian packages that dependencies need at run time, such as `libgomp1`. */
  readonly systemPackages: readonly string[];
  /** Debian packages that only the build stage needs: `git` for dependencies from a repository. */
  readonly buildPackages?: readonly string[];
  /**
   * For `poetry-lock` and `pdm-lock`: the tool as a pinned requirement, the version that wrote the lock or else the
   * catalogue's: `poetry==2.1.3`.
   */
  readonly installer?: string;
  /** What else building the project reads, beside dependency files and sources: `README.md`, `LICENSE`. */
  readonly projectFiles?: readonly string[];
  /** Where torch comes from; absent where it is not used. */
  readonly torch?: TorchPlan;
}

export interface TorchPlan {
  /** `cpu`, `cu126`, `cu128`, `cu130`… */
  readonly variant: string;
  readonly index: string;
  /** True where the project's own files (uv sources, a lock) choose the index, so that the Dockerfile need not. */
  readonly chosenByProject: boolean;
}

export interface AppPlan {
  readonly kind: 'asgi' | 'wsgi' | 'streamlit' | 'gradio' | 'script' | 'engine';
  /** For asgi and wsgi: the module and its object: `app.main` and `app`. */
  readonly module?: string;
  readonly object?: string;
  /** True where `object` is a function that makes the application. */
  readonly factory?: boolean;
  /** True where the project has no application yet, and the one that `generate fastapi` writes is meant. */
  readonly scaffold?: boolean;
  /** For `asgi` in a source folder (`src/`), what goes to `--app-dir`. */
  readonly directory?: string;
  /**
   * The program and its arguments, exec form. `${PORT}` stands where the port goes; then the renderings start it with
   * `sh -c "exec …"`. For engines: the arguments after the image's entry point, or all of them.
   */
  readonly command: readonly string[];
  /** For engines: set where the image's own entry point must be replaced. */
  readonly entrypoint?: readonly string[];
  /** Files and folders of the project that go into the image: `app`, `src`, `main.py`. */
  readonly sources: readonly string[];
  /** The container's port, 8080 unless chosen otherwise. */
  readonly port: number;
  /** Answers 200 as soon as the process runs; never ends in `z`, which Cloud Run keeps to itself. */
  readonly healthPath?: string;
  /** Answers 200 once the model is loaded. */
  readonly readyPath?: string;
  /** Worker processes; 1 where a model is loaded in the process. */
  readonly workers: number;
}

export interface ModelPlan {
  /** `Qwen/Qwen3-8B`, a folder of the project, or the name of an Ollama model. */
  readonly id: string;
  /** Of the hub: a commit or tag; absent where the user named none. */
  readonly revision?: string;
  readonly task: 'text-generation' | 'embeddings' | 'classification' | 'other';
  /** In billions; absent where it could not be told. */
  readonly parametersBillion?: number;
  /** `bfloat16`, `fp8`, `int4`… */
  readonly dtype: string;
  readonly weightsBytes?: number;
  /** Where the weights come from when the container starts. */
  readonly loading: 'baked' | 'bucket' | 'hub' | 'project';
  /** The path in the container, where they are baked, mounted or copied. */
  readonly path?: string;
  /** For `bucket`: its name, and the folder in it. */
  readonly bucket?: string;
  /**
   * How the weights lie at `path`. Absent: as a folder, which the server is given. `hub-cache`: as the hub's client
   * caches them (`snapshot_download(cache_dir=path)`), as the code asks for the model by its id; HF_HUB_CACHE of
   * the environment names `path`.
   */
  readonly layout?: 'hub-cache';
  /** Tokens of context and sequences at a time, for engines that take them. */
  readonly maxModelLength?: number;
  readonly maxSequences?: number;
  /**
   * For `baked` without an engine: what downloads it, as a pinned requirement: `huggingface_hub==1.4.1`. Absent: the
   * project's own dependencies bring the hub's client.
   */
  readonly downloader?: string;
}

export interface GpuPlan {
  /** As Cloud Run names it: `nvidia-l4`. */
  readonly accelerator: string;
  /** Of the whole service; more than 1 only on GKE and Ray. */
  readonly count: number;
  /** On GKE and Ray: machines that the GPUs are spread over, 1 unless said, and their type. */
  readonly nodes?: number;
  readonly machineType?: string;
  readonly memoryGiB: number;
  /** `VLLM_ENABLE_CUDA_COMPATIBILITY=1` and the like: true where the image's CUDA is newer than the driver. */
  readonly cudaCompatibility: boolean;
  /** Bytes that the model needs: weights and cache. */
  readonly neededBytes?: number;
  /** True where Cloud Run has this GPU in preview only; then the service must say so (launch stage BETA). */
  readonly preview?: boolean;
}

export interface ResourcePlan {
  /** Whole CPUs; Cloud Run takes 1, 2, 4, 6, 8 and more. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly concurrency: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly timeoutSeconds: number;
  /** False with GPUs: the CPU is there between requests, too. */
  readonly cpuThrottling: boolean;
  readonly startupCpuBoost: boolean;
}

export interface Probe {
  /** Absent: a TCP probe. */
  readonly path?: string;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

export interface ProbePlan {
  readonly startup: Probe;
  readonly liveness?: Probe;
  /** From the beginning of the container until it is ready, as estimated. */
  readonly expectedStartSeconds: number;
}

export interface SecretPlan {
  /** The environment variable. */
  readonly name: string;
  /** Of Secret Manager: lower case with hyphens. */
  readonly secret: string;
  /** A number; never `latest`. */
  readonly version: string;
}

export interface IdentityPlan {
  /** The part before the `@`, 6 to 30 characters. */
  readonly serviceAccount: string;
  /** Least privilege: each role on the narrowest resource that has it. */
  readonly roles: readonly GrantedRole[];
  /** Who may call the service; empty: nobody until somebody is named. Never `allUsers`. */
  readonly invokers: readonly string[];
  /** `owner/name` of the repository that deploys, where it is known. */
  readonly githubRepository?: string;
}

export interface GrantedRole {
  /** `roles/aiplatform.user` */
  readonly role: string;
  readonly on: 'project' | 'bucket' | 'secret' | 'repository' | 'service-account';
  /** The name of the bucket, secret, …; absent for the project. */
  readonly resource?: string;
  /** Why, as part of a sentence. */
  readonly why: string;
}

/** Where it goes. An empty project or region is left to a variable of the scripts. */
export interface DeploymentPlan {
  readonly project: string;
  readonly region: string;
  /** Of Artifact Registry. */
  readonly repository: string;
  readonly ingress: 'all' | 'internal' | 'internal-and-cloud-load-balancing';
  /** Direct VPC egress; absent where none is asked for. */
  readonly network?: {
    readonly network: string;
    readonly subnetwork: string;
    readonly egress: 'all-traffic' | 'private-ranges-only';
  };
}
