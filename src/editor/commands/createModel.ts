import { createFromModelfile } from '../ollama/create/createFromModelfile.ts';
import type { CommandHandler } from './table.ts';

/** Makes a model from the Modelfile that it is given, that is open or that is picked. */
export const createModel: CommandHandler = createFromModelfile;
