import type { Node } from 'yaml';
import {
  practiceTitles,
  taskTitles,
  technologyTitles,
  type PracticeId,
  type TaskId,
  type TechnologyId,
} from '../../project/vocabulary.ts';
import { machineTraits, strengths, type Condition } from '../condition/condition.ts';
import type { FieldReader, GuideEntry, GuideReader } from './guideReader.ts';
import { isGoodId, readList, readOneOf, readShare, readSomeOf } from './values.ts';

const technologyIds = Object.keys(technologyTitles) as TechnologyId[];
const taskIds = Object.keys(taskTitles) as TaskId[];
const realTaskIds = taskIds.filter((id) => id !== 'none');
const practiceIds = Object.keys(practiceTitles) as PracticeId[];

/** Levels of `all`, `any` and `not` within each other. */
const maxDepth = 30;
/** What a condition can ask, and the key that may stand beside it. */
const companions: Readonly<Record<string, string>> = { technology: 'strength', task: 'confidence' };
const questions = [
  'all',
  'any',
  'not',
  'is',
  'technology',
  'task',
  'primaryTask',
  'practice',
  'machine',
  'folder',
];

/** A condition: a mapping with exactly one question. */
export const readCondition: FieldReader<Condition> = (node, reader, at) => readAt(node, reader, at, 0);

/** Named conditions; each may refer to those above it, so that there are no circles. */
export const readNamedConditions: FieldReader<Map<string, Condition>> = (node, reader, at) => {
  const named = new Map<string, Condition>();
  for (const { key, keyNode, value } of reader.entries(node, 'conditions by name', at) ?? []) {
    const condition = isGoodId(key, keyNode, reader) ? readCondition(value, reader, keyNode) : undefined;
    if (!condition) continue;
    named.set(key, condition);
    reader.named.set(key, condition);
  }
  return named;
};

function readAt(node: Node | undefined, reader: GuideReader, at: Node, depth: number): Condition | undefined {
  const entries = reader.entries(node, 'a condition', at);
  if (!entries) return undefined;
  if (depth > maxDepth) {
    reader.report('guide/invalid-value', at, 'Conditions are nested too deeply here.');
    return undefined;
  }
  const question = onlyQuestion(entries, reader, node ?? at);
  if (!question) return undefined;
  const inner: FieldReader<Condition> = (part, _, partAt) => readAt(part, reader, partAt, depth + 1);
  return readQuestion(question, entries, reader, inner);
}

function onlyQuestion(entries: readonly GuideEntry[], reader: GuideReader, at: Node): GuideEntry | undefined {
  const asked = entries.filter(({ key }) => questions.includes(key));
  const [question, second] = asked;
  const companion = question && companions[question.key];
  for (const entry of entries) {
    if (asked.includes(entry) || entry.key === companion) continue;
    reader.unknownKey(entry, [...questions, ...(companion ? [companion] : [])], 'a condition');
  }
  if (second) {
    const message = 'A condition asks one question: put several under "all" or "any".';
    reader.report('guide/invalid-value', second.keyNode, message);
    return undefined;
  }
  if (!question && entries.length === 0) {
    reader.report('guide/missing-field', at, `A condition needs one of: ${questions.join(', ')}.`);
  }
  return question;
}

function readQuestion(
  { key, keyNode, value }: GuideEntry,
  entries: readonly GuideEntry[],
  reader: GuideReader,
  inner: FieldReader<Condition>,
): Condition | undefined {
  const read = <T>(reading: FieldReader<T>): T | undefined => reading(value, reader, keyNode);
  const beside = <T>(name: string, reading: FieldReader<T>): T | undefined => {
    const entry = entries.find((candidate) => candidate.key === name);
    return entry && reading(entry.value, reader, entry.keyNode);
  };
  switch (key) {
    case 'all':
    case 'any': {
      const conditions = read(readList(inner, 'conditions'));
      return conditions && { kind: key, conditions };
    }
    case 'not': {
      const condition = read(inner);
      return condition && { kind: 'not', condition };
    }
    case 'is':
      return read(readName);
    case 'technology': {
      const ids = read(readSomeOf(technologyIds, 'technology'));
      const strength = beside('strength', readOneOf(strengths, 'strength')) ?? 'config';
      return ids && { kind: 'technology', ids, strength };
    }
    case 'task': {
      const ids = read(readSomeOf(realTaskIds, 'task'));
      return ids && { kind: 'task', ids, confidence: beside('confidence', readShare) ?? 0 };
    }
    default:
      return readPlainQuestion(key, read);
  }
}

/** The questions that nothing can stand beside. */
function readPlainQuestion(
  key: string,
  read: <T>(reading: FieldReader<T>) => T | undefined,
): Condition | undefined {
  switch (key) {
    case 'primaryTask': {
      const ids = read(readSomeOf(taskIds, 'task'));
      return ids && { kind: 'primaryTask', ids };
    }
    case 'practice': {
      const ids = read(readSomeOf(practiceIds, 'practice'));
      return ids && { kind: 'practice', ids };
    }
    case 'machine': {
      const ids = read(readSomeOf(machineTraits, 'trait of a machine'));
      return ids && { kind: 'machine', ids };
    }
    default: {
      const state = read(readOneOf(['empty'] as const, 'state of a folder'));
      return state === undefined ? undefined : { kind: 'folder', state };
    }
  }
}

const readName: FieldReader<Condition> = (node, reader, at) => {
  const what = 'named condition (those stand under "conditions", above their use)';
  const name = readOneOf([...reader.named.keys()], what)(node, reader, at);
  return name === undefined ? undefined : reader.named.get(name);
};
