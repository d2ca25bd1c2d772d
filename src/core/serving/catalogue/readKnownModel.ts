import { damaged } from './catalogueRow.ts';
import type { Dated, KnownModel } from './servingCatalogue.ts';

const tasks: readonly KnownModel['task'][] = ['text-generation', 'embeddings', 'classification', 'other'];

/**
 * One line of `models`: name, task, parameters, numbers, then `kv N`, `context N`, `default TASK…`, `at REVISION` and `gated`. The
 * source is the model's page on the hub.
 */
export function readKnownModel(line: string, { asOf, source }: Dated): KnownModel {
  const [id = '', task, parameters, dtype = '', ...more] = line.split(',').map((part) => part.trim());
  const where = `models, ${id}`;
  const known = tasks.find((each) => each === task);
  const parametersBillion = Number(parameters);
  if (
    !/^[\w.-]+\/[\w.-]+$/.test(id) ||
    known === undefined ||
    !(parametersBillion > 0) ||
    !/^[a-z]+\d+$/.test(dtype)
  )
    throw damaged(where);
  const extras = more.map((part) => part.split(/\s+/));
  const unknown = extras.find(([key = '']) => !['kv', 'context', 'default', 'at', 'gated'].includes(key));
  if (unknown) throw damaged(`${where}, ${unknown.join(' ')}`);
  const wordsOf = (key: string): string[] | undefined => extras.find(([first]) => first === key)?.slice(1);
  const kv = numberOf(wordsOf('kv'), where);
  const context = numberOf(wordsOf('context'), where);
  const defaultFor = wordsOf('default');
  const defaultRevision = wordsOf('at')?.[0];
  return {
    id,
    task: known,
    parametersBillion,
    dtype,
    ...(kv !== undefined && { kvBytesPerToken: kv }),
    ...(context !== undefined && { contextLength: context }),
    ...(defaultFor && { defaultFor }),
    ...(defaultRevision !== undefined && { defaultRevision }),
    ...(wordsOf('gated') && { gated: true }),
    asOf,
    source: source + id,
  };
}

function numberOf(words: readonly string[] | undefined, where: string): number | undefined {
  if (!words) return undefined;
  const value = Number(words[0]);
  if (words.length !== 1 || !Number.isInteger(value) || value <= 0) throw damaged(where);
  return value;
}
