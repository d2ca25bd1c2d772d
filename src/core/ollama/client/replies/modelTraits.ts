import type { ModelTraits } from '../../models.ts';
import { labelOf, positiveOf, recordOf, type JsonRecord } from './fields.ts';

/** Where the cloud models of old servers run, which do not say so themselves. */
const vendorsCloud = 'https://ollama.com';
/** A stub is a few hundred bytes; a model with such a tag and weights is a local one. */
const largestStub = 1_000_000;

/** What `/api/tags`, `/api/ps` and `/api/show` say of a model in the same words. */
export function readModelTraits(model: JsonRecord): ModelTraits {
  const details = recordOf(model['details']) ?? {};
  return {
    format: labelOf(details['format']),
    family: labelOf(details['family']),
    parameterSize: labelOf(details['parameter_size']),
    quantization: labelOf(details['quantization_level']),
    contextLength: positiveOf(details['context_length']),
    embeddingLength: positiveOf(details['embedding_length']),
    capabilities: readCapabilities(model['capabilities']),
  };
}

function readCapabilities(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, 100) : [];
  return list.filter((item): item is string => typeof item === 'string' && /^[\w-]{1,40}$/.test(item));
}

/** The host that runs the model, if it is not this server: without what may not be shown of a URL. */
export function readRemoteHost(model: JsonRecord, name: string, sizeBytes = 0): string | undefined {
  const host = labelOf(model['remote_host']);
  if (host !== undefined && host !== '') return host.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/, '');
  const remote = labelOf(model['remote_model']) !== undefined || isCloudTag(name);
  return remote && sizeBytes < largestStub ? vendorsCloud : undefined;
}

/** `:cloud` and tags that end in `-cloud`, as the server itself tells them: its `internal/modelref`. */
export function isCloudTag(name: string): boolean {
  return /:(?:[^/:]*-)?cloud$/i.test(name);
}

/** Leaves out what is absent, so that an absent field is no key either. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
