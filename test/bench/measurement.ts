/** One line of the bench's table. */
export interface Measurement {
  readonly what: string;
  /** Undefined when it could not be measured here; then `note` says why. */
  readonly value: number | undefined;
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | 'MB/s' | '×' | '%';
  /** The most that is allowed; absent where the value only informs. */
  readonly limit?: number;
  /** The least that is required, for values of which more is better. */
  readonly atLeast?: number;
  readonly note?: string;
  /** True when measuring failed, as against having no means to measure here. */
  readonly broken?: boolean;
}

/** What could not be measured passes, visibly, unless AI_STACK_REQUIRE_ALL is 1. */
export function passes({ value, limit, atLeast, broken }: Measurement): boolean {
  if (value === undefined) return broken !== true && process.env['AI_STACK_REQUIRE_ALL'] !== '1';
  return (limit === undefined || value <= limit) && (atLeast === undefined || value >= atLeast);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('There is no median of nothing.');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

export function measurementTable(measurements: readonly Measurement[]): string {
  const rows = [
    ['', 'measured', 'limit', 'verdict', ''],
    ...measurements.map((each) => [
      each.what,
      amount(each.value, each.unit),
      limitWords(each),
      verdict(each),
      each.note ?? '',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function amount(value: number | undefined, unit: string): string {
  if (value === undefined) return '–';
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}

function limitWords({ limit, atLeast, unit }: Measurement): string {
  if (atLeast !== undefined) return `≥ ${atLeast} ${unit}`;
  return limit === undefined ? '' : `${limit} ${unit}`;
}

function verdict(measurement: Measurement): string {
  if (measurement.value === undefined) return passes(measurement) ? 'SKIPPED' : 'FAIL';
  if (measurement.limit === undefined && measurement.atLeast === undefined) return '';
  return passes(measurement) ? 'pass' : 'FAIL';
}
