import type { CheckContext } from '../check.ts';
import type { ContainerSettings, ServiceSettings, Setting } from './serviceSettings.ts';

export type EngineName = 'vllm' | 'tensorrt-llm' | 'ollama';

/** The engine in a container, by its image and the program that it starts, or by the project's only Dockerfile. */
export function engineOf(container: ContainerSettings, context: CheckContext): EngineName | undefined {
  return (
    engineOfImage(container.image?.value ?? '') ??
    engineOfWords(container.words.map(({ value }) => value ?? '').join(' ')) ??
    (isPublic(container.image?.value ?? '') ? undefined : engineOfImage(baseImage(context) ?? ''))
  );
}

/** The engine that an image brings. */
export function engineOfImage(image: string): EngineName | undefined {
  if (/(?:^|\/)vllm-openai(?:[:@]|$)|\/pytorch-vllm-serve(?:[:@]|$)/.test(image)) return 'vllm';
  if (/(?:^|\/)tensorrt-llm(?:\/|[:@]|$)/.test(image)) return 'tensorrt-llm';
  return /^(?:docker\.io\/|index\.docker\.io\/)?ollama\/ollama(?:[:@]|$)/.test(image) ? 'ollama' : undefined;
}

function engineOfWords(words: string): EngineName | undefined {
  if (/(?:^|[\s/])vllm serve\b|\bvllm\.entrypoints\./.test(words)) return 'vllm';
  if (/(?:^|[\s/])trtllm-serve\b/.test(words)) return 'tensorrt-llm';
  return /(?:^|[\s/])ollama serve\b/.test(words) ? 'ollama' : undefined;
}

/** Images of others, which the project's Dockerfile says nothing about. */
function isPublic(image: string): boolean {
  return image !== '' && !/pkg\.dev\/|gcr\.io\/|^[\w.-]+$|\$/.test(image);
}

/** The text of the project's Dockerfile, where it has only one. */
export function onlyDockerfile(context: CheckContext): string | undefined {
  const paths = context.paths.filter((path) => /(?:^|\/)(?:Dockerfile|Containerfile)$/.test(path));
  const [only] = paths;
  return only === undefined || paths.length > 1 ? undefined : context.text(only);
}

/** The base image of the last stage of the project's only Dockerfile. */
export function baseImage(context: CheckContext): string | undefined {
  const stages = [...(onlyDockerfile(context) ?? '').matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/gim)];
  return stages.at(-1)?.[1];
}

/** Whether a model is loaded when the container starts: it has a GPU or the image of an engine. */
export function loadsModel(
  service: ServiceSettings,
  container: ContainerSettings,
  context: CheckContext,
): boolean {
  return service.get('gpuType') !== undefined || engineOf(container, context) !== undefined;
}

/** The value of an option (`--max-num-seqs 8` or `--max-num-seqs=8`), in any of its spellings. */
export function optionOf(words: readonly Setting[], ...names: readonly string[]): Setting | undefined {
  for (const [index, word] of words.entries()) {
    const text = word.value ?? '';
    for (const name of names) {
      if (text === name) return words[index + 1];
      if (text.startsWith(`${name}=`))
        return { value: text.slice(name.length + 1), start: word.start, end: word.end };
    }
  }
  return undefined;
}
