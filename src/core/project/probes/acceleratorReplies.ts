import type { Accelerator } from '../machine.ts';

const mebibyte = 2 ** 20;

/**
 * What `nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader,nounits` printed: one line
 * per GPU, memory in MiB. Where CPU and GPU share memory (GB10, Jetson) the memory is `[N/A]`.
 */
export function readNvidiaSmi(output: string): Accelerator[] {
  return output.split(/\r?\n/).flatMap((line): Accelerator[] => {
    const fields = line.split(',').map((field) => field.trim());
    const [name, memory, driver] = fields;
    if (fields.length !== 3 || !name || !memory || !/^(?:\d+|\[.*\])$/.test(memory)) return [];
    return [
      {
        vendor: 'nvidia',
        name,
        ...(/^\d+$/.test(memory) && { memoryBytes: Number(memory) * mebibyte }),
        ...(driver && /^\d/.test(driver) && { driver }),
      },
    ];
  });
}

/** What `rocm-smi --showproductname --showmeminfo vram --json` printed: `card0`, `card1`, …, memory in bytes. */
export function readRocmSmi(output: string): Accelerator[] {
  const reply = parseJson(output);
  if (!isRecord(reply)) return [];
  return Object.entries(reply).flatMap(([key, card]): Accelerator[] => {
    if (!/^card\d+$/.test(key) || !isRecord(card)) return [];
    const field = (...names: string[]): string | undefined => textField(card, names);
    const name = field('card series', 'card model', 'device name', 'market name') ?? 'AMD GPU';
    const memory = Number(field('vram total memory (b)'));
    return [{ vendor: 'amd', name, ...(memory > 0 && { memoryBytes: memory }) }];
  });
}

/** What `amd-smi static --asic --vram --json` printed: a list, or since ROCm 7 a list under `gpu_data`. */
export function readAmdSmi(output: string): Accelerator[] {
  const reply = parseJson(output);
  const list = isRecord(reply) ? reply['gpu_data'] : reply;
  if (!Array.isArray(list)) return [];
  return list.flatMap((gpu: unknown): Accelerator[] => {
    if (!isRecord(gpu) || !isRecord(gpu['asic'])) return [];
    const name = textField(gpu['asic'], ['market_name']) ?? 'AMD GPU';
    const memoryBytes = isRecord(gpu['vram']) ? sizeBytes(gpu['vram']['size']) : undefined;
    return [{ vendor: 'amd', name, ...(memoryBytes !== undefined && { memoryBytes }) }];
  });
}

/** `{"value": 196592, "unit": "MB"}` or `"196592 MB"`; the tool means MiB and GiB. */
function sizeBytes(size: unknown): number | undefined {
  const text = isRecord(size) ? `${String(size['value'])} ${String(size['unit'])}` : size;
  const [, value, unit] =
    (typeof text === 'string' && /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i.exec(text.trim())) || [];
  if (!value || !unit) return undefined;
  return Math.round(Number(value) * mebibyte * (unit.toUpperCase() === 'GB' ? 1024 : 1));
}

/** The first of these fields, whatever its case, that says something: not `N/A` and not a bare number in hex. */
function textField(record: Record<string, unknown>, names: readonly string[]): string | undefined {
  const fields = new Map(Object.entries(record).map(([key, value]) => [key.trim().toLowerCase(), value]));
  return names
    .map((name) => fields.get(name))
    .find(
      (value): value is string => typeof value === 'string' && /^(?!N\/A$|0x[\da-f]+$).+/i.test(value.trim()),
    )
    ?.trim();
}

/** JSON in a program's output; warnings may stand before it. */
function parseJson(output: string): unknown {
  const start = output.search(/[[{]/);
  if (start < 0) return undefined;
  for (const begin of new Set([start, output.indexOf('{')])) {
    try {
      return JSON.parse(output.slice(Math.max(begin, 0)));
    } catch {
      // Not JSON from here: perhaps from the next place on, and otherwise there is no answer to read.
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
