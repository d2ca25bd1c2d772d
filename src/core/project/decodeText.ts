/** Text of a file, and what had to be assumed to get it. */
export interface DecodedText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';
  /** True when the bytes hold NUL characters and are no UTF-16: no text at all. */
  readonly binary: boolean;
}

/**
 * Decodes the beginning of a file: by its byte order mark, else as UTF-16 where every other byte is zero, else as
 * UTF-8, else as Latin-1, which fits any bytes. `cut` says that the bytes are only the beginning of a file, so that
 * the last character may lack some of its own. Never throws.
 */
export function decodeText(bytes: Uint8Array, cut = false): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8(bytes.subarray(3), cut);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  const nul = bytes.subarray(0, 4096).indexOf(0);
  if (nul >= 0) {
    const unmarked = utf16WithoutMark(bytes);
    if (unmarked) return utf16(bytes, unmarked);
    return { text: latin1(bytes), encoding: 'latin1', binary: true };
  }
  return utf8(bytes, cut);
}

function utf8(bytes: Uint8Array, cut: boolean): DecodedText {
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
      binary: false,
    };
  } catch {
    const whole = cut ? wholeCharacters(bytes) : undefined;
    return whole ?? { text: latin1(bytes), encoding: 'latin1', binary: false };
  }
}

/** The beginning of a large file may end within a character: up to three bytes are let go. */
function wholeCharacters(bytes: Uint8Array): DecodedText | undefined {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    if ((bytes[bytes.length - cut] ?? 0) < 0xc0) continue;
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return { text, encoding: 'utf-8', binary: false };
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, binary: false };
}

/** ASCII text in UTF-16 has a zero in every other byte; binary data has them anywhere. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 512);
  if (head.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  head.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even++;
    else odd++;
  });
  const half = head.length / 2;
  if (odd > half * 0.8 && even === 0) return 'utf-16le';
  if (even > half * 0.8 && odd === 0) return 'utf-16be';
  return undefined;
}

/** Bytes to the characters of the same numbers, so that magic numbers can be compared. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
