import type { Language } from '../../language.ts';

/** How strings of one kind begin and end. */
export interface StringStyle {
  /** Sticky; matches the opening with its prefix. */
  readonly open: RegExp;
  /** The closing for what `open` matched. */
  readonly close: (opening: string) => string;
  /** `double`: the closing twice stands for itself. */
  readonly escape: 'backslash' | 'double' | 'none';
  readonly multiline: boolean;
  /** A single character, no string. */
  readonly character?: true;
}

export interface LexicalStyle {
  readonly strings: readonly StringStyle[];
  readonly lineComments: readonly string[];
  readonly blockComment?: readonly [string, string];
}

const plain = (quote: string, multiline = false): StringStyle => ({
  open: new RegExp(quote, 'y'),
  close: () => quote,
  escape: 'backslash',
  multiline,
});
const raw = (open: RegExp, close: string | ((opening: string) => string)): StringStyle => ({
  open,
  close: typeof close === 'string' ? () => close : close,
  escape: 'none',
  multiline: true,
});
const character: StringStyle = {
  open: /'(?=(?:\\[^\n]{1,9}|[^'\\\n])')/y,
  close: () => "'",
  escape: 'backslash',
  multiline: false,
  character: true,
};
const textBlock: StringStyle = { ...plain('"""', true) };

const slashes = { lineComments: ['//'], blockComment: ['/*', '*/'] as const };
const hashes = (count: string): string => '#'.repeat(count.split('#').length - 1);

const jvm: LexicalStyle = { strings: [textBlock, plain('"'), character], ...slashes };

/** Strings and comments of the languages that are read without a syntax tree. */
export const lexicalStyles: Partial<Readonly<Record<Language, LexicalStyle>>> = {
  go: { strings: [raw(/`/y, '`'), plain('"'), character], ...slashes },
  java: jvm,
  kotlin: { strings: [raw(/"""/y, '"""'), plain('"'), character], ...slashes },
  scala: {
    strings: [raw(/[a-z]{0,8}"""/y, '"""'), { ...plain('"'), open: /\b[sf]"|"/y }, character],
    ...slashes,
  },
  groovy: { strings: [textBlock, plain("'''", true), plain('"'), plain("'")], ...slashes },
  csharp: {
    strings: [
      raw(/\$*"""+/y, (opening) => opening.replace(/\$/g, '')),
      { open: /(?:@\$?|\$@)"/y, close: () => '"', escape: 'double', multiline: true },
      { ...plain('"'), open: /\$?"/y },
      character,
    ],
    ...slashes,
  },
  rust: {
    strings: [
      raw(/\b[bc]?r#*"/y, (opening) => `"${hashes(opening)}`),
      { ...plain('"', true), open: /[bc]?"/y },
      character,
    ],
    ...slashes,
  },
  swift: {
    strings: [raw(/#+"/y, (opening) => `"${hashes(opening)}`), textBlock, plain('"')],
    ...slashes,
  },
  c: { strings: [plain('"'), character], ...slashes },
  dart: {
    strings: [
      plain("'''", true),
      textBlock,
      { ...plain('"'), open: /r?"/y },
      { ...plain("'"), open: /r?'/y },
    ],
    ...slashes,
  },
  php: {
    strings: [plain('"', true), plain("'", true)],
    lineComments: ['//', '#'],
    blockComment: ['/*', '*/'],
  },
  ruby: { strings: [plain('"', true), plain("'", true)], lineComments: ['#'] },
  perl: { strings: [plain('"', true), plain("'", true)], lineComments: ['#'] },
  r: { strings: [plain('"', true), plain("'", true)], lineComments: ['#'] },
  lua: { strings: [raw(/\[\[/y, ']]'), plain('"'), plain("'")], lineComments: ['--'] },
  sql: {
    strings: [{ open: /'/y, close: () => "'", escape: 'double', multiline: true }],
    lineComments: ['--'],
    blockComment: ['/*', '*/'],
  },
  toml: {
    strings: [textBlock, raw(/'''/y, "'''"), plain('"'), { ...plain("'"), escape: 'none' }],
    lineComments: ['#'],
  },
  powershell: {
    strings: [
      raw(/@"[ \t]*\r?\n/y, '"@'),
      raw(/@'[ \t]*\r?\n/y, "'@"),
      { open: /"/y, close: () => '"', escape: 'double', multiline: true },
      { open: /'/y, close: () => "'", escape: 'double', multiline: true },
    ],
    lineComments: ['#'],
    blockComment: ['<#', '#>'],
  },
  terraform: { strings: [plain('"')], lineComments: ['#', '//'], blockComment: ['/*', '*/'] },
};
