/** Styles for a terminal; each returns the text unchanged where colour is not wanted. */
export type Style = 'strong' | 'faint' | 'heading' | 'good' | 'warn' | 'bad' | 'hint';
export type Paint = Readonly<Record<Style, (text: string) => string>>;

export function createPaint(colour: boolean): Paint {
  const style = (open: number, close: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    strong: style(1, 22),
    faint: style(2, 22),
    heading: style(4, 24),
    good: style(32, 39),
    warn: style(33, 39),
    bad: style(31, 39),
    hint: style(36, 39),
  };
}

/** Control characters, and marks that reorder text: a file could use them to forge what the terminal shows. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from a project, safe on one line of a terminal. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(unprintable, '·').trim();
}

/** Text as wide as the terminal shows it, without the styles. */
export function visibleLength(text: string): number {
  return text.replace(/\u001b\[\d+m/g, '').length;
}

/** Cuts unstyled text to a width. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
}

/** Breaks unstyled text into lines of a width, between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
