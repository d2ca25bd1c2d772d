import { parse } from 'yaml';
import { readGpu, readClusterGpu, readTorchIndex } from './readAccelerators.ts';
import { readKnownModel } from './readKnownModel.ts';
import { CatalogueRow, damaged } from './catalogueRow.ts';
import type {
  CloudRegion,
  CloudRunLimits,
  EngineImage,
  KnownModel,
  ServingCatalogue,
} from './servingCatalogue.ts';

/**
 * Reads and checks the text of `media/catalog/serving.yaml`. Throws a `UserError` that names the table and the row
 * that is wrong.
 */
export function readServingCatalogue(text: string): ServingCatalogue {
  const root = CatalogueRow.of(parseYaml(text), 'the whole');
  const python = root.table('python');
  const engines = root.row('engines');
  const catalogue: ServingCatalogue = {
    python: python.rows((row) => ({
      version: row.version('version'),
      image: row.image('image'),
      ...row.dated(),
    })),
    defaultPython: python.version('default'),
    uvImage: datedImage(root.row('uv')),
    engines: {
      vllm: readEngine(engines.row('vllm')),
      'tensorrt-llm': readEngine(engines.row('tensorrt-llm')),
      ollama: readEngine(engines.row('ollama')),
    },
    gpus: root.table('gpus').rows(readGpu),
    clusterGpus: root.table('clusterGpus').rows(readClusterGpu),
    regions: readRegions(root.table('regions')),
    torch: root.table('torch').rows(readTorchIndex),
    limits: readLimits(root.row('limits')),
    packages: root
      .table('packages')
      .rows((row) => ({ name: row.text('name'), version: row.version('version'), ...row.dated() })),
    systemPackages: root
      .table('systemPackages')
      .rows((row) => ({ python: row.text('python'), debian: row.texts('debian'), ...row.dated() })),
    retired: root.table('retired').rows((row) => ({
      image: row.text('image'),
      what: row.text('what'),
      instead: row.text('instead'),
      ...row.dated(),
    })),
    models: readModels(root.table('models')),
  };
  checkDefaults(catalogue);
  return catalogue;
}

/** `europe-west1, Belgium` */
function readRegions(table: CatalogueRow): CloudRegion[] {
  const dated = table.dated();
  return table.texts('rows').map((line) => {
    const [, id, place] = /^([a-z]+-[a-z]+\d+), (\S.*)$/.exec(line) ?? [];
    if (id === undefined || place === undefined) throw damaged(`regions, ${line}`);
    return { id, place, ...dated };
  });
}

function readModels(table: CatalogueRow): KnownModel[] {
  const dated = table.dated();
  return table.texts('rows').map((line) => readKnownModel(line, dated));
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw damaged('the whole');
  }
}

function datedImage(row: CatalogueRow): string {
  row.dated();
  return row.image('image');
}

function readEngine(row: CatalogueRow): EngineImage {
  const compatibility = row.optional('compatibility', () => row.row('compatibility'));
  return {
    image: row.image('image'),
    ...row.maybe('cuda', (key) => row.version(key)),
    ...row.maybe('minDriver', (key) => row.positive(key)),
    ...(compatibility && {
      compatibility: { name: compatibility.text('name'), value: compatibility.text('value') },
    }),
    sizeGb: row.positive('sizeGb'),
    user: row.text('user'),
    ...row.dated(),
  };
}

function readLimits(row: CatalogueRow): CloudRunLimits {
  return {
    periodSeconds: row.positive('periodSeconds'),
    initialDelaySeconds: row.positive('initialDelaySeconds'),
    startupSecondsCpu: row.positive('startupSecondsCpu'),
    startupSecondsGpu: row.positive('startupSecondsGpu'),
    concurrency: row.positive('concurrency'),
    timeoutSeconds: row.positive('timeoutSeconds'),
    maxInstancesGpu: row.positive('maxInstancesGpu'),
    memoryByCpu: row.list('memoryByCpu', (each) => ({
      cpu: each.positive('cpu'),
      minGiB: each.positive('minGiB'),
      maxGiB: each.positive('maxGiB'),
    })),
    ...row.dated(),
  };
}

/** What others rest on: a default that is listed, an index for CPUs, GPUs in regions that exist. */
function checkDefaults({ python, defaultPython, torch, gpus, regions }: ServingCatalogue): void {
  if (!python.some(({ version }) => version === defaultPython)) throw damaged('python, default');
  if (!torch.some(({ variant }) => variant === 'cpu')) throw damaged('torch, cpu');
  const known = new Set(regions.map(({ id }) => id));
  for (const gpu of gpus) {
    if (!gpu.regions.every((region) => known.has(region))) throw damaged(`gpus, ${gpu.accelerator}`);
  }
}
