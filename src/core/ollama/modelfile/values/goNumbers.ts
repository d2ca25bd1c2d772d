/**
 * Numbers and booleans as Go's `strconv` reads them, which is how the server reads parameters: stricter than
 * JavaScript with white space, laxer with underscores, hexadecimal fractions and infinity.
 */

/** `strconv.ParseFloat(text, 32)`: undefined where Go returns an error, which a number too large for 32 bits is. */
export function parseGoFloat(text: string): number | undefined {
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const value = decimal(text) ?? hexadecimal(text);
  return value === undefined || !Number.isFinite(Math.fround(value)) ? undefined : value;
}

/** `strconv.ParseInt(text, 10, 64)`. Beyond 2^53 the value is rounded, as it is on its way through JSON. */
export function parseGoInt(text: string): number | undefined {
  const match = /^([+-]?)0*(\d*)$/.exec(text);
  if (!match || !/\d/.test(text)) return undefined;
  const digits = match[2] ?? '';
  if (digits.length > 19) return undefined;
  const value = BigInt(digits === '' ? '0' : digits);
  const limit = match[1] === '-' ? 2n ** 63n : 2n ** 63n - 1n;
  if (value > limit) return undefined;
  return value === 0n ? 0 : Number(match[1] === '-' ? -value : value);
}

/** `strconv.ParseBool`. */
export function parseGoBool(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text) ? false : undefined;
}

function decimal(text: string): number | undefined {
  if (!/^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.[\d_]+)(?:e[+-]?\d[\d_]*)?$/i.test(text)) return undefined;
  return underscoresStandBetweenDigits(text) && /\d/.test(text)
    ? Number(text.replaceAll('_', ''))
    : undefined;
}

function hexadecimal(text: string): number | undefined {
  const match = /^([+-]?)0x([\da-f_]*)(?:\.([\da-f_]*))?p([+-]?\d[\d_]*)$/i.exec(text);
  if (!match || !underscoresStandBetweenDigits(text)) return undefined;
  const [whole, fraction, exponent] = [match[2], match[3], match[4]].map((part) =>
    (part ?? '').replaceAll('_', ''),
  );
  const digits = `${whole ?? ''}${fraction ?? ''}`;
  if (digits === '') return undefined;
  const scale = Number(exponent) - 4 * (fraction?.length ?? 0);
  const mantissa = Array.from(digits).reduce((sum, digit) => sum * 16 + Number.parseInt(digit, 16), 0);
  const value = mantissa === 0 ? 0 : mantissa * 2 ** scale;
  return match[1] === '-' ? -value : value;
}

/** An underscore stands between digits, or between `0x` and a digit. */
function underscoresStandBetweenDigits(text: string): boolean {
  if (!text.includes('_')) return true;
  const hex = /^[+-]?0x/i.test(text);
  const number = text.replace(/^[+-]?(?:0x)?/i, (prefix) => (hex ? prefix.replace(/x/i, '0') : prefix));
  const digit = hex ? '[\\da-fA-F]' : '\\d';
  return !new RegExp(`(?:^|(?!${digit}).)_|_(?:$|(?!${digit}).)`).test(number.replace(/^[+-]/, ''));
}
