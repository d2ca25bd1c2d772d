import type { ServingCatalogue } from '../../../serving/catalogue/servingCatalogue.ts';
import { imageName, isOfficial, readImageReference, type ImageReference } from './imageReference.ts';

/** Official images that do not run as root by themselves. */
const unprivilegedOfficial = /^(?:solr|elasticsearch|kibana|logstash|jenkins|sonarqube|haproxy|varnish)$/;
const unprivilegedName =
  /^(?:cgr\.dev\/|bitnami\/|jupyter\/|quay\.io\/jupyter\/|selenium\/|registry\.access\.redhat\.com\/ubi\d+\/(?!ubi)|.*(?:nonroot|unprivileged|rootless))/;
/** Publishers outside of Docker's own whose images run as root. */
const rootName =
  /^(?:nvidia\/|nvcr\.io\/|pytorch\/|tensorflow\/|huggingface\/|ghcr\.io\/(?:astral-sh\/uv|huggingface\/)|rocm\/|tiangolo\/|mambaorg\/|continuumio\/|condaforge\/|gcr\.io\/(?:deeplearning-platform-release|google-appengine)\/|us-docker\.pkg\.dev\/(?:deeplearning-platform-release|vertex-ai)\/|mcr\.microsoft\.com\/(?:devcontainers|vscode)|public\.ecr\.aws\/docker\/library\/|gcr\.io\/distroless\/)/;

/** Whom an image runs as where no USER says it: undefined where that is not known. */
export function defaultUser(
  reference: string,
  { engines }: ServingCatalogue,
): 'root' | 'unprivileged' | undefined {
  const image = readImageReference(reference);
  const name = imageName(image);
  const engine = Object.values(engines).find((each) => imageName(readImageReference(each.image)) === name);
  if (engine) return isRootUser(engine.user) ? 'root' : 'unprivileged';
  if (/nonroot|unprivileged|rootless/.test(image.tag ?? '') || unprivilegedName.test(name))
    return 'unprivileged';
  if (isOfficial(image)) return unprivilegedOfficial.test(image.repository) ? 'unprivileged' : 'root';
  return rootName.test(name) ? 'root' : undefined;
}

/** `root`, `0`, `0:0`, `root:root`. */
export function isRootUser(user: string): boolean {
  return /^(?:root|0+)(?::.*)?$/i.test(user.trim());
}

/** Images of which it is known whether they bring a program: true, false, or undefined where it is not known. */
export function bringsProgram(reference: string, program: string): boolean | undefined {
  const image = readImageReference(reference);
  const tag = image.tag ?? '';
  if (program !== 'curl' && program !== 'wget') return undefined;
  if (image.registry === 'gcr.io' && image.repository.startsWith('distroless/')) return false;
  if (tag.includes('alpine') || image.repository === 'alpine') return program === 'wget';
  if (isOfficial(image)) {
    if (/^(?:debian|ubuntu)$/.test(image.repository)) return false;
    if (/^(?:python|node|ruby|golang|rust|openjdk|perl)$/.test(image.repository))
      return !tag.includes('slim');
    return undefined;
  }
  if (imageName(image) === 'ghcr.io/astral-sh/uv') return !tag.includes('slim');
  return undefined;
}

/** The CUDA of an image, as its tag says: `12.8` of `nvidia/cuda:12.8.1-runtime-ubuntu24.04`. */
export function cudaOf(reference: string): string | undefined {
  const image = readImageReference(reference);
  const tag = image.tag ?? '';
  const name = imageName(image);
  if (name === 'nvidia/cuda' || name === 'nvcr.io/nvidia/cuda') return /^(\d+\.\d+)/.exec(tag)?.[1];
  const named = /cuda[-_]?(\d+\.\d+)/.exec(tag)?.[1];
  if (named !== undefined) return named;
  return cudaOfVariant(/(?:^|-)(cu\d{3})(?:-|$)/.exec(tag)?.[1] ?? '');
}

/** `12.8` of `cu128`. */
export function cudaOfVariant(variant: string): string | undefined {
  const match = /^cu(\d+)(\d)$/.exec(variant);
  return match ? `${match[1] ?? ''}.${match[2] ?? ''}` : undefined;
}

/** True for images that bring CUDA or an engine that needs a GPU. */
export function isGpuImage(reference: string): boolean {
  const image = readImageReference(reference);
  return /(?:cuda|rocm|nvidia|tensorrt|vllm|sglang|triton)/i.test(`${imageName(image)}:${image.tag ?? ''}`);
}

/** `3.12` of `python:3.12-slim`, also of the images of uv; undefined for other images. */
export function pythonVersion(reference: string): string | undefined {
  const image = readImageReference(reference);
  const tag = image.tag ?? '';
  if (isOfficial(image) && image.repository === 'python') return /^(\d+\.\d+)/.exec(tag)?.[1];
  return imageName(image) === 'ghcr.io/astral-sh/uv' ? /python(\d+\.\d+)/.exec(tag)?.[1] : undefined;
}

/** An image that has Python: the official ones and those named after it. */
export function isPythonImage(reference: string): boolean {
  const image: ImageReference = readImageReference(reference);
  return /(?:^|[/-])python(?:$|[-:\d])/.test(`${imageName(image)}:${image.tag ?? ''}`);
}

/** Compares `12.8` and `13.0` number by number. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
