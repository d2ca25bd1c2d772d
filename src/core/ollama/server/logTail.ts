/** The longest sentence that is taken from a log, in characters. */
const mostCharacters = 240;

/**
 * The line that says why a server ended: the last `Error:`, panic or loader's complaint, else the last line that the
 * server logged as an error or warning, else the last line. Cleaned of colours, times and credentials, and bounded;
 * empty for an empty log. Forms: the server's `slog` lines and what Go and the loaders print.
 */
export function lastWords(log: string): string {
  const lines = usefulLines(log);
  const last = (pattern: RegExp): string | undefined => lines.findLast((line) => pattern.test(line));
  const line =
    last(/^(?:[\w./-]+: )?(?:Error|panic|fatal error)\b: |error while loading shared libraries|^dyld/i) ??
    last(/\blevel=ERROR\b/) ??
    last(/\blevel=WARN\b|\bGPU discovery\b/) ??
    lines.at(-1);
  return line === undefined ? '' : bounded(withoutCredentials(message(line)));
}

/** The last lines of a log to show: without colours, credentials and what is the same at every start. */
export function logTail(log: string, lines = 20): string[] {
  return usefulLines(log)
    .slice(-lines)
    .map((line) => bounded(withoutCredentials(line)));
}

function usefulLines(log: string): string[] {
  return plainText(log)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isNoise(line));
}

/** Text without escape sequences and control characters, one line feed per line. */
export function plainText(text: string): string {
  return (
    text
      // Sequences of terminals: CSI, OSC and the short ones.
      .replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
  );
}

/** Lines that never say why: stacks, the routes that are listed at every start, and the environment. */
function isNoise(line: string): boolean {
  return /^goroutine \d|^\[GIN|^\S+\.go:\d+|^\s*\/\S+:\d+ \+0x|^\S+\([^)]*\)$|msg="server config"|^exit status \d+$/.test(
    line,
  );
}

/** What a structured line says: its message and the error with it; journald's and loaders' prefixes go. */
function message(line: string): string {
  const text = /\bmsg=("(?:[^"\\]|\\.)*"|\S+)/.exec(line)?.[1];
  if (text === undefined)
    return line.replace(/^\w{3} [ \d]\d [\d:]{8} \S+ [\w.-]+\[\d+\]: /, '').replace(/^Error: /, '');
  const error = /\b(?:error|err)=("(?:[^"\\]|\\.)*"|\S+)/.exec(line)?.[1];
  return [text, ...(error === undefined ? [] : [error])].map(unquoted).join(': ');
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
}

function withoutCredentials(text: string): string {
  return text.replace(/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, '$1');
}

function bounded(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1).trimEnd()}…`;
}
