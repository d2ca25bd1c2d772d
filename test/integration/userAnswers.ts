import * as vscode from 'vscode';

type Asker =
  'showInputBox' | 'showQuickPick' | 'showWarningMessage' | 'showInformationMessage' | 'showErrorMessage';

/** What the user was asked or told while the work ran. */
export interface Said {
  readonly by: Asker;
  /** The message, or the title of a box. */
  readonly text: string;
  readonly buttons: readonly string[];
  /** Of a pick's items. */
  labels?: readonly string[];
}

/** The text for a box, the title of a button for a message, the label of an item (or a part of it) for a pick. */
type Answer = string | RegExp;

/**
 * Runs the work with a user who answers as `answers` say: always the same, or one after the other. Whoever is not in
 * `answers`, or has none left, gets no answer, as when the user closes it.
 */
export async function withUser(
  answers: Partial<Record<Asker, string | readonly Answer[]>>,
  work: () => unknown,
): Promise<Said[]> {
  const said: Said[] = [];
  const window = vscode.window as unknown as Record<Asker, (...args: unknown[]) => Promise<unknown>>;
  const askers: Asker[] = [
    'showInputBox',
    'showQuickPick',
    'showWarningMessage',
    'showInformationMessage',
    'showErrorMessage',
  ];
  const asked = new Map<Asker, number>();
  const nextAnswer = (by: Asker): Answer | undefined => {
    const given = answers[by];
    if (given === undefined || typeof given === 'string') return given;
    const count = asked.get(by) ?? 0;
    asked.set(by, count + 1);
    return given[count];
  };
  const before = Object.fromEntries(askers.map((by) => [by, window[by]]));
  for (const by of askers) {
    window[by] = async (first, ...rest) => {
      const items = by === 'showQuickPick' ? await (first as Promise<{ label: string }[]>) : [];
      const buttons = rest.filter((each) => typeof each === 'string');
      said.push({ by, text: textOf(first, rest), buttons });
      const answer = nextAnswer(by);
      if (by !== 'showQuickPick') return answer;
      const chosen = items.find(({ label }) => answer !== undefined && fits(label, answer));
      said.at(-1)!.labels = items.map(({ label }) => label);
      if (answer !== undefined && !chosen && Array.isArray(answers[by]))
        throw new Error(`No "${String(answer)}" among: ${items.map(({ label }) => label).join(' | ')}`);
      return chosen;
    };
  }
  try {
    await work();
  } finally {
    Object.assign(window, before);
  }
  return said;
}

function fits(label: string, answer: Answer): boolean {
  return typeof answer === 'string' ? label === answer : answer.test(label);
}

function textOf(first: unknown, rest: readonly unknown[]): string {
  if (typeof first === 'string') return first;
  const options = (Array.isArray(first) ? rest[0] : first) as { title?: string } | undefined;
  return options?.title ?? '';
}
