import type { CheckEdit } from '../check.ts';
import type { Setting } from '../cloudRun/serviceSettings.ts';
import type { FlagValue } from './gcloudCommand.ts';

export interface ListItem {
  readonly text: string;
  readonly setting: Setting;
  /** Takes the item away with one of the commas beside it; absent for the only one. */
  readonly remove?: () => readonly CheckEdit[];
}

/** The items of a list of gcloud: divided by commas, or by what `^…^` at its beginning names. */
export function listItems(value: FlagValue): ListItem[] {
  const [prefix = '', delimiter = ','] = /^\^([^^]{1,10})\^/.exec(value.text) ?? [];
  const body = value.text.slice(prefix.length);
  const texts = body.split(delimiter);
  let at = prefix.length;
  return texts.map((text, index) => {
    const start = value.verbatim ? value.start + at : value.start;
    const end = value.verbatim ? start + text.length : value.end;
    at += text.length + delimiter.length;
    const setting = { start, end, value: value.literal || !/[$`]/.test(text) ? text : undefined };
    if (!value.verbatim || texts.length < 2) return { text, setting };
    const from = index === 0 ? start : start - delimiter.length;
    const to = index === 0 ? end + delimiter.length : end;
    return { text, setting, remove: () => [{ start: from, end: to, text: '' }] };
  });
}
