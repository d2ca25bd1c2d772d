import * as vscode from 'vscode';
import { isCloudModel, parseModelName, sameModel } from '../../../core/ollama/modelName.ts';
import type { InstalledModel } from '../../../core/ollama/models.ts';

/** Asks for the name of the new model; undefined when the user gives none. */
export function askModelName(suggested: string, isUnsaved: boolean): Thenable<string | undefined> {
  const text = isUnsaved ? ' The text in the editor is used, which is not saved.' : '';
  return vscode.window.showInputBox({
    title: 'Create Model from Modelfile',
    prompt: `The name of the new model, with a tag if you like.${text}`,
    value: suggested,
    validateInput: (name) => {
      const parsed = parseModelName(name);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
  });
}

/** Asks before a model of that name is replaced, and before the server downloads the one that it builds on. */
export async function agreesTo(
  model: string,
  base: string | undefined,
  installed: readonly InstalledModel[],
): Promise<boolean> {
  const has = (name: string): boolean => installed.some((one) => sameModel(one.name, name));
  if (has(model) && !(await agrees(`Replace the model ${model}?`, 'It is installed already.', 'Replace')))
    return false;
  if (base === undefined || has(base) || isCloudModel(base)) return true;
  return agrees(
    `Pull ${base} first?`,
    `The Modelfile builds on ${base}, which is not installed: Ollama downloads it before it makes ${model}.`,
    'Pull and Create',
  );
}

async function agrees(question: string, detail: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
