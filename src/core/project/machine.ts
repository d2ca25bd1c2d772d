/** A graphics processor. Memory in bytes; absent where the system does not tell (shared memory). */
export interface Accelerator {
  readonly vendor: 'nvidia' | 'amd' | 'apple';
  readonly name: string;
  readonly memoryBytes?: number;
  readonly driver?: string;
}

/** The machine that the extension host or the command line runs on. */
export interface MachineFacts {
  readonly os: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly accelerators: readonly Accelerator[];
  /** Present when an Ollama server answered. */
  readonly ollama?: {
    readonly endpoint: string;
    readonly version: string;
    readonly models: readonly string[];
  };
  /** The active project of gcloud, by name only. */
  readonly gcloudProject?: string;
}
