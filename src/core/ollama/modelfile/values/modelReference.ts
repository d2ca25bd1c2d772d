/**
 * Names of models as the server reads them (`types/model/name.go`, `internal/modelref`):
 * `[scheme://][host/][namespace/]model[:tag]`, where the tags `cloud`, `…-cloud` and `local` say where it runs.
 */
export interface ModelReference {
  readonly host: string;
  readonly namespace: string;
  readonly model: string;
  readonly tag: string;
  readonly cloud: boolean;
}

const defaultHost = 'registry.ollama.ai';

/** Undefined where the server would say that the name is invalid. */
export function parseModelReference(text: string): ModelReference | undefined {
  const source = withoutSource(text.trim());
  if (source.explicit && withoutSource(source.base).explicit) return undefined;
  const { base } = source;
  const colon = base.lastIndexOf(':');
  const tagged = colon > base.lastIndexOf('/');
  const parts = (tagged ? base.slice(0, colon) : base).split('/');
  const model = parts.pop() ?? '';
  const namespace = parts.pop();
  const host = hostOf(parts);
  const reference = {
    host,
    namespace: namespace ?? 'library',
    model,
    tag: tagged ? base.slice(colon + 1) : 'latest',
    cloud: source.cloud,
  };
  return isValid(reference) ? reference : undefined;
}

/** A scheme without a host leaves the host to the default. */
function hostOf(parts: readonly string[]): string {
  const [host, scheme] = parts
    .join('/')
    .split(/:\/\/(.*)/s, 2)
    .reverse();
  const name = scheme === undefined || host !== '' ? host : defaultHost;
  return parts.length === 0 ? defaultHost : (name ?? '');
}

/** Whether two names mean the same model. */
export function sameModel(a: string, b: string): boolean {
  const [one, other] = [parseModelReference(a), parseModelReference(b)];
  if (!one || !other) return false;
  return (['host', 'namespace', 'model', 'tag'] as const).every(
    (part) => one[part].toLowerCase() === other[part].toLowerCase(),
  );
}

/** Cuts off `:cloud`, `-cloud` or `:local` at the end. */
function withoutSource(text: string): { base: string; explicit: boolean; cloud: boolean } {
  const colon = text.lastIndexOf(':');
  const suffix = colon < 0 ? '' : text.slice(colon + 1).trim();
  if (/^(?:cloud|local)$/i.test(suffix)) {
    return { base: text.slice(0, colon), explicit: true, cloud: suffix.toLowerCase() === 'cloud' };
  }
  if (/-cloud$/i.test(suffix) && !suffix.includes('/')) {
    const base = text.slice(0, colon + 1) + suffix.slice(0, -'-cloud'.length);
    return { base, explicit: true, cloud: true };
  }
  return { base: text, explicit: false, cloud: false };
}

function isValid({ host, namespace, model, tag }: ModelReference): boolean {
  return (
    /^\w[\w.:-]{0,349}$/.test(host) &&
    /^\w[\w-]{0,79}$/.test(namespace) &&
    /^\w[\w.-]{0,79}$/.test(model) &&
    /^\w[\w.-]{0,79}$/.test(tag)
  );
}
