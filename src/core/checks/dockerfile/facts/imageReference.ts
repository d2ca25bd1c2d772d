/** An image by the parts of its reference. */
export interface ImageReference {
  /** `ghcr.io`; absent for Docker Hub. */
  readonly registry?: string;
  /** Without registry, tag and digest; official images without `library/`: `python`, `vllm/vllm-openai`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Reads `registry:5000/owner/name:tag@sha256:…`. Any text gives something. */
export function readImageReference(reference: string): ImageReference {
  const [named, digest] = split(reference, '@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const path = hasTag ? named.slice(0, colon) : named;
  const [head, rest] = split(path, '/');
  const isRegistry = rest !== undefined && (/[.:]/.test(head) || head === 'localhost');
  const isHub = isRegistry && /^(?:(?:registry-1|index|registry)\.)?docker\.io$/.test(head);
  const repository = (isRegistry ? rest : path).replace(/^library\//, '');
  return {
    ...(isRegistry && !isHub && { registry: head }),
    repository,
    ...(hasTag && { tag: named.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}

/** True for the images that Docker publishes itself: `python`, `debian`. */
export function isOfficial({ registry, repository }: ImageReference): boolean {
  return registry === undefined && !repository.includes('/');
}

/** With the registry where it is not Docker Hub, without tag: `nvcr.io/nvidia/pytorch`. */
export function imageName({ registry, repository }: ImageReference): string {
  return registry === undefined ? repository : `${registry}/${repository}`;
}

function split(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
