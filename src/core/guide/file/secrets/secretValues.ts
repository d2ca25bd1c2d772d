import { isScalar, type Node } from 'yaml';
import { convertPattern, testReason } from '../../../secrets/peers/configProblems.ts';
import type { JavaScriptPattern } from '../../../secrets/peers/regex/toJavaScript.ts';
import { ruleName } from '../../../secrets/suppress/ruleList.ts';
import type { FieldReader, GuideReader } from '../guideReader.ts';

/** Text as it stands there, with all its blanks. */
export const readRawText: FieldReader<string> = (node, reader, at) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  reader.report('guide/wrong-type', node ?? at, 'Expected text that is not empty.');
  return undefined;
};

/** A pattern to find secrets by, in RE2's syntax. */
export const readFindPattern: FieldReader<JavaScriptPattern> = (node, reader, at) => {
  const text = readRawText(node, reader, at);
  const converted = text === undefined ? undefined : convertPattern(text);
  if (typeof converted !== 'string') return converted;
  reportPattern(converted, node ?? at, reader);
  return undefined;
};

/** A pattern to test values or paths by, in RE2's syntax. */
export const readTestPattern: FieldReader<string> = (node, reader, at) => {
  const text = readRawText(node, reader, at);
  const reason = text === undefined ? undefined : testReason(text);
  if (reason === undefined) return text;
  reportPattern(reason, node ?? at, reader);
  return undefined;
};

function reportPattern(reason: string, node: Node, reader: GuideReader): void {
  reader.report('guide/invalid-value', node, `This pattern cannot be used (${reason}): correct it.`);
}

/** `openai-api-key`, `secret/openai-api-key` or `openai-*`. */
export const readRuleName: FieldReader<string> = (node, reader, at) => {
  const text = readRawText(node, reader, at);
  const name = text === undefined ? undefined : ruleName(text);
  if (text !== undefined && name === undefined) {
    const message = `"${text.slice(0, 60)}" is no id of a rule: use lower-case letters, digits and hyphens, and * for any of them.`;
    reader.report('guide/invalid-value', node ?? at, message);
  }
  return name;
};

/** Number, from 1 to 99, or name. */
export const readGroup: FieldReader<number | string> = (node, reader, at) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 100) return value;
  if (typeof value === 'string' && /^[A-Za-z_]\w{0,50}$/.test(value)) return value;
  reader.report('guide/wrong-type', node ?? at, 'Expected the number or the name of a group of the pattern.');
  return undefined;
};

/** Bits per character. */
export const readEntropy: FieldReader<number> = (node, reader, at) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'number' && value >= 0 && value <= 8) return value;
  reader.report('guide/wrong-type', node ?? at, 'Expected a number from 0 to 8.');
  return undefined;
};

export const readHash: FieldReader<string> = (node, reader, at) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' && /^[0-9a-fA-F]{64}$/.test(value)) return value.toLowerCase();
  reader.report('guide/invalid-value', node ?? at, 'Expected the SHA-256 of a value: 64 digits of hex.');
  return undefined;
};
