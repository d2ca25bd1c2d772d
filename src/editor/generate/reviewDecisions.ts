import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Decision } from '../../core/generate/decision.ts';
import type { Generator, GeneratorOption } from '../../core/generate/generator.ts';
import type { Prepared } from '../../core/generate/prepareGeneration.ts';
import type { Target } from './target.ts';

/** What the user wants after looking at the decisions: go on, look again, or another value of an option. */
export type DecisionAnswer = 'go-on' | 'again' | { readonly option: string; readonly value: string };

interface Item extends vscode.QuickPickItem {
  readonly decision?: Decision;
  readonly option?: GeneratorOption;
  readonly goesOn?: true;
}

/** What a generator would write, or why it cannot. */
export type Outcome = Prepared | UserError;

/**
 * Shows every decision with its reason and evidence, and all other options; the user goes on, or changes one. Where
 * nothing can be generated yet, the reason stands first, and an option may mend it. Undefined: the user closed it.
 */
export async function reviewDecisions(
  generator: Generator,
  target: Target,
  outcome: Outcome,
  given: Readonly<Record<string, string>>,
): Promise<DecisionAnswer | undefined> {
  const decisions = outcome instanceof UserError ? [] : (outcome.generated.decisions ?? []);
  const decided = new Set(decisions.map(({ option }) => option));
  const others = generator.options.filter(({ id }) => !decided.has(id));
  const items: Item[] = [
    firstItem(outcome),
    ...headed('Decisions', decisions.map(decisionItem)),
    ...headed(
      'Options',
      others.map((option) => optionItem(option, given)),
    ),
  ];
  const title = `${generator.title} for ${target.name}`;
  const placeHolder = 'Choose a decision to change it, or go on';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ...shown });
  if (!chosen) return undefined;
  if (chosen.goesOn) return 'go-on';
  const option = chosen.option ?? generator.options.find(({ id }) => id === chosen.decision?.option);
  return option ? chooseValue(option, chosen.decision, target) : 'again';
}

function firstItem(outcome: Outcome): Item {
  if (outcome instanceof UserError)
    return { label: `$(warning) ${outcome.message}`, detail: `${outcome.remedy} Or change an option below.` };
  const { planned } = outcome;
  const changes = planned.filter(({ action }) => action !== 'identical').length;
  const description = changes === 0 ? 'nothing changes' : `${changes} of ${planned.length} would be written`;
  return { label: '$(arrow-right) Review the files', description, goesOn: true };
}

function headed(label: string, items: readonly Item[]): Item[] {
  return items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}

const shown = { ignoreFocusOut: true, matchOnDescription: true, matchOnDetail: true } as const;

function decisionItem(decision: Decision): Item {
  const places = decision.evidence.slice(0, 2).map(({ file, line }) => `${file}:${line}`);
  return {
    label: `${icons[decision.source]} ${decision.title}: ${decision.value}`,
    description: decision.source === 'given' ? 'you chose it' : places.join(', '),
    detail: decision.reason,
    decision,
  };
}

const icons: Readonly<Record<Decision['source'], string>> = {
  given: '$(person)',
  evidence: '$(check)',
  default: '$(circle-outline)',
};

function optionItem(option: GeneratorOption, given: Readonly<Record<string, string>>): Item {
  const value = given[option.id] ?? option.default;
  return {
    label: `$(gear) ${option.id}`,
    description: value === '' ? 'not set' : value,
    detail: option.meaning,
    option,
  };
}

interface ValueItem extends vscode.QuickPickItem {
  readonly value?: string;
  /** Another way to go on than to take a value. */
  readonly does?: 'type' | 'open';
}

/** The values to choose from; where any text goes, one that is typed. */
async function chooseValue(
  option: GeneratorOption,
  decision: Decision | undefined,
  target: Target,
): Promise<DecisionAnswer> {
  const evidence = decision?.evidence ?? [];
  const items: ValueItem[] = valuesOf(option, decision).map(({ value, meaning }) => ({
    label: value,
    detail: meaning,
    value,
  }));
  if (option.kind === 'text')
    items.push({ label: '$(edit) Another value…', detail: option.meaning, does: 'type' });
  if (evidence.length > 0)
    items.push({ label: '$(go-to-file) Open the evidence', detail: evidence[0]?.text ?? '', does: 'open' });
  const title = decision ? `${decision.title}: ${decision.value}` : option.id;
  const placeHolder = decision?.reason ?? option.meaning;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ...shown });
  if (chosen?.does === 'open') {
    const subject = { folder: target.uri.toString(), title, evidence };
    await vscode.commands.executeCommand('aiStack.openEvidence', subject);
  }
  const value = chosen?.does === 'type' ? await typeValue(option, decision) : chosen?.value;
  return value === undefined ? 'again' : { option: option.id, value };
}

function valuesOf(
  option: GeneratorOption,
  decision: Decision | undefined,
): readonly { readonly value: string; readonly meaning: string }[] {
  if (option.kind === 'flag')
    return [
      { value: 'true', meaning: 'Yes.' },
      { value: 'false', meaning: 'No.' },
    ];
  const known = decision?.alternatives ?? [];
  const rest = (option.choices ?? []).filter(({ value }) => known.every((each) => each.value !== value));
  return [...known, ...rest];
}

function typeValue(option: GeneratorOption, decision: Decision | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: decision?.title ?? option.id,
    prompt: option.meaning,
    value: option.default === 'auto' ? '' : option.default,
    ignoreFocusOut: true,
    validateInput: (value) =>
      !option.form || option.form.pattern.test(value) ? undefined : `Give ${option.form.words}.`,
  });
}
