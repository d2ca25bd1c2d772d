// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import type { HostInfo } from '../core/ports.ts';

/** The machine that this process runs on; in a container with a memory limit, the limit counts. */
export function nodeHost(): HostInfo {
  const processors = cpus();
  return {
    platform: platform(),
    arch: arch(),
    release: release(),
    cpuModel: processors[0]?.model.trim() ?? '',
    cpuCount: processors.length > 0 ? processors.length : availableParallelism(),
    memoryBytes: memoryBytes(),
  };
}

function memoryBytes(): number {
  // 0 or a number larger than the memory means that there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
