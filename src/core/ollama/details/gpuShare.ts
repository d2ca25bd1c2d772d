import { spanWords } from './quantities.ts';
import type { RunningModel } from '../models.ts';

/** The part of a loaded model that is on GPUs, 0 to 1. */
export function gpuShare({ sizeBytes, vramBytes }: RunningModel): number {
  if (sizeBytes <= 0) return 0;
  return Math.min(1, Math.max(0, vramBytes / sizeBytes));
}

/** Where a loaded model is, in the way of `ollama ps`: `100% GPU`, `48%/52% CPU/GPU`, `100% CPU`. */
export function processorWords(model: RunningModel): string {
  if (model.sizeBytes <= 0) return 'unknown';
  const onCpu = Math.round((1 - gpuShare(model)) * 100);
  if (model.vramBytes <= 0) return '100% CPU';
  // A part on the CPU, however small, is what makes a model slow, and is not rounded away.
  if (model.vramBytes >= model.sizeBytes) return '100% GPU';
  const shown = Math.min(99, Math.max(1, onCpu));
  return `${shown}%/${100 - shown}% CPU/GPU`;
}

/** When a loaded model will be unloaded: `4 min left`, `stays loaded`. A server that keeps it says a far-off date. */
export function timeLeftWords({ expiresAt }: RunningModel, now: number): string {
  if (expiresAt === undefined || expiresAt - now > tenYearsMs) return 'stays loaded';
  return expiresAt <= now ? 'being unloaded' : `${spanWords(expiresAt - now)} left`;
}

const tenYearsMs = 10 * 365 * 86_400_000;
