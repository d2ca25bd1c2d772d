import {
  blankBefore,
  importLines,
  type ClientSnippet,
  type SnippetImport,
  type SnippetLanguage,
} from './clientSnippet.ts';

/** What to insert where. Lines are 0-based; text is plain. */
export interface SnippetPlacement {
  /** Lines to put above `line`, when imports are missing and the body goes elsewhere. */
  readonly imports?: { readonly line: number; readonly text: string };
  /** The line that the body is put above; absent: at the cursor. */
  readonly bodyLine?: number;
  readonly body: string;
}

/**
 * Places a snippet in a text: imports that the text lacks go below those that it has, the body to the cursor, or
 * right below the imports when the cursor stands among or above them.
 */
export function placeSnippet(text: string, cursorLine: number, snippet: ClientSnippet): SnippetPlacement {
  const { language, body } = snippet;
  const missing = snippet.imports.filter((each) => !isImported(text, language, each));
  const imports = importLines(language, missing);
  const together = imports === '' ? body : `${imports}\n\n${blankBefore(snippet)}${body}`;
  const lines = text.split(/\r?\n/);
  const { line, onlyHead } = importsEnd(lines, language);
  if (cursorLine < line) return { bodyLine: line, body: onlyHead ? together : `\n${body}`, ...above() };
  const isDirectlyBelow = lines.slice(line, cursorLine + 1).every((each) => each.trim() === '');
  if (onlyHead && isDirectlyBelow) return { body: together };
  return { body: cursorLine === line && !onlyHead ? `\n${body}` : body, ...above() };

  function above(): Pick<SnippetPlacement, 'imports'> {
    if (imports === '' || (onlyHead && cursorLine < line)) return {};
    const gap = onlyHead && (lines[line] ?? '').trim() !== '' ? '\n' : '';
    return { imports: { line, text: `${imports}\n${gap}` } };
  }
}

/** Whether the text imports the names already, alone or among others. */
function isImported(
  text: string,
  language: SnippetLanguage,
  { module, name, isDefault }: SnippetImport,
): boolean {
  return name.split(', ').every((each) => {
    if (language === 'python')
      return new RegExp(
        `^from ${module} import (?:[^\\n(]*\\b|\\([^)]*\\b)${each}\\b(?! as)(?!\\w)`,
        'm',
      ).test(text);
    const names = isDefault ? `${each}\\b[^;'"]*` : `[^;'"]*\\{[^}]*\\b${each}\\b(?! as)[^}]*\\}`;
    return new RegExp(`^import ${names}\\s*from ['"]${module}['"]`, 'm').test(text);
  });
}

/**
 * The line below the imports at the top of a text; without any, below what has to come first (`#!`, a docstring,
 * magics of a notebook). `onlyHead` says that nothing but that stands above.
 */
function importsEnd(
  lines: readonly string[],
  language: SnippetLanguage,
): { line: number; onlyHead: boolean } {
  const head = headEnd(lines, language);
  let end = head;
  for (let at = head; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^(?:import|from)\b/.test(line)) {
      at = statementEnd(lines, at, language);
      end = at + 1;
    } else if (line.trim() !== '' && !/^(?:#|\/\/)/.test(line)) break;
  }
  return { line: end, onlyHead: end === head };
}

function headEnd(lines: readonly string[], language: SnippetLanguage): number {
  const isHead =
    language === 'python' ? /^(?:#!|#.*coding[:=]|%|!)/ : /^(?:#!|['"]use \w+['"];?\s*$|\/\/ @ts-|\/\/\/ <)/;
  let at = 0;
  while (isHead.test(lines[at] ?? '')) at += 1;
  const quote = language === 'python' ? /^[rRuU]?("""|''')/.exec(lines[at] ?? '')?.[1] : undefined;
  const comment = language === 'python' ? undefined : /^\/\*/.exec(lines[at] ?? '')?.[0];
  const close = quote ?? (comment && '*/');
  if (close === undefined) return at;
  const first = (lines[at] ?? '').indexOf(close, quote ? (lines[at] ?? '').indexOf(close) + 3 : 2);
  if (first >= 0) return at + 1;
  const last = lines.findIndex((line, index) => index > at && line.includes(close));
  return last < 0 ? at : last + 1;
}

/** The last line of an import that may go over several. */
function statementEnd(lines: readonly string[], start: number, language: SnippetLanguage): number {
  const isOpen = (text: string): boolean =>
    language === 'python'
      ? /\([^)]*$/.test(text) || text.trimEnd().endsWith('\\')
      : !/['"]\s*(?:with\s*\{[^}]*\}\s*)?;?\s*(?:\/\/.*)?$/.test(text);
  const last = Math.min(lines.length - 1, start + 100);
  let text = lines[start] ?? '';
  for (let at = start; at <= last; at += 1) {
    if (at > start)
      text = language === 'python' && !text.includes('(') ? (lines[at] ?? '') : `${text} ${lines[at] ?? ''}`;
    if (!isOpen(text)) return at;
  }
  return start;
}
