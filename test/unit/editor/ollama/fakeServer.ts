import type { OllamaClient } from '../../../../src/core/ollama/client/ollamaClient.ts';
import type {
  InstalledModel,
  ModelDetails,
  ModelRecommendation,
  RunningModel,
} from '../../../../src/core/ollama/models.ts';

export function installedModel(name: string, more: Partial<InstalledModel> = {}): InstalledModel {
  return {
    name,
    digest: `sha256:${name}`,
    sizeBytes: 2_000_000_000,
    capabilities: ['completion'],
    parameterSize: '3.2B',
    quantization: 'Q4_K_M',
    ...more,
  };
}

export function runningModel(name: string, more: Partial<RunningModel> = {}): RunningModel {
  return { name, digest: `sha256:${name}`, sizeBytes: 4e9, vramBytes: 4e9, capabilities: [], ...more };
}

export const noDetails: ModelDetails = {
  modelfile: '',
  parameters: '',
  template: '',
  system: '',
  license: '',
  capabilities: [],
  info: {},
};

/** A server without a network: what it says can be changed at any time, and it counts what it is asked. */
export class FakeServer {
  readonly asked: string[] = [];
  installed: InstalledModel[] = [];
  running: RunningModel[] = [];
  recommendations: ModelRecommendation[] = [];
  /** Thrown instead of an answer to everything, or to what the key names. */
  failure: Error | undefined;
  readonly failures = new Map<string, Error>();
  /** Answers wait for it. */
  gate: Promise<void> | undefined;

  get client(): OllamaClient {
    const answer = async <T>(what: string, value: () => T, signal?: AbortSignal): Promise<T> => {
      this.asked.push(what);
      signal?.throwIfAborted();
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
      await Promise.race([this.gate ?? Promise.resolve(), aborted]);
      const failure = this.failures.get(what) ?? this.failure;
      if (failure) throw failure;
      return value();
    };
    const never = (): never => {
      throw new Error('This is not asked here.');
    };
    return {
      endpoint: 'http://127.0.0.1:11434',
      version: (signal) => answer('version', () => '0.24.0', signal),
      installed: (signal) => answer('installed', () => this.installed, signal),
      running: (signal) => answer('running', () => this.running, signal),
      show: (name, signal) => answer(`show ${name}`, () => ({ ...noDetails, system: name }), signal),
      recommendations: (signal) => answer('recommendations', () => this.recommendations, signal),
      unload: (name, signal) => answer(`unload ${name}`, () => undefined, signal),
      load: never,
      delete: never,
      pull: never,
      create: never,
      hasBlob: never,
      uploadBlob: never,
    };
  }
}
