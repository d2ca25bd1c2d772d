import type { ServingPlan } from '../plan/servingPlan.ts';

/** The bucket with the weights, as it is mounted, read-only. */
export interface ModelVolume {
  readonly name: 'models';
  readonly bucket: string;
  /** The folder of the bucket that is mounted; absent: the whole bucket. */
  readonly folder?: string;
  readonly mountPath: string;
}

/**
 * What a plan mounts: absent where its weights are not in a bucket. A bucket with a folder (`models/qwen`) is mounted
 * from that folder on at the model's own path; one without is mounted a level above, where it has the model's folder.
 */
export function modelVolume({ model }: Pick<ServingPlan, 'model'>): ModelVolume | undefined {
  if (model?.loading !== 'bucket' || model.bucket === undefined || model.path === undefined) return undefined;
  const [bucket = '', ...folders] = model.bucket.split('/').filter((part) => part !== '');
  const above = model.path.slice(0, Math.max(1, model.path.lastIndexOf('/')));
  if (folders.length > 0) return { name: 'models', bucket, folder: folders.join('/'), mountPath: model.path };
  return { name: 'models', bucket, mountPath: above === '/' ? model.path : above };
}

/** Where the weights must lie in the bucket: `gs://acme-models/Qwen3-8B-FP8`. */
export function weightsAddress(plan: Pick<ServingPlan, 'model'>): string | undefined {
  const volume = modelVolume(plan);
  if (!volume) return undefined;
  const below = plan.model?.path?.slice(volume.mountPath.length) ?? '';
  return `gs://${volume.bucket}${volume.folder === undefined ? '' : `/${volume.folder}`}${below}`;
}

/** Options of Cloud Storage FUSE: the folder, and what a model that never changes allows. */
export function mountOptions({ folder }: ModelVolume): readonly string[] {
  const only = folder === undefined ? [] : [`only-dir=${folder}`];
  // Weights do not change under a running instance, so what was once looked up holds.
  return ['metadata-cache-ttl-secs=-1', ...only];
}
