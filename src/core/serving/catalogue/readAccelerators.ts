import type { CatalogueRow } from './catalogueRow.ts';
import type { CloudGpu, ClusterGpu, TorchIndex } from './servingCatalogue.ts';

/** One row of `gpus`. */
export function readGpu(row: CatalogueRow): CloudGpu {
  return {
    accelerator: row.text('accelerator'),
    title: row.text('title'),
    memoryGiB: row.positive('memoryGiB'),
    usableGiB: row.positive('usableGiB'),
    minCpu: row.positive('minCpu'),
    minMemoryGiB: row.positive('minMemoryGiB'),
    recommendedCpu: row.positive('recommendedCpu'),
    recommendedMemoryGiB: row.positive('recommendedMemoryGiB'),
    cpuChoices: row.numbers('cpuChoices'),
    memoryChoicesGiB: row.numbers('memoryChoicesGiB'),
    driver: row.positive('driver'),
    driverCuda: row.version('driverCuda'),
    architecture: row.text('architecture'),
    regions: row.texts('regions'),
    stage: row.oneOf('stage', ['ga', 'preview']),
    quota: row.text('quota'),
    ...row.dated(),
  };
}

/** One row of `clusterGpus`. */
export function readClusterGpu(row: CatalogueRow): ClusterGpu {
  return {
    accelerator: row.text('accelerator'),
    title: row.text('title'),
    memoryGiB: row.positive('memoryGiB'),
    usableGiB: row.positive('usableGiB'),
    driver: row.positive('driver'),
    architecture: row.text('architecture'),
    machines: row.list('machines', (machine) => ({
      gpus: machine.positive('gpus'),
      type: machine.text('type'),
    })),
    ...row.dated(),
  };
}

/** One row of `torch`. */
export function readTorchIndex(row: CatalogueRow): TorchIndex {
  return {
    variant: row.text('variant'),
    index: row.link('index'),
    ...row.maybe('cuda', (key) => row.version(key)),
    ...row.maybe('minDriver', (key) => row.positive(key)),
    ...row.maybe('firstTorch', (key) => row.version(key)),
    ...row.maybe('lastTorch', (key) => row.version(key)),
    ...row.dated(),
  };
}
