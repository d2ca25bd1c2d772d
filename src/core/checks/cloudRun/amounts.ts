export const gib = 1024 ** 3;

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: gib,
  Ti: 1024 ** 4,
};

/** An amount of memory as Kubernetes writes it (`512Mi`, `32Gi`, `4G`) in bytes; undefined where it is none. */
export function parseMemory(text: string | undefined): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([kMGT]i?|Ki)?$/.exec(text ?? '');
  const unit = units[match?.[2] ?? ''];
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

/** A number of CPUs (`2`, `0.5`, `1000m`); undefined where it is none. */
export function parseCpu(text: string | undefined): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,6})?)(m)?$/.exec(text ?? '');
  if (!match) return undefined;
  return Number(match[1]) / (match[2] === 'm' ? 1000 : 1);
}

/** Bytes in GiB for a sentence: `512 MiB`, `2 GiB`, `61.1 GiB`. */
export function memoryText(bytes: number): string {
  if (bytes < gib) return `${Math.round(bytes / 1024 ** 2)} MiB`;
  return `${Number((bytes / gib).toFixed(1))} GiB`;
}

/** GiB as Cloud Run's files write them: `512Mi`, `2Gi`. */
export function memoryAmount(amountGib: number): string {
  return Number.isInteger(amountGib) ? `${amountGib}Gi` : `${Math.round(amountGib * 1024)}Mi`;
}
