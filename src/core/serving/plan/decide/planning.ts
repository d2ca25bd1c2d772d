import type { Decision } from '../../../generate/decision.ts';
import type { OptionValues } from '../../../generate/generator.ts';
import type { Evidence } from '../../../project/facts.ts';
import type { ServingCatalogue } from '../../catalogue/servingCatalogue.ts';
import type { ServingEvidence } from '../evidence/servingEvidence.ts';
import { servingOptions } from '../servingOptions.ts';

/** What every decision rests on, and where it writes down why. */
export interface Planning {
  readonly values: OptionValues;
  readonly evidence: ServingEvidence;
  readonly catalogue: ServingCatalogue;
  readonly notes: PlanNotes;
}

/** One decision as it is written down. Its source follows from the values and the evidence. */
export interface NotedDecision {
  readonly option: string;
  readonly title: string;
  readonly value: string;
  readonly reason: string;
  readonly evidence?: readonly Evidence[];
  readonly confidence?: Decision['confidence'];
  readonly alternatives?: Decision['alternatives'];
}

/** Places shown for one decision. */
const mostEvidence = 4;

/** The decisions and warnings of one plan, in the order in which they are made. */
export class PlanNotes {
  readonly decisions: Decision[] = [];
  readonly warnings: string[] = [];
  readonly #values: OptionValues;

  constructor(values: OptionValues) {
    this.#values = values;
  }

  decide({
    option,
    title,
    value,
    reason,
    evidence = [],
    confidence,
    alternatives = [],
  }: NotedDecision): void {
    const source =
      givenValue(this.#values, option) !== undefined ? 'given' : evidence.length > 0 ? 'evidence' : 'default';
    this.decisions.push({
      option,
      title,
      value,
      reason,
      evidence: evidence.slice(0, mostEvidence),
      source,
      confidence: source === 'given' ? 'high' : (confidence ?? (source === 'evidence' ? 'high' : 'medium')),
      alternatives,
    });
  }

  /** Takes back what was decided on an option, where a later decision overrules it. */
  withdraw(option: string): void {
    const at = this.decisions.findIndex((decision) => decision.option === option);
    if (at >= 0) this.decisions.splice(at, 1);
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }
}

const defaults: ReadonlyMap<string, string> = new Map(
  servingOptions.map((option) => [option.id, option.default]),
);

/** The value of an option that somebody chose: not its default. */
export function givenValue(values: OptionValues, option: string): string | undefined {
  const value = values[option];
  return value === undefined || value === defaults.get(option) ? undefined : value;
}

/** The value of an option, or its default. */
export function optionValue(values: OptionValues, option: string): string {
  return values[option] ?? defaults.get(option) ?? '';
}

export function givenNumber(values: OptionValues, option: string): number | undefined {
  const value = givenValue(values, option);
  return value === undefined ? undefined : Number(value);
}

/** `a, b and c` */
export function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `Dockerfile:3` */
export function placeOf({ file, line }: Evidence): string {
  return `${file}:${String(line)}`;
}

/** `16.4 GB`, in thousands. */
export function gigabytes(bytes: number): string {
  const value = bytes / 1e9;
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} GB`;
}
