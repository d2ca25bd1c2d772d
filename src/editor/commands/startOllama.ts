import { isConfirmed } from '../ollama/start/confirmed.ts';
import { ownStarter } from '../ollama/start/ownStarter.ts';
import type { CommandHandler } from './table.ts';

/** Starts the server at the endpoint, once the user has agreed to what is run, and waits until it answers. */
export const startOllama: CommandHandler = (shell, argument) =>
  ownStarter(shell).start(isConfirmed(argument));
