import type { CatalogueRow } from './catalogueRow.ts';
import type { KnownModel } from './servingCatalogue.ts';

const tasks = ['text-generation', 'embeddings', 'classification', 'other'] as const;

/** One row of `models`. Where the row names no source, it is the page of the model on the hub. */
export function readKnownModel(row: CatalogueRow): KnownModel {
  const id = row.text('id');
  const { asOf, source } = row.dated();
  return {
    id,
    task: row.oneOf('task', tasks),
    parametersBillion: row.positive('parametersBillion'),
    dtype: row.text('dtype'),
    ...row.maybe('kvBytesPerToken', (key) => row.positive(key)),
    ...row.maybe('contextLength', (key) => row.positive(key)),
    ...row.maybe('defaultFor', (key) => row.texts(key)),
    ...row.maybe('gated', (key) => row.flag(key)),
    asOf,
    source: source === 'https://huggingface.co/' ? source + id : source,
  };
}
