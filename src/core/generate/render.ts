import type { OptionValues } from './generator.ts';

/**
 * Fills a template in: `@@name@@` becomes a value, and the lines between `# @if name=value` and `# @end` stay only where
 * that holds. Both marks stand on lines of their own, so that templates are valid files of their kind. Throws for a
 * name that has no value, which is a fault of the template.
 */
export function render(template: string, values: OptionValues): string {
  const kept: boolean[] = [];
  const lines = template.split('\n').filter((line) => {
    const condition = /^\s*# @if ([\w-]+)=([\w-]*)$/.exec(line);
    if (condition) kept.push(valueOf(condition[1], values) === condition[2]);
    else if (/^\s*# @end$/.test(line)) kept.pop();
    else return !kept.includes(false);
    return false;
  });
  return lines.join('\n').replace(/@@([\w-]+)@@/g, (_, name: string) => valueOf(name, values));
}

function valueOf(name: string | undefined, values: OptionValues): string {
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new Error(`the template asks for "${name ?? ''}", which has no value`);
  return value;
}
