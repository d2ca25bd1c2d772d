import assert from 'node:assert/strict';
import {
  modelVolume,
  mountOptions,
  weightsAddress,
} from '../../../../src/core/serving/cloudRun/modelVolume.ts';
import type { ModelPlan } from '../../../../src/core/serving/plan/servingPlan.ts';

function inBucket(changes: Partial<ModelPlan>): { readonly model: ModelPlan } {
  return {
    model: {
      id: 'Qwen/Qwen3-8B',
      task: 'text-generation',
      dtype: 'bfloat16',
      loading: 'bucket',
      path: '/models/Qwen3-8B',
      ...changes,
    },
  };
}

describe('modelVolume', () => {
  it('mounts a whole bucket above the folder of the model', () => {
    const plan = inBucket({ bucket: 'acme-models' });
    assert.deepEqual(modelVolume(plan), { name: 'models', bucket: 'acme-models', mountPath: '/models' });
    assert.equal(weightsAddress(plan), 'gs://acme-models/Qwen3-8B');
  });

  it('mounts a folder of a bucket at the path of the model', () => {
    const plan = inBucket({ bucket: 'acme-models/qwen/8b/' });
    const volume = modelVolume(plan);
    assert.deepEqual(volume, {
      name: 'models',
      bucket: 'acme-models',
      folder: 'qwen/8b',
      mountPath: '/models/Qwen3-8B',
    });
    assert.ok(volume);
    assert.ok(mountOptions(volume).includes('only-dir=qwen/8b'));
    assert.equal(weightsAddress(plan), 'gs://acme-models/qwen/8b');
  });

  it('mounts nothing over the root of the container', () => {
    assert.equal(modelVolume(inBucket({ bucket: 'acme-models', path: '/weights' }))?.mountPath, '/weights');
  });

  it('mounts nothing where weights come from elsewhere', () => {
    assert.equal(modelVolume({}), undefined);
    assert.equal(modelVolume(inBucket({ loading: 'baked', bucket: 'acme-models' })), undefined);
    assert.equal(weightsAddress(inBucket({ loading: 'hub' })), undefined);
  });
});
