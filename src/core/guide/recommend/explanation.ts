import type { Outcome } from '../condition/evaluate.ts';
import type { GuideConflict } from '../guide.ts';
import type { ConsideredOption } from './chooseOption.ts';
import { capitalised } from './reasonText.ts';

export interface ConsideredConflict {
  readonly conflict: GuideConflict;
  readonly outcome: Outcome;
}

/** One line for each condition that was asked, with how it came out and the facts that decided. */
export function explanationLines(
  applies: Outcome,
  options: readonly ConsideredOption[],
  conflicts: readonly ConsideredConflict[],
): string[] {
  return [
    line('This section is needed', applies),
    ...options.flatMap(optionLines),
    ...conflicts.map(({ conflict, outcome }) => line(`Against the guide (${conflict.id})`, outcome)),
  ];
}

function optionLines({ option, adopted, started, when, unless }: ConsideredOption): string[] {
  return [
    line(`${option.title} is in place`, adopted),
    ...(started && !adopted.holds ? [line(`${option.title} is begun`, started)] : []),
    ...(when ? [line(`${option.title} suits this project`, when)] : []),
    ...(unless ? [line(`Something speaks against ${option.title}`, unless)] : []),
  ];
}

function line(question: string, { holds, because }: Outcome): string {
  const facts = because.length === 0 ? '' : ` ${capitalised(because.join('; '))}.`;
  return `${question}: ${holds ? 'yes' : 'no'}.${facts}`;
}
