import { UserError } from '../errors.ts';
import { suggestion } from '../guide/file/suggestion.ts';
import type { Generator, GeneratorOption, OptionValues } from './generator.ts';

/** The values of all options, given ones checked. Throws a UserError for anything that is no option or no value of it. */
export function optionValues(generator: Generator, given: OptionValues): OptionValues {
  const ids = generator.options.map(({ id }) => id);
  for (const id of Object.keys(given)) {
    if (ids.includes(id)) continue;
    throw new UserError(
      `The generator "${generator.id}" has no option "${id}".${suggestion(id, ids)}`,
      `Its options are: ${ids.join(', ')}.`,
    );
  }
  return Object.fromEntries(generator.options.map((option) => [option.id, valueOf(option, given)]));
}

function valueOf(option: GeneratorOption, given: OptionValues): string {
  const value = Object.hasOwn(given, option.id) ? given[option.id] : undefined;
  if (value === undefined) return option.default;
  const known = option.kind === 'flag' ? ['true', 'false'] : option.choices?.map((choice) => choice.value);
  if (known) {
    const meant = option.kind === 'flag' ? (flagWords[value] ?? value) : value;
    if (known.includes(meant)) return meant;
    const hint = suggestion(value, known);
    throw new UserError(
      `The option ${option.id} cannot be "${value}".${hint}`,
      `Choose one of: ${known.join(', ')}.`,
    );
  }
  const { form } = option;
  if (!form || form.pattern.test(value)) return value;
  throw new UserError(`The option ${option.id} cannot be "${value}".`, `Give ${form.words}.`);
}

const flagWords: OptionValues = { on: 'true', yes: 'true', off: 'false', no: 'false' };
