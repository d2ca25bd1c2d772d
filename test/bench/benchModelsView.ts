import { createOllamaClient } from '../../src/core/ollama/client/createOllamaClient.ts';
import { createFitting } from '../../src/core/ollama/fit/createFitting.ts';
import { ModelList } from '../../src/editor/ollama/modelList.ts';
import { modelNodes } from '../../src/editor/tree/model/modelNodes.ts';
import { ollamaFetch } from '../../src/node/ollama/ollamaFetch.ts';
import { NodeResources } from '../../src/node/nodeResources.ts';
import { manyModels, startReplayServer, type Script } from '../support/ollama/replayServer.ts';
import { median, type Measurement } from './measurement.ts';

const models = 200;
const rounds = 15;
const limitMs = 150;

const gibi = 2 ** 30;
const machine = {
  os: 'Linux 6.1',
  arch: 'x64',
  cpu: 'Xeon',
  cpuCount: 8,
  memoryBytes: 32 * gibi,
  accelerators: [{ vendor: 'nvidia' as const, name: 'NVIDIA L4', memoryBytes: 23 * gibi }],
};

/**
 * From the command to rows that can be drawn, with 200 installed models, less what the server's own answers take: the
 * same three requests, asked side by side and only read.
 */
export async function benchModelsView(): Promise<Measurement[]> {
  const script: Script = {
    'GET /api/version': { json: { version: '0.24.0' } },
    'GET /api/tags': manyModels(models),
    'GET /api/ps': { json: { models: [] } },
    'GET /api/experimental/model-recommendations': { json: { recommendations: [] } },
  };
  const server = await startReplayServer(script);
  try {
    const catalogue = await new NodeResources().readText('catalog/models.yaml');
    const answers: number[] = [];
    const views: number[] = [];
    for (let round = 0; round < rounds; round++) {
      answers.push(await timed(() => askOnly(server.url)));
      views.push(await timed(() => drawn(server.url, catalogue)));
    }
    const server200 = median(answers);
    return [
      {
        what: `models view, ${models} models, beyond the server’s answer`,
        value: median(views.map((view) => Math.max(0, view - server200))),
        unit: 'ms',
        limit: limitMs,
        note: `a new list each time, median of ${rounds}; the answers alone take ${server200.toFixed(1)} ms`,
      },
    ];
  } finally {
    await server.close();
  }
}

/** A list as the view makes it: asked for, reckoned with a machine, and made into rows. */
async function drawn(endpoint: string, catalogue: string): Promise<void> {
  const settings = { contextLength: 0, kvCacheType: 'f16' } as const;
  const list = new ModelList(createOllamaClient({ endpoint, fetch: ollamaFetch }), {
    fitting: (serverVersion) =>
      Promise.resolve(createFitting({ machine, catalogue, serverVersion, ...settings })),
    programIsThere: () => undefined,
    passive: (_title, work) => work().catch(() => undefined),
    changed: () => undefined,
  });
  await list.refresh();
  await list.refit();
  const rows = modelNodes({
    state: list.state,
    endpoint,
    host: { kind: 'local', name: 'this machine' },
    restricted: { ignoredEndpoint: false, notAsked: false },
    installed: list.installed,
    running: list.running,
    suggestions: list.suggestions,
    fits: list.fits,
    pulls: [],
    now: Date.now(),
  });
  list.dispose();
  const shown = rows.find(({ id }) => id === 'models|installed')?.children ?? [];
  const reckoned = shown.filter(({ description }) => /GPU|CPU/.test(description ?? ''));
  if (reckoned.length !== models) throw new Error(`Only ${reckoned.length} of ${models} models were drawn.`);
}

async function askOnly(endpoint: string): Promise<void> {
  const paths = ['/api/version', '/api/tags', '/api/ps'];
  const answers = await Promise.all(paths.map((path) => fetch(`${endpoint}${path}`)));
  await Promise.all(answers.map((answer) => answer.json()));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
