import type { CommandHandler } from './table.ts';

/** Asks the server for its models anew. */
export const refreshModels: CommandHandler = ({ ollama }) => ollama.refresh();
