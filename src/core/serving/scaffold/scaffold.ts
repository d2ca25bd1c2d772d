export type ScaffoldTask = 'text-generation' | 'embeddings' | 'classification';

export const scaffoldTasks: readonly ScaffoldTask[] = ['text-generation', 'embeddings', 'classification'];

/** What the scaffold is made for, beside the plan. */
export interface Scaffold {
  readonly task: ScaffoldTask;
  /** The Python package, which is a folder of the project: `app`, or `serving` where that is taken. */
  readonly packageName: string;
  /** Where its tests go: `tests`, or a folder of their own in it. */
  readonly testFolder: string;
  /** What the settings have as MODEL_ID unless the environment says otherwise. */
  readonly model: string;
  readonly revision?: string;
}

/** The path that a client asks, by task; the first that examples use. */
export const scaffoldPaths: Readonly<Record<ScaffoldTask, string>> = {
  'text-generation': '/v1/chat/completions',
  embeddings: '/v1/embeddings',
  classification: '/classify',
};

/** What it does, by task, as the beginning of a sentence. */
export const scaffoldTitles: Readonly<Record<ScaffoldTask, string>> = {
  'text-generation': 'Text generation',
  embeddings: 'Embeddings',
  classification: 'Classification',
};

/** Small models for a start, which a laptop runs; all of them are in the catalogue, with their sizes. */
export const starterModels: Readonly<Record<ScaffoldTask, string>> = {
  'text-generation': 'Qwen/Qwen3-0.6B',
  embeddings: 'sentence-transformers/all-MiniLM-L6-v2',
  classification: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
};

const everyTask = [
  '__init__.py',
  'main.py',
  'application.py',
  'settings.py',
  'services.py',
  'errors.py',
  'lifecycle.py',
  'limits.py',
  'logs.py',
  'metrics.py',
  'middleware.py',
  'workers.py',
  'model/__init__.py',
  'model/loading.py',
  'routes/__init__.py',
  'routes/status.py',
];

const batched = ['batching.py', 'model/encoding.py', 'routes/inputs.py'];

const byTask: Readonly<Record<ScaffoldTask, readonly string[]>> = {
  'text-generation': [
    'generation.py',
    'model/text_generation.py',
    'model/sampling.py',
    'model/text.py',
    'routes/chat.py',
    'routes/completions.py',
    'routes/generating.py',
    'routes/schemas.py',
  ],
  embeddings: [...batched, 'model/embeddings.py', 'routes/embeddings.py'],
  classification: [...batched, 'model/classification.py', 'routes/classification.py'],
};

const testsByTask: Readonly<Record<ScaffoldTask, readonly string[]>> = {
  'text-generation': ['test_text_generation.py'],
  embeddings: ['test_batching.py', 'test_embeddings.py'],
  classification: ['test_batching.py', 'test_classification.py'],
};

/** The files of the package, relative to it. */
export function packageFiles(task: ScaffoldTask): readonly string[] {
  return [...everyTask, ...byTask[task]].sort();
}

/** The files of its tests, relative to their folder. */
export function testFiles(task: ScaffoldTask): readonly string[] {
  return ['conftest.py', 'tiny_model.py', 'test_service.py', ...testsByTask[task]].sort();
}
