/** Values that only stand for one: `${VAR}`, `{{ x }}`, `<x>`, `%X%`, `$VAR`. */
export function isPlaceholder(text: string): boolean {
  return /\$\{|\$\(|\{\{|\{%|^\$\w+$|^<[^<>]+>$|^%\w+%$|^__\w+__$|^@@\w+@@$/.test(text);
}
