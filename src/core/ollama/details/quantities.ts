const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes in powers of 1,000, as `ollama list` writes it: `815 MB`, `2.0 GB`, `43 GB`. */
export function byteWords(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  // What would be rounded to 1000 is 1 of the next unit.
  if (value >= 999.5 && unit < units.length - 1) return `1.0 ${units[unit + 1] ?? ''}`;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** A number of tokens, short: `4K`, `128K`, `1M`; what is no multiple of 1,024 in full. */
export function tokenWords(tokens: number): string {
  const inMillions = tokens / 2 ** 20;
  if (tokens >= 2 ** 20 && Number.isInteger(inMillions)) return `${inMillions}M`;
  if (tokens >= 1024 && tokens % 1024 === 0) return `${tokens / 1024}K`;
  return tokens.toLocaleString('en-US');
}

/** A span of time, short: `40 s`, `5 min`, `3 h`, `2 days`. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
