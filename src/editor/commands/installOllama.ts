import { pickInstallation } from '../ollama/start/installPick.ts';
import type { CommandHandler } from './table.ts';

/** Shows the official ways to install Ollama; nothing is run. */
export const installOllama: CommandHandler = ({ ollama }) =>
  pickInstallation(ollama.host, ollama.state.kind === 'running' ? 'Ollama is running already.' : '');
