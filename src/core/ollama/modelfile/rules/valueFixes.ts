import type { ModelfileFix, ModelfileInstruction } from '../modelfile.ts';
import type { ModelfileParameter, ParameterType } from '../parameters.ts';
import { parseGoBool, parseGoFloat, parseGoInt } from '../values/goNumbers.ts';
import { preferred, removeLines, replace } from './fixes.ts';

const units: Readonly<Record<string, number>> = { k: 1024, m: 1024 * 1024 };

/** What a value that cannot be read was meant to be, the default, or the line away. */
export function valueFixes(
  instruction: ModelfileInstruction,
  parameter: ModelfileParameter,
  text: string,
): ModelfileFix[] {
  const { value, valueSpan } = instruction;
  const before = valueSpan.start === valueSpan.end && /\S/.test(text.charAt(valueSpan.start - 1)) ? ' ' : '';
  const write = (id: string, title: string, meant: string) => replace(id, title, valueSpan, before + meant);
  const meant = meantValue(value, parameter.type);
  const standard = /^-?[\d.]+$/.exec(parameter.default.replace(/;.*$/, ''))?.[0];
  return [
    ...(meant === undefined ? [] : [preferred(write('write-value', `Write ${meant}`, meant))]),
    ...(standard === undefined ? [] : [write('write-default', `Write the default, ${standard}`, standard)]),
    removeLines(text, instruction),
  ];
}

function meantValue(value: string, type: ParameterType): string | undefined {
  const bare = value.replace(/^['"]+|['"]+$/g, '').trim();
  if (type === 'bool') return meantBool(bare);
  const read = type === 'int' ? parseGoInt : parseGoFloat;
  return numbersIn(bare, type).find((each) => Number.isFinite(read(each)));
}

function meantBool(text: string): string | undefined {
  const word = text.toLowerCase();
  if (['yes', 'on', 'y', 'enable', 'enabled', '=true', '= true'].includes(word)) return 'true';
  if (['no', 'off', 'n', 'none', 'disable', 'disabled', '=false', '= false'].includes(word)) return 'false';
  return parseGoBool(word) === undefined ? undefined : word;
}

/** `= 0.7`, `0,7`, `90%`, `8k`, `4,096 tokens`, `40.0`, `1e3`, `0x10`. */
function numbersIn(text: string, type: ParameterType): string[] {
  const plain = type === 'int' && /^(?:0x[\da-f]{1,8}|\d{1,9}e\d)$/i.test(text);
  if (plain) return [String(Number(text))];
  const number = /^[=:\s]*([+-]?\d{1,15}(?:[_.,]\d{1,15})*)\s*([a-z]*|%)$/i.exec(text);
  if (!number) return [];
  const [, digits = '', unit = ''] = number;
  const factor = units[unit.toLowerCase()];
  const thousands = digits.replace(/[_,](?=\d{3}(?!\d))/g, '');
  if (type === 'float') return [unit === '%' ? String(Number(digits) / 100) : digits.replace(',', '.')];
  if (factor !== undefined) return [String(Math.round(Number(thousands) * factor))];
  return [thousands, String(Math.round(Number(digits.replace(',', '.'))))];
}
