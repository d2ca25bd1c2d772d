/**
 * What an Ollama server says of its models, after its replies were checked. Sizes in bytes, lengths in tokens,
 * moments as milliseconds since 1970. Fields that older servers leave out are absent here too.
 * Source of the fields: the server's `api/types.go`.
 */

/** What `/api/tags` and `/api/show` both say of a model. */
export interface ModelTraits {
  /** `gguf` or `safetensors`. */
  readonly format?: string;
  /** The architecture, as in `general.architecture` of a GGUF file: `llama`, `gemma3`. */
  readonly family?: string;
  /** As the server words it: `8.0B`, `566.70M`. */
  readonly parameterSize?: string;
  /** `Q4_K_M`, `F16`. */
  readonly quantization?: string;
  /** The longest context that the model was made for. */
  readonly contextLength?: number;
  readonly embeddingLength?: number;
  /** `completion`, `tools`, `insert`, `vision`, `embedding`, `thinking`, …; empty where the server does not say. */
  readonly capabilities: readonly string[];
}

/** A model in `/api/tags`. */
export interface InstalledModel extends ModelTraits {
  /** With its tag: `llama3.2:latest`. */
  readonly name: string;
  readonly digest: string;
  readonly sizeBytes: number;
  readonly modifiedAt?: number;
  /** Set for the stub of a model that runs in the vendor's cloud: it is not on this machine. */
  readonly remoteHost?: string;
}

/** A model in `/api/ps`: loaded into memory. */
export interface RunningModel extends ModelTraits {
  readonly name: string;
  readonly digest: string;
  /** All memory that the server reckons for it: weights, KV cache and working space. */
  readonly sizeBytes: number;
  /** The part of `sizeBytes` on GPUs. */
  readonly vramBytes: number;
  /** When it will be unloaded if nobody uses it; absent when it stays. */
  readonly expiresAt?: number;
  /** The context that was allocated; servers before 0.11 do not say. */
  readonly contextLength?: number;
}

/** The values of `model_info` in `/api/show`: a GGUF file's metadata, long arrays left out by the server as null. */
export type ModelInfo = Readonly<Record<string, string | number | boolean | readonly number[] | null>>;

/** A model in `/api/show`. */
export interface ModelDetails extends ModelTraits {
  readonly modelfile: string;
  /** Lines of `name value`. */
  readonly parameters: string;
  readonly template: string;
  readonly system: string;
  readonly license: string;
  /** The least version of Ollama that the model wants. */
  readonly requires?: string;
  readonly parentModel?: string;
  readonly modifiedAt?: number;
  readonly remoteHost?: string;
  readonly info: ModelInfo;
  /** Names, types and shapes of the weights; servers before 0.6.1 do not say. */
  readonly tensors?: readonly ModelTensor[];
}

/** A tensor of `/api/show` or of a GGUF file. */
export interface ModelTensor {
  readonly name: string;
  /** `F16`, `Q4_K`. */
  readonly type: string;
  /** The fastest dimension first. */
  readonly shape: readonly number[];
}

/** A row of `/api/experimental/model-recommendations`. */
export interface ModelRecommendation {
  readonly name: string;
  readonly description: string;
  readonly contextLength?: number;
  /** What the server expects it to take on a GPU; absent for models that run in the vendor's cloud. */
  readonly vramBytes?: number;
  readonly requiredPlan?: string;
}

/** One line of the stream of `/api/pull` or `/api/create`. */
export interface ProgressEvent {
  readonly status: string;
  /** `sha256:…`; layers interleave, so progress is summed by digest. */
  readonly digest?: string;
  readonly totalBytes?: number;
  readonly completedBytes?: number;
}

/** The body of `/api/create`, as far as a Modelfile can say it. */
export interface CreateModelRequest {
  readonly model: string;
  readonly from?: string;
  /** File name to digest of a blob that was uploaded before. */
  readonly files?: Readonly<Record<string, string>>;
  readonly adapters?: Readonly<Record<string, string>>;
  readonly template?: string;
  readonly system?: string;
  readonly license?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly renderer?: string;
  readonly parser?: string;
  readonly requires?: string;
  /** `q8_0`, `q4_K_S` or `q4_K_M`. */
  readonly quantize?: string;
}
