import type {
  CreateModelRequest,
  InstalledModel,
  ModelDetails,
  ModelRecommendation,
  ProgressEvent,
  RunningModel,
} from '../models.ts';

/**
 * An Ollama server. Every method rejects with a `UserError` that names the server and says what to do, or with an
 * `AbortError` once its signal was aborted; replies are checked before they are handed out.
 */
export interface OllamaClient {
  /** Base URL without a slash at the end. */
  readonly endpoint: string;
  version(signal?: AbortSignal): Promise<string>;
  /** All models of `/api/tags`, sorted by name; stubs of cloud models carry `remoteHost`. */
  installed(signal?: AbortSignal): Promise<InstalledModel[]>;
  running(signal?: AbortSignal): Promise<RunningModel[]>;
  show(model: string, signal?: AbortSignal): Promise<ModelDetails>;
  /** Empty where the server has no such endpoint, has nothing to say or takes longer than two seconds. */
  recommendations(signal?: AbortSignal): Promise<ModelRecommendation[]>;
  /** Loads a model into memory; resolves when it is there. A cold load may take minutes. */
  load(model: string, options?: LoadOptions, signal?: AbortSignal): Promise<void>;
  /** Unloads a model at once. */
  unload(model: string, signal?: AbortSignal): Promise<void>;
  delete(model: string, signal?: AbortSignal): Promise<void>;
  /** Ends after `success`; leaving the loop or aborting closes the connection, which cancels the pull. */
  pull(model: string, signal?: AbortSignal): AsyncIterable<ProgressEvent>;
  create(request: CreateModelRequest, signal?: AbortSignal): AsyncIterable<ProgressEvent>;
  /** Whether the server has a blob already: `sha256:…`. */
  hasBlob(digest: string, signal?: AbortSignal): Promise<boolean>;
  uploadBlob(blob: ModelBlob, signal?: AbortSignal): Promise<void>;
}

export interface LoadOptions {
  /** The context to allocate, in tokens; the server's default without. */
  readonly contextLength?: number;
  /** How long it stays loaded when unused: `5m`, `-1` for ever. */
  readonly keepAlive?: string | number;
}

/** Bytes to upload. */
export interface ModelBlob {
  readonly digest: string;
  readonly sizeBytes: number;
  /** Read once, when the upload begins. */
  chunks(): AsyncIterable<Uint8Array>;
}
