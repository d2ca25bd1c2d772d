import type { InstalledModel } from '../../core/ollama/models.ts';
import { escapeMarkdown } from '../markdown/escape.ts';

/** `3.3 GB`, in units of 1000 as Ollama counts. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `1.2B`, as the server words it. */
export function countWords(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}B`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)}K` : String(count);
}

export function tokenWords(tokens: number): string {
  return `${tokens.toLocaleString('en-GB')} tokens`;
}

/** `3.3 GB · Q4_K_M · 4.3B`. */
export function modelLine({ sizeBytes, quantization, parameterSize, remoteHost }: InstalledModel): string {
  const size = remoteHost === undefined ? sizeWords(sizeBytes) : `runs on ${remoteHost}`;
  return [size, quantization, parameterSize].filter((each) => each !== undefined && each !== '').join(' · ');
}

/** What the server says of an installed model, as Markdown. */
export function modelMarkdown(model: InstalledModel): string {
  const { name, family, capabilities, contextLength, remoteHost } = model;
  const where = remoteHost === undefined ? 'installed' : 'runs in the cloud, not on this machine';
  const lines = [
    `**${escapeMarkdown(name)}**, ${where}`,
    escapeMarkdown([family, modelLine(model)].filter(Boolean).join(' · ')),
    ...(contextLength === undefined ? [] : [`Made for a context of up to ${tokenWords(contextLength)}.`]),
    ...(capabilities.length === 0 ? [] : [`Can do: ${escapeMarkdown(capabilities.join(', '))}.`]),
  ];
  return lines.join('\n\n');
}

/** The model that a FROM names: the tag `latest` may be left out, and case does not count. */
export function installedModel(
  installed: readonly InstalledModel[],
  written: string,
): InstalledModel | undefined {
  const wanted = withTag(written.trim()).toLowerCase();
  return installed.find(({ name }) => withTag(name).toLowerCase() === wanted);
}

function withTag(name: string): string {
  return /:[^/]*$/.test(name) ? name : `${name}:latest`;
}
