import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createModelFromModelfile } from '../../src/core/ollama/create/createModelFromModelfile.ts';
import { planCreate } from '../../src/core/ollama/create/createPlan.ts';
import { estimateFit } from '../../src/core/ollama/fit/estimateFit.ts';
import { shapeFromModelInfo } from '../../src/core/ollama/fit/modelShape.ts';
import { NodeModelFiles } from '../../src/node/ollama/files/nodeModelFiles.ts';
import { temporaryFolder } from '../support/host/folders.ts';
import { fitModelFile } from '../support/ollama/fitModelFile.ts';
import { fitModels } from '../support/ollama/fitModels.ts';
import { writeGgufFile } from '../support/ollama/ggufWriter.ts';
import { useRealServer } from '../support/ollama/realServer.ts';
import { clientOf } from './clientOf.ts';

/** One for each way to reckon: both engines, grouped heads, tied weights, experts, sliding windows. */
const names = ['llama-tied', 'llama-gqa', 'qwen3moe', 'gptoss'];

describe('the fit of models installed at a real server', () => {
  const real = useRealServer();
  const client = () => clientOf(real());

  for (const model of fitModels.filter(({ name }) => names.includes(name))) {
    it(`is within a tenth of what it says of ${model.name}`, async () => {
      const folder = temporaryFolder('fit');
      writeGgufFile(join(folder, 'model.gguf'), fitModelFile(model));
      const files = new NodeModelFiles(folder);
      const plan = await planCreate('FROM ./model.gguf', { model: model.name }, files);
      const { signal } = new AbortController();
      await createModelFromModelfile({ client: client(), plan, files, onProgress: () => undefined, signal });
      for (const contextLength of [2048, 8192]) await assertFits(model.name, contextLength);
      await client().unload(model.name);
      await client().delete(model.name);
    });
  }

  /** Predicted from what the server says before the load, held against what it says after. */
  async function assertFits(name: string, contextLength: number): Promise<void> {
    const installed = (await client().installed()).find((model) => model.name === `${name}:latest`);
    assert.ok(installed);
    const details = await client().show(name);
    const fit = estimateFit({
      weightsBytes: installed.sizeBytes,
      shape: shapeFromModelInfo(details.info, details.tensors),
      contextLength,
      kvCacheType: 'f16',
      budget: { kind: 'cpu', gpus: [], ramBytes: 2 ** 35 },
      serverVersion: real().version,
    });
    await client().load(name, { contextLength });
    const [running] = await client().running();
    assert.ok(running);
    assert.equal(running.contextLength, contextLength);
    const off = fit.totalBytes / running.sizeBytes - 1;
    const words = `${name} at ${contextLength}: ${fit.totalBytes} predicted, ${running.sizeBytes} real`;
    assert.ok(Math.abs(off) < 0.1, words);
  }
});
