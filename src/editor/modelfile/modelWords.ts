import { byteWords, tokenWords } from '../../core/ollama/details/quantities.ts';
import type { InstalledModel } from '../../core/ollama/models.ts';
import { escapeMarkdown } from '../markdown/escape.ts';

/** `1.2B`, as the server words it. */
export function countWords(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}B`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)}K` : String(count);
}

/** `3.3 GB · Q4_K_M · 4.3B`. */
export function modelLine({ sizeBytes, quantization, parameterSize, remoteHost }: InstalledModel): string {
  const size = remoteHost === undefined ? byteWords(sizeBytes) : `runs on ${remoteHost}`;
  return [size, quantization, parameterSize].filter((each) => each !== undefined && each !== '').join(' · ');
}

/** What the server says of an installed model, as Markdown. */
export function modelMarkdown(model: InstalledModel): string {
  const { name, family, capabilities, contextLength, remoteHost } = model;
  const where = remoteHost === undefined ? 'installed' : 'runs in the cloud, not on this machine';
  const lines = [
    `**${escapeMarkdown(name)}**, ${where}`,
    escapeMarkdown([family, modelLine(model)].filter(Boolean).join(' · ')),
    ...(contextLength === undefined
      ? []
      : [`Made for a context of up to ${tokenWords(contextLength)} tokens.`]),
    ...(capabilities.length === 0 ? [] : [`Can do: ${escapeMarkdown(capabilities.join(', '))}.`]),
  ];
  return lines.join('\n\n');
}
