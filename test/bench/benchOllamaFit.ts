import { readFileSync } from 'node:fs';
import { estimateFit } from '../../src/core/ollama/fit/estimateFit.ts';
import { fitOfInstalled } from '../../src/core/ollama/fit/fitOfInstalled.ts';
import { fitModels } from '../support/ollama/fitModels.ts';
import { fitModelShape } from '../support/ollama/fitModelShape.ts';
import type { MeasuredFit } from '../support/ollama/measureFit.ts';
import { catalogue, ourFit, publishedFits } from '../support/ollama/publishedFits.ts';
import type { Measurement } from './measurement.ts';

const budget = { kind: 'cpu', gpus: [], ramBytes: 2 ** 36 } as const;

/** How far our reckoning of memory is from what servers say, and how long it takes for 200 models. */
export function benchOllamaFit(): Measurement[] {
  return [againstRealServer(), ...publishedFits.map(againstPublished), timeFor200()];
}

function againstRealServer(): Measurement {
  const fixture = new URL('../fixtures/ollama/fit-measured.json', import.meta.url);
  const { server, rows } = JSON.parse(readFileSync(fixture, 'utf8')) as {
    server: string;
    rows: MeasuredFit[];
  };
  let worst = { percent: 0, note: '' };
  for (const row of rows) {
    const model = fitModels.find(({ name }) => name === row.model);
    if (model === undefined) continue;
    const { contextLength, kvCacheType, parallel } = row;
    const request = { ...fitModelShape(model), contextLength, kvCacheType, parallel, budget };
    const { totalBytes } = estimateFit({ ...request, serverVersion: server });
    const percent = Math.abs(totalBytes / row.sizeBytes - 1) * 100;
    if (percent >= worst.percent) worst = { percent, note: `${row.model}, ${String(contextLength)} tokens` };
  }
  return {
    what: `Fit: furthest from ps of Ollama ${server}, ${String(rows.length)} loads`,
    value: worst.percent,
    unit: '%',
    limit: 10,
    note: worst.note,
  };
}

/** For information: what others published seldom names the server's version, so it is no bar. */
function againstPublished(published: (typeof publishedFits)[number]): Measurement {
  const { model, contextLength, device, server, serverFrom, sizeGb, source } = published;
  const gigabytes = ourFit(published).totalBytes / 1e9;
  return {
    what: `Fit: ${model}, ${String(contextLength)} tokens, ${device}, ${server}: ps said ${String(sizeGb)} GB`,
    value: Math.abs(gigabytes / sizeGb - 1) * 100,
    unit: '%',
    note: `ours ${gigabytes.toPrecision(3)} GB; version ${serverFrom}; ${source}`,
  };
}

function timeFor200(): Measurement {
  const models = Array.from({ length: 200 }, (_, index) => {
    const row = catalogue.models[index % catalogue.models.length] ?? catalogue.models[0];
    return { name: row?.name ?? '', digest: '', sizeBytes: row?.downloadBytes ?? 0, capabilities: [] };
  });
  const began = performance.now();
  for (const model of models) fitOfInstalled(model, undefined, { budget, kvCacheType: 'f16', catalogue });
  const value = performance.now() - began;
  return { what: 'Fit: 200 installed models', value, unit: 'ms', limit: 50 };
}
