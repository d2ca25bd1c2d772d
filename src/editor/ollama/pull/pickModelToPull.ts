import * as vscode from 'vscode';
import { byteWords } from '../../../core/ollama/details/quantities.ts';
import { fitWords } from '../../../core/ollama/fit/fitWords.ts';
import type { Suggestion } from '../../../core/ollama/fit/suggestion.ts';
import { parseModelName, sameModel, shortName } from '../../../core/ollama/modelName.ts';
import type { Shell } from '../../shell.ts';
import { displayName } from '../../tree/model/modelNodes.ts';
import type { InterruptedPull } from '../pulls.ts';

interface PullItem extends vscode.QuickPickItem {
  /** Absent on what cannot be pulled. */
  readonly model?: string;
  readonly interrupted?: InterruptedPull;
}

const forget: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: 'Do not offer it any more',
};

/** Asks for a model: pulls to resume, what is suggested, or any name. Undefined when the user chooses none. */
export function pickModelToPull(shell: Shell): Promise<string | undefined> {
  const { ollama } = shell;
  const input = vscode.window.createQuickPick<PullItem>();
  input.title = `Pull Model to ${ollama.host.name}`;
  input.placeholder = 'Choose a model, or write any name: llama3.2, qwen3:8b, hf.co/user/model:Q4_K_M';
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const draw = (): void => {
    input.items = [...named(input.value, ollama.suggestions), ...interrupted(shell), ...suggested(shell)];
  };
  // Suggestions come once the machine was looked at.
  const follow = ollama.onDidChange(() => {
    input.busy = ollama.suggestions.length === 0;
    draw();
  });
  draw();
  return new Promise((resolve) => {
    input.onDidChangeValue(draw);
    input.onDidTriggerItemButton(({ item }) => {
      if (item.interrupted) void ollama.pulls.forget(item.interrupted.endpoint, item.interrupted.name);
    });
    input.onDidAccept(() => {
      const model = input.selectedItems[0]?.model;
      if (model === undefined) return;
      resolve(model);
      input.hide();
    });
    input.onDidHide(() => {
      follow.dispose();
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** What was written, as an item of its own: VS Code has no other place for a word on it. */
function named(value: string, suggestions: readonly Suggestion[]): PullItem[] {
  const text = value.trim();
  if (text === '' || suggestions.some(({ name }) => sameModel(name, text))) return [];
  const parsed = parseModelName(text);
  if ('problem' in parsed)
    return [{ label: `$(error) ${parsed.problem}`, description: text, alwaysShow: true }];
  return [
    { label: `$(cloud-download) Pull ${displayName(shortName(parsed))}`, alwaysShow: true, model: text },
  ];
}

function interrupted({ ollama }: Shell): PullItem[] {
  const pulls = ollama.pulls.rows(ollama.endpoint).filter((row) => row.kind === 'interrupted');
  if (pulls.length === 0) return [];
  const items = pulls.map((pull) => ({
    label: displayName(pull.name),
    description: `resume: ${byteWords(pull.completedBytes)} of ${byteWords(pull.totalBytes)} were pulled`,
    model: pull.name,
    interrupted: pull,
    buttons: [forget],
  }));
  return [separator('Broken off'), ...items];
}

function suggested({ ollama }: Shell): PullItem[] {
  const { suggestions } = ollama;
  if (suggestions.length === 0) return [];
  const asOf = suggestions.find(({ source }) => source === 'catalogue')?.asOf;
  const items = suggestions.map(({ name, description, downloadBytes, fit }) => ({
    label: displayName(name),
    description: [fitWords(fit), downloadBytes === undefined ? '' : `${byteWords(downloadBytes)} download`]
      .filter((each) => each !== '')
      .join(' · '),
    detail: description,
    model: name,
  }));
  return [separator(asOf === undefined ? 'Suggested' : `Suggested, as of ${asOf}`), ...items];
}

function separator(label: string): PullItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
