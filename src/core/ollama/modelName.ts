import { isCloudTag } from './client/replies/modelTraits.ts';

/** A model's name by its parts, defaults filled in. */
export interface ModelName {
  /** The hub: `registry.ollama.ai`, `hf.co`. */
  readonly host: string;
  readonly namespace: string;
  readonly model: string;
  readonly tag: string;
}

const defaults = { host: 'registry.ollama.ai', namespace: 'library', tag: 'latest' };
/** Characters of a part. Source of these and of the grammar: the server's `types/model/name.go`. */
const longest = { host: 350, other: 80 };

/**
 * Parses `[host/][namespace/]model[:tag]` as the server does, `https://` before it included. A name that the server
 * would refuse, or could not pull, gives the problem as a sentence for the one who writes it.
 */
export function parseModelName(text: string): ModelName | { readonly problem: string } {
  const problem = shapeProblem(text.trim());
  if (problem !== undefined) return { problem };
  const { host, namespace, model, tag } = split(text.trim());
  const partProblem =
    (host === undefined ? undefined : hostProblem(host)) ??
    (namespace === undefined ? undefined : namespaceProblem(namespace)) ??
    partOf('name', model) ??
    (tag === undefined ? undefined : partOf('tag', tag));
  if (partProblem !== undefined) return { problem: partProblem };
  return {
    host: host ?? defaults.host,
    namespace: namespace ?? defaults.namespace,
    model,
    tag: tag ?? defaults.tag,
  };
}

/** All parts: `registry.ollama.ai/library/llama3.2:latest`. A text that is no name stays as it is. */
export function fullName(name: ModelName | string): string {
  const parsed = parsedOf(name);
  return typeof parsed === 'string'
    ? parsed
    : `${parsed.host}/${parsed.namespace}/${parsed.model}:${parsed.tag}`;
}

/** As the server lists it: without the default hub and namespace, always with the tag. */
export function shortName(name: ModelName | string): string {
  const parsed = parsedOf(name);
  if (typeof parsed === 'string') return parsed;
  const { host, namespace, model, tag } = parsed;
  if (!equal(host, defaults.host)) return `${host}/${namespace}/${model}:${tag}`;
  return equal(namespace, defaults.namespace) ? `${model}:${tag}` : `${namespace}/${model}:${tag}`;
}

/** Whether two names mean one model: case does not count, and parts left out are the default ones. */
export function sameModel(left: string, right: string): boolean {
  return equal(fullName(left), fullName(right));
}

/** Whether a name is that of a model in the vendor's cloud, by its tag: `kimi-k2:cloud`, `gpt-oss:120b-cloud`. */
export function isCloudModel(name: string): boolean {
  return isCloudTag(name.trim());
}

function parsedOf(name: ModelName | string): ModelName | string {
  if (typeof name !== 'string') return name;
  const parsed = parseModelName(name);
  return 'problem' in parsed ? name : parsed;
}

function equal(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** What is wrong with the whole, before it is taken apart. */
function shapeProblem(text: string): string | undefined {
  if (text === '') return 'Write the name of a model, such as llama3.2.';
  const pasted = /^ollama\s+(?:pull|run)\s+(\S+)$/i.exec(text)?.[1];
  if (pasted !== undefined) return `Write the name only: ${pasted}.`;
  if (/\s/.test(text)) return 'A model’s name has no spaces.';
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(text))
    return 'A model’s name is no path: "." and ".." are no parts of it.';
  if (text.includes('@')) return 'Ollama takes a model by its tag, as in llama3.2:1b, not by its digest.';
  const scheme = /^([^/]*):\/\//.exec(text)?.[1];
  if (scheme !== undefined && scheme !== 'https') {
    return scheme === 'http'
      ? 'Ollama does not pull over plain HTTP: write the name without http://.'
      : `A model’s name does not begin with ${scheme}://.`;
  }
  const parts = withoutScheme(text).split('/');
  if (parts.includes('')) return 'A part of the name before or after "/" is empty.';
  if (scheme !== undefined && parts.length < 3) return 'After https:// come host, namespace and model.';
  return parts.length > 3 ? 'A model’s name has at most three parts: host/namespace/model:tag.' : undefined;
}

function withoutScheme(text: string): string {
  return text.replace(/^https:\/\//, '');
}

interface Parts {
  readonly host?: string;
  readonly namespace?: string;
  readonly model: string;
  readonly tag?: string;
}

/** A colon after the last slash begins the tag; one before it belongs to the host's port. */
function split(text: string): Parts {
  const parts = withoutScheme(text).split('/');
  const last = parts.pop() ?? '';
  const colon = last.lastIndexOf(':');
  const named = colon < 0 ? { model: last } : { model: last.slice(0, colon), tag: last.slice(colon + 1) };
  const namespace = parts.pop();
  const host = parts.pop();
  return { ...(host !== undefined && { host }), ...(namespace !== undefined && { namespace }), ...named };
}

function hostProblem(host: string): string | undefined {
  if (host.length > longest.host) return `The host of a model has at most ${longest.host} characters.`;
  return /^\w[\w.:-]*$/.test(host) ? undefined : wrongCharacters('host', host, 'dots, colons');
}

function namespaceProblem(namespace: string): string | undefined {
  if (namespace.includes('.')) {
    return `"${shown(namespace)}" cannot stand there alone: a host is followed by a namespace and a model, as in hf.co/user/model.`;
  }
  if (namespace.length > longest.other) return `A namespace has at most ${longest.other} characters.`;
  return /^\w[\w-]*$/.test(namespace) ? undefined : wrongCharacters('namespace', namespace);
}

function partOf(kind: 'name' | 'tag', part: string): string | undefined {
  if (part === '') return kind === 'tag' ? 'After ":" a tag is missing.' : 'The name before ":" is missing.';
  if (part.length > longest.other) return `The ${kind} of a model has at most ${longest.other} characters.`;
  return /^\w[\w.-]*$/.test(part) ? undefined : wrongCharacters(kind, part, 'dots');
}

function wrongCharacters(kind: string, part: string, more?: string): string {
  const allowed = ['letters a to z', 'digits', ...(more ? [more] : []), 'hyphens'].join(', ');
  return `The ${kind} "${shown(part)}" may hold ${allowed} and underscores only, and begins with none of the signs but "_".`;
}

function shown(part: string): string {
  const plain = part.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
