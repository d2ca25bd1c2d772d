/** The path as it was given on the command line, and the file below it, with `/` between segments. */
export function joinGiven(given: string, file: string): string {
  const base = given.replaceAll('\\', '/').replace(/^(?:\.\/+)+|\/+$/g, '');
  if (base === '.' || (base === '' && !given.startsWith('/'))) return file;
  return `${base}/${file}`;
}
