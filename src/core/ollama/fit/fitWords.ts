import type { Fit } from './fit.ts';

/** The verdict in words: `Fits on GPU`, `Partly on GPU (62 %)`, `CPU only`, `Too large`. */
export function fitWords({ verdict, gpuShare }: Pick<Fit, 'verdict' | 'gpuShare'>): string {
  switch (verdict) {
    case 'gpu':
      return 'Fits on GPU';
    case 'partly':
      return `Partly on GPU (${String(Math.round(gpuShare * 100))} %)`;
    case 'cpu':
      return 'CPU only';
    case 'no':
      return 'Too large';
  }
}

/**
 * The numbers behind the verdict, on one line:
 * `4.9 GB = 4.4 GB weights + 0.3 GB context (4,096 tokens) + 0.2 GB working space; 24 GB on NVIDIA L4`.
 */
export function fitNumbers(fit: Fit): string {
  const context = `${byteWords(fit.kvCacheBytes)} context (${fit.contextLength.toLocaleString('en-GB')} tokens)`;
  const parts = [
    `${byteWords(fit.weightsBytes)} weights`,
    context,
    `${byteWords(fit.overheadBytes)} working space`,
  ];
  const about = fit.exact ? '' : 'about ';
  return `${about}${byteWords(fit.totalBytes)} = ${parts.join(' + ')}; ${byteWords(fit.budgetBytes)} ${budgetWords(fit)}`;
}

function budgetWords({ budgetName, verdict }: Fit): string {
  if (budgetName !== undefined) return `on ${budgetName}`;
  return verdict === 'no' ? 'in all' : 'of memory';
}

/** In thousands, as `ollama ps` writes sizes: `4.9 GB`, `24 GB`, `640 MB`. */
export function byteWords(bytes: number): string {
  const giga = bytes / 1e9;
  if (giga >= 9.95) return `${String(Math.round(giga))} GB`;
  if (giga >= 0.095) return `${giga.toFixed(1)} GB`;
  return `${String(Math.round(bytes / 1e6))} MB`;
}
