/** Longest text before a value in which its name is looked for. */
const reach = 160;

/**
 * What stands between a name and its value, read from the value backwards: a quote, a header's scheme, a call, the
 * operator with a type, what closes the name.
 */
const given =
  /(?:^|[^\w$.-])(?:\$env:)?([A-Za-z_$][\w$.-]{0,79})["'`\])]{0,3}[ \t]{0,8}(?::[ \t]?[A-Za-z][\w<>[\]|. ]{0,30}=|:=|=>|\|\||\?\?|[=:,(]|>)[ \t]{0,8}(?:[A-Za-z_][\w.]{0,40}\()?[bfruBFRU@$]{0,2}\\{0,2}["'`]{0,3}(?:Bearer |Basic |token |ApiKey )?$/;

/** The name that a value at `start` is given to: `OPENAI_API_KEY`, `api_key`, `Authorization`; undefined without one. */
export function nameBefore(text: string, start: number): string | undefined {
  const window = text.slice(Math.max(0, start - reach), start);
  const line = window.slice(window.lastIndexOf('\n') + 1);
  return given.exec(line)?.[1];
}
