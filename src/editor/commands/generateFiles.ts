import * as vscode from 'vscode';
import type { Generator } from '../../core/generate/generator.ts';
import { generators } from '../../core/generate/registry.ts';
import { runGenerator } from '../generate/runGenerator.ts';
import { chooseTarget } from '../generate/target.ts';
import type { CommandHandler } from './table.ts';

/** Runs a generator that the user picks. */
export const generateFiles: CommandHandler = async (shell, argument) => {
  const items = generators.map((generator) => ({
    label: generator.title,
    detail: generator.summary,
    generator,
  }));
  const options = { title: 'Generate', placeHolder: 'What to generate', matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (chosen) await generateWith(chosen.generator)(shell, argument);
};

export const generateFastApi = generateById('fastapi');
export const generateDockerfile = generateById('dockerfile');
export const generateCloudRun = generateById('cloud-run');
export const setUpWorkloadIdentity = generateById('identity');

function generateById(id: string): CommandHandler {
  return (shell, argument) => {
    const generator = generators.find((each) => each.id === id);
    if (!generator) throw new Error(`there is no generator "${id}"`);
    return generateWith(generator)(shell, argument);
  };
}

function generateWith(generator: Generator): CommandHandler {
  return async (shell, argument) => {
    const target = await chooseTarget(shell.model, argument);
    if (target) await runGenerator(shell, generator, target);
  };
}
