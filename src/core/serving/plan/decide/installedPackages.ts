import type { ServingEvidence } from '../evidence/servingEvidence.ts';

/** Packages that bring others along without a lock file that says so. */
const bringers: Readonly<Record<string, readonly { readonly by: string; readonly extra?: string }[]>> = {
  uvicorn: [
    { by: 'fastapi', extra: 'standard' },
    { by: 'fastapi', extra: 'all' },
    { by: 'fastapi-cli' },
    { by: 'google-adk' },
    { by: 'gradio' },
    { by: 'chainlit' },
    { by: 'uvicorn-worker' },
    { by: 'mlserver' },
  ],
  fastapi: [{ by: 'google-adk' }, { by: 'gradio' }, { by: 'chainlit' }],
  torch: [
    { by: 'sentence-transformers' },
    { by: 'accelerate' },
    { by: 'peft' },
    { by: 'torchvision' },
    { by: 'torchaudio' },
    { by: 'openai-whisper' },
    { by: 'flair' },
    { by: 'transformers', extra: 'torch' },
    { by: 'vllm' },
  ],
  'huggingface-hub': [
    { by: 'transformers' },
    { by: 'sentence-transformers' },
    { by: 'diffusers' },
    { by: 'tokenizers' },
    { by: 'datasets' },
    { by: 'gradio' },
  ],
  transformers: [{ by: 'sentence-transformers' }, { by: 'peft' }, { by: 'trl' }],
};

/** Whether the project's dependencies put a package into the image, as far as its files tell. */
export function isInstalled({ manifests }: Pick<ServingEvidence, 'manifests'>, name: string): boolean {
  if (manifests.declared.has(name) || manifests.locks.some(({ packages }) => packages.has(name))) return true;
  if (manifests.requirements.some(({ packages }) => packages.has(name))) return true;
  return (bringers[name] ?? []).some(({ by, extra }) => {
    const declared = manifests.declared.get(by);
    return declared !== undefined && (extra === undefined || declared.extras.includes(extra));
  });
}
