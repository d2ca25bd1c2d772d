import { evaluate, type Subject } from '../condition/evaluate.ts';
import type { ConditionalText } from '../guide.ts';

/** What a text of the guide may take from the facts. */
export interface ReasonValues {
  /** The title of the recommended option. */
  readonly option: string;
  /** The facts that decided, as phrases. */
  readonly because: readonly string[];
  /** The title of the first step that is not done. */
  readonly next: string;
}

/** More facts than this make a sentence that nobody reads; the explanation has all of them. */
const mostFacts = 3;
const placeholder = /\{[^{}]*\}/g;
const known: readonly string[] = ['{option}', '{because}', '{next}'];

/** Placeholders in a text that have no meaning. */
export function unknownPlaceholders(text: string): string[] {
  return (text.match(placeholder) ?? []).filter((found) => !known.includes(found));
}

/** The first text whose condition holds, or `fallback`, with its placeholders filled. Never empty. */
export function reasonText(
  texts: ConditionalText | undefined,
  fallback: string,
  subject: Subject,
  values: ReasonValues,
): string {
  const chosen = texts?.find(({ when }) => !when || evaluate(when, subject).holds)?.text ?? fallback;
  const filled = chosen.replace(placeholder, (found) => {
    if (found === '{option}') return values.option;
    return found === '{next}' ? values.next : factsPhrase(values.because);
  });
  return capitalised(filled);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function factsPhrase(because: readonly string[]): string {
  const shown = because.slice(0, mostFacts).join('; ');
  return because.length > mostFacts ? `${shown}; and more` : shown || 'nothing in the files speaks of it';
}
