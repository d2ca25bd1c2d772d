import { parse } from 'yaml';
import { UserError } from '../../errors.ts';
import { shapeFromModelInfo, type ModelShape } from '../fit/modelShape.ts';
import type { ModelInfo } from '../models.ts';
import type { Catalogue, CatalogueModel, ModelPurpose } from './catalogue.ts';

const purposes: readonly ModelPurpose[] = ['coding', 'vision', 'embedding'];

/** Reads and checks the text of `media/catalog/models.yaml`. Throws a `UserError` that names the row that is wrong. */
export function readCatalogue(text: string): Catalogue {
  const document = asRow(parse(text), 'the whole');
  const { models } = document;
  if (!Array.isArray(models)) throw damaged('the whole');
  return { day: day(document, 'the whole'), models: models.map(readModel) };
}

type Row = Readonly<Record<string, unknown>>;

function readModel(value: unknown, index: number): CatalogueModel {
  const row = asRow(value, `row ${String(index + 1)}`);
  const name = text(row, 'name', `row ${String(index + 1)}`);
  const purpose = purposes.find((known) => known === row['purpose']);
  if (row['purpose'] !== undefined && purpose === undefined) throw damaged(name);
  return {
    name,
    title: text(row, 'title', name),
    description: text(row, 'description', name),
    downloadBytes: Math.round(positive(row, 'downloadGb', name) * 1e9),
    parameterCount: Math.round(positive(row, 'parametersB', name) * 1e9),
    quantization: text(row, 'quantization', name),
    contextLength: positive(row, 'contextLength', name),
    capabilities: capabilities(row, name),
    purpose,
    isLatest: row['isLatest'] === true,
    isOlder: row['isOlder'] === true,
    source: link(row, 'source', name),
    day: day(row, name),
    ...shape(row, name),
  };
}

/** Where the embedding is the output too, the row says so: no list of tensors tells. */
function shape(row: Row, name: string): { shape?: ModelShape; shapeSource?: string } {
  if (row['shape'] === undefined) return {};
  const { architecture, tied, ...keys } = asRow(row['shape'], name);
  if (typeof architecture !== 'string' || typeof tied !== 'boolean') throw damaged(name);
  const info: Record<string, ModelInfo[string]> = {
    'general.architecture': architecture,
    'general.parameter_count': positive(row, 'parametersB', name) * 1e9,
  };
  for (const [key, value] of Object.entries(keys)) {
    if (typeof value !== 'number') throw damaged(name);
    info[`${architecture}.${key}`] = value;
  }
  info[`${architecture}.context_length`] = positive(row, 'contextLength', name);
  const known = shapeFromModelInfo(info);
  if (known === undefined) throw damaged(name);
  return { shape: { ...known, tied }, shapeSource: link(row, 'shapeSource', name) };
}

function capabilities(row: Row, name: string): string[] {
  const value = row['capabilities'];
  if (!Array.isArray(value) || value.length === 0) throw damaged(name);
  return value.map((each) => {
    if (typeof each !== 'string') throw damaged(name);
    return each;
  });
}

function text(row: Row, key: string, where: string): string {
  const value = row[key];
  if (typeof value !== 'string' || value.trim() === '') throw damaged(where);
  return value;
}

function link(row: Row, key: string, where: string): string {
  const value = text(row, key, where);
  if (!value.startsWith('https://')) throw damaged(where);
  return value;
}

function day(row: Row, where: string): string {
  const value = text(row, 'day', where);
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw damaged(where);
  return value;
}

function positive(row: Row, key: string, where: string): number {
  const value = row[key];
  if (typeof value !== 'number' || !(value > 0)) throw damaged(where);
  return value;
}

function asRow(value: unknown, where: string): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(where);
  return value as Row;
}

function damaged(where: string): UserError {
  return new UserError(
    `The list of models that comes with the extension is damaged: ${where}.`,
    'Install the extension again.',
  );
}
