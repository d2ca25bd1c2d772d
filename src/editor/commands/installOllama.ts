import { UserError } from '../../core/errors.ts';
import type { CommandHandler } from './table.ts';

/** Being built. */
export const installOllama: CommandHandler = () => {
  throw new UserError('This command is being built.', 'Wait for it.');
};
