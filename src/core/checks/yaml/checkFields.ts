import { suggestion } from '../../guide/file/suggestion.ts';
import type { CheckDiagnostic, CheckFix } from '../check.ts';
import type { FieldTable } from './fieldTable.ts';
import { isPlaceholder } from './placeholder.ts';
import { replaceScalar } from './yamlEdits.ts';
import type { YamlPlace } from './yamlPlace.ts';

/** What to call the findings, and how keys are written where the API takes more than one spelling. */
export interface FieldCheck {
  readonly table: FieldTable;
  readonly unknown: CheckDiagnostic['code'];
  readonly wrongType: CheckDiagnostic['code'];
  readonly unsupported: CheckDiagnostic['code'];
  /** Who takes the file: `Cloud Run`. */
  readonly service: string;
  /** The name in the table of a key as it is written. */
  readonly spelling?: (key: string) => string;
  /** Types that are checked for names alone, or not at all. */
  readonly lenient?: boolean;
  /** True where what is in a field that is not supported is walked, too. */
  readonly walksUnsupported?: boolean;
}

/** Unknown, misplaced and unsupported fields and values of a wrong type of a document, held against a table. */
export function checkFields(place: YamlPlace, type: string, check: FieldCheck): CheckDiagnostic[] {
  const found: CheckDiagnostic[] = [];
  new FieldWalker(check, found).value(place, `@${type}`);
  return found;
}

class FieldWalker {
  readonly #check: FieldCheck;
  readonly #found: CheckDiagnostic[];
  /** Nodes that were walked: one that aliases refer to a thousand times is walked once. */
  readonly #seen = new Set<unknown>();

  constructor(check: FieldCheck, found: CheckDiagnostic[]) {
    this.#check = check;
    this.#found = found;
  }

  value(place: YamlPlace, type: string): void {
    if (place.isNull || type === 'any') return;
    if (place.text !== undefined && isPlaceholder(place.text)) return;
    if (type.endsWith('[]')) this.#list(place, type.slice(0, -2));
    else if (type === 'map') this.#map(place);
    else if (type.startsWith('@')) this.#object(place, type.slice(1));
    else if (!fits(place, type, this.#check.lenient === true)) this.#wrong(place, type);
  }

  #list(place: YamlPlace, type: string): void {
    if (!place.isList) {
      this.#wrong(place, 'list');
      return;
    }
    if (this.#again(place)) return;
    for (const item of place.items) this.value(item, type);
  }

  #map(place: YamlPlace): void {
    if (!place.isMap) {
      this.#wrong(place, 'mapping');
      return;
    }
    if (this.#again(place)) return;
    for (const { value } of place.entries) this.value(value, 'string');
  }

  #object(place: YamlPlace, name: string): void {
    if (!place.isMap) {
      this.#wrong(place, 'mapping');
      return;
    }
    if (this.#again(place)) return;
    const fields = this.#check.table.types[name] ?? {};
    for (const { key, value } of place.entries) {
      const spelled = this.#check.spelling?.(key) ?? key;
      const type = Object.hasOwn(fields, spelled) ? fields[spelled] : undefined;
      if (type === undefined) this.#unknown(value, key, Object.keys(fields));
      else if (type.endsWith(' !')) {
        this.#unsupported(value, key);
        if (this.#check.walksUnsupported === true) this.value(value, type.slice(0, -2));
      } else this.value(value, type);
    }
  }

  #again(place: YamlPlace): boolean {
    if (this.#seen.has(place.identity)) return true;
    this.#seen.add(place.identity);
    return false;
  }

  #unknown(value: YamlPlace, key: string, known: readonly string[]): void {
    if (isPlaceholder(key)) return;
    const hint = suggestion(key, known);
    const near = /"(.+)"/.exec(hint)?.[1];
    const fixes: CheckFix[] =
      near === undefined || value.shared
        ? []
        : [
            {
              id: 'write-field',
              title: `Write ${near}`,
              preferred: true,
              edits: [{ ...value.keySpan, text: near }],
            },
          ];
    this.#found.push({
      code: this.#check.unknown,
      severity: 'error',
      message: `${this.#check.service} knows no field ${shown(key)} here.${hint}`,
      fixes,
      ...value.keySpan,
    });
  }

  #unsupported(value: YamlPlace, key: string): void {
    this.#found.push({
      code: this.#check.unsupported,
      severity: 'warning',
      message: `${this.#check.service} does not support ${shown(key)}. Remove it.`,
      fixes: [],
      ...value.keySpan,
    });
  }

  #wrong(place: YamlPlace, expected: string): void {
    const edits =
      expected === 'string' && (place.kind === 'number' || place.kind === 'boolean') && !place.shared
        ? [{ ...place.span, text: JSON.stringify(place.text ?? '') }]
        : expected === 'number' && place.quoted && /^\d{1,9}$/.test(place.text ?? '')
          ? unquoted(place)
          : undefined;
    this.#found.push({
      code: this.#check.wrongType,
      severity: 'error',
      message: `This must be a ${expected}${expected === 'string' && edits ? ': put it in quotes' : ''}.`,
      fixes: edits
        ? [
            {
              id: expected === 'string' ? 'add-quotes' : 'remove-quotes',
              title: expected === 'string' ? 'Put it in quotes' : 'Remove the quotes',
              preferred: true,
              edits,
            },
          ]
        : [],
      ...place.mark,
    });
  }
}

function unquoted(place: YamlPlace): { start: number; end: number; text: string }[] | undefined {
  const edits = replaceScalar(place, 0);
  return edits?.map((edit) => ({ ...edit, text: place.text ?? '' }));
}

function fits(place: YamlPlace, type: string, lenient: boolean): boolean {
  if (place.kind === type) return true;
  return lenient && place.kind !== 'map' && place.kind !== 'list';
}

function shown(key: string): string {
  return `"${key.length > 60 ? `${key.slice(0, 60)}…` : key}"`;
}
