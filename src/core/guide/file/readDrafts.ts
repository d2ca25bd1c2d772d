import { isMap, isScalar, type Node } from 'yaml';
import { guideCommands, optionRanks, type ConditionalText, type GuideReasons } from '../guide.ts';
import { sectionIds, type RecommendedAction } from '../recommendation.ts';
import { unknownPlaceholders } from '../recommend/reasonText.ts';
import type { ConflictDraft, GuideDraft, Named, NamedSection, OptionDraft, SectionDraft } from './drafts.ts';
import { readFields, type FieldReader, type FieldReaders, type GuideReader } from './guideReader.ts';
import { readCondition, readNamedConditions } from './readCondition.ts';
import { isGoodId, readFlag, readHttpsUrl, readList, readOneOf, readText } from './values.ts';

/** What a guide file or an override says, as far as it is right; what is wrong goes to the reader's problems. */
export function readDraft(text: string, reader: GuideReader): GuideDraft {
  const root = reader.parse(text);
  const entries = root && reader.entries(root, 'a guide');
  return entries ? readFields<GuideDraft>(entries, reader, 'a guide', guideFields) : {};
}

/** A mapping with these fields; `required` ones are asked for where the mapping always needs them. */
function record<T>(
  what: string,
  fields: FieldReaders<T>,
  required: readonly (keyof T & string)[] = [],
): FieldReader<T> {
  return (node, reader, at) => {
    const entries = reader.entries(node, what, at);
    if (!entries) return undefined;
    const missing = required.filter((key) => !entries.some((entry) => entry.key === key));
    if (missing.length > 0)
      reader.report('guide/missing-field', node ?? at, `${what} lacks: ${missing.join(', ')}.`);
    const values = readFields(entries, reader, what, fields);
    return required.every((key) => key in values) ? (values as T) : undefined;
  };
}

function keysOf(node: Node | undefined): string[] {
  return isMap(node) ? node.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
}

/** A mapping from ids of the author's choice. */
function byId<T>(what: string, read: FieldReader<T>): FieldReader<Named<T>[]> {
  return (node, reader, at) =>
    reader.entries(node, what, at)?.flatMap(({ key, keyNode, value }) => {
      const draft = isGoodId(key, keyNode, reader) ? read(value, reader, keyNode) : undefined;
      return draft ? [{ id: key, at: keyNode, given: keysOf(value), draft }] : [];
    });
}

const readTemplate: FieldReader<string> = (node, reader, at) => {
  const text = readText(node, reader, at);
  const [unknown] = text === undefined ? [] : unknownPlaceholders(text);
  if (unknown === undefined) return text;
  reader.report(
    'guide/invalid-value',
    node ?? at,
    `${unknown} is not a placeholder. Known: {option}, {because}, {next}.`,
  );
  return undefined;
};

/** One text, or a list of texts with conditions. */
const readConditionalText: FieldReader<ConditionalText> = (node, reader, at) => {
  if (node === undefined || isScalar(node)) {
    const text = readTemplate(node, reader, at);
    return text === undefined ? undefined : [{ text }];
  }
  const fields = { when: readCondition, text: readTemplate };
  return readList(record<ConditionalText[number]>('a text', fields, ['text']), 'texts')(node, reader, at);
};

const readReasons = record<GuideReasons>('the reasons', {
  adopted: readConditionalText,
  partial: readConditionalText,
  missing: readConditionalText,
});
const readStep = record('a step', { title: readText, done: readCondition }, ['title', 'done']);
const readLink = record('a link', { title: readText, url: readHttpsUrl }, ['title', 'url']);
const readAction = record<RecommendedAction>(
  'an action',
  { command: readOneOf(guideCommands, 'command'), title: readText, argument: readText },
  ['command', 'title'],
);

const readOption = record<OptionDraft>('an option', {
  disable: readFlag,
  title: readText,
  rank: readOneOf(optionRanks, 'rank'),
  summary: readText,
  when: readCondition,
  unless: readCondition,
  adopted: readCondition,
  started: readCondition,
  steps: readList(readStep, 'steps'),
  reasons: readReasons,
  links: readList(readLink, 'links'),
  actions: readList(readAction, 'actions'),
});

const readConflict = record<ConflictDraft>('a conflict', {
  disable: readFlag,
  level: readOneOf(['conflict', 'warning'], 'level'),
  when: readCondition,
  message: readText,
  remedy: readText,
});

const readSection = record<SectionDraft>('a section', {
  disable: readFlag,
  title: readText,
  goal: readText,
  applies: readCondition,
  notNeeded: readConditionalText,
  options: byId('options by id', readOption),
  conflicts: byId('conflicts by id', readConflict),
});

const readSections: FieldReader<NamedSection[]> = (node, reader, at) =>
  reader.entries(node, 'sections by id', at)?.flatMap(({ keyNode, value }) => {
    const id = readOneOf(sectionIds, 'section')(keyNode, reader, keyNode);
    const draft = id && readSection(value, reader, keyNode);
    return draft ? [{ id, at: keyNode, given: keysOf(value), draft }] : [];
  });

const guideFields: FieldReaders<GuideDraft> = {
  conditions: readNamedConditions,
  sections: readSections,
  // Read by readSecretsOverride.ts: what is wrong there leaves the guide as it is.
  secrets: () => true,
};
